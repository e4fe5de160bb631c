import type { Instant } from '../../shared/kernel/instant.ts'
import { type Html, html } from '../html.ts'
import { type Bar, type Standing, standingOf } from './bar.ts'

/** Where an instant stands, in percent of the width or in units of the view box. */
export interface Scale {
  readonly at: (instant: Instant) => number
  readonly unit: '%' | ''
  /** Half the height of a bar. */
  readonly half: number
}

/** One promise on its line, whose middle is y = 0: ticks, track, bar, what stood still, then the signs. */
export const lane = (bar: Bar, now: Instant, scale: Scale): Html => {
  const standing = standingOf(bar, now)
  const { startedAt, dueAt, endedAt, firstDueAt, warnAt = [] } = bar
  const { half } = scale
  const isQuiet = standing === 'waived' || standing === 'void'
  return html`${!isQuiet && warnAt.map((instant) => upright('r-tick', instant, half + 1, half + 5, scale))}${upright('r-cap', startedAt, -half - 1, half + 1, scale)}${SHAPES[standing]({ ...bar, endedAt: endedAt ?? now }, scale, now)}${!isQuiet && stoodStill(bar, now, scale)}${
    firstDueAt && firstDueAt !== dueAt && !isQuiet && placed(FIRST_DUE, firstDueAt, scale)
  }${SIGNS[standing]?.(bar, scale)}`
}

type Shape = (bar: Bar & { readonly endedAt: Instant }, scale: Scale, now: Instant) => Html | false

const running: Shape = ({ startedAt, dueAt, warnAt }, scale, now) => {
  const last = warnAt?.at(-1)
  const near = last !== undefined && last <= now && now < dueAt ? last : undefined
  return html`${stroke('r-track', now, dueAt, scale)}${solid('r-run', startedAt, near ?? earlier(now, dueAt), scale)}${near && solid('r-near', near, now, scale)}${upright('r-cap', dueAt, -scale.half - 3, scale.half + 3, scale)}`
}

const broken: Shape = ({ startedAt, dueAt, endedAt }, scale) =>
  html`${solid('r-run', startedAt, dueAt, scale)}${solid('r-over', dueAt, endedAt, scale)}`

/** What each standing looks like, but for its sign. */
const SHAPES: Readonly<Record<Standing, Shape>> = {
  running,
  near: running,
  paused: running,
  over: (bar, scale, now) => broken({ ...bar, endedAt: now }, scale, now),
  late: broken,
  undone: broken,
  kept: ({ startedAt, dueAt, endedAt }, scale) =>
    html`${stroke('r-left', endedAt, dueAt, scale)}${solid('r-kept', startedAt, endedAt, scale)}${upright('r-tick', dueAt, -scale.half - 1, scale.half + 1, scale)}`,
  waived: ({ startedAt, dueAt }, scale) => box('r-hollow', startedAt, dueAt, scale),
  void: ({ startedAt, endedAt }, scale) => stroke('r-void', startedAt, endedAt, scale),
}

const CROSS = html`<rect class="r-bad" x="-7" y="-7" width="14" height="14" rx="1.5"/><path class="r-sign" d="m-3-3 6 6m0-6-6 6"/>`
const TICK = html`<circle class="r-good" r="7"/><path class="r-sign" d="m-3.3.2 2.3 2.4 4.4-5.2"/>`
const DASH = html`<circle class="r-none" r="6.3"/><path class="r-dash" d="M-3 0h6"/>`
const HOLLOW_DOT = html`<circle class="r-end" r="4"/>`
const CUT = html`<path class="r-dash" d="m-3 5 6-10"/>`
/** Points down at the line: this was the limit before they agreed to another. */
const FIRST_DUE = html`<path class="r-first" d="m-3.5-11h7l-3.5 5.5z"/>`

const SIGNS: Readonly<Partial<Record<Standing, (bar: Bar, scale: Scale) => Html>>> = {
  over: ({ dueAt }, scale) => placed(CROSS, dueAt, scale),
  late: ({ dueAt, endedAt = dueAt }, scale) =>
    html`${placed(HOLLOW_DOT, endedAt, scale)}${placed(CROSS, dueAt, scale)}`,
  undone: ({ dueAt, endedAt = dueAt }, scale) => html`${placed(CUT, endedAt, scale)}${placed(CROSS, dueAt, scale)}`,
  kept: ({ dueAt, endedAt = dueAt }, scale) => placed(TICK, endedAt, scale),
  waived: ({ dueAt }, scale) => placed(DASH, dueAt, scale),
  void: ({ dueAt, endedAt = dueAt }, scale) => placed(CUT, endedAt, scale),
}

/** Hatched by strokes that lean: it needs no pattern, and so no id that another picture of the page might have. */
const stoodStill = ({ startedAt, dueAt, endedAt, pauses = [] }: Bar, now: Instant, scale: Scale): Html[] =>
  pauses
    .map(({ from, to = now }) => ({ from: later(from, startedAt), to: earlier(to, endedAt ?? later(dueAt, now)) }))
    .filter(({ from, to }) => from < to)
    .map(
      ({ from, to }) =>
        html`${box('r-gap', from, to, scale)}<line class="r-hatch" transform="skewX(-28)" stroke-width="${2 * scale.half - 1}"${ends(from, to, scale)}/>`,
    )

const earlier = (one: Instant, other: Instant): Instant => (one < other ? one : other)
const later = (one: Instant, other: Instant): Instant => (one < other ? other : one)

const written = (value: number): number => Math.round(value * 100) / 100
const place = (instant: Instant, { at, unit }: Scale): string => `${written(at(instant))}${unit}`
const ends = (from: Instant, to: Instant, scale: Scale): Html =>
  html` x1="${place(from, scale)}" x2="${place(to, scale)}"`

/** A bar is a line as thick as it is high. Nothing is drawn backwards. */
const solid = (name: string, from: Instant, to: Instant, scale: Scale): Html | false =>
  from < to && html`<line class="${name}" stroke-width="${2 * scale.half}"${ends(from, to, scale)}/>`
const stroke = (name: string, from: Instant, to: Instant, scale: Scale): Html | false =>
  from < to && html`<line class="${name}"${ends(from, to, scale)}/>`

const box = (name: string, from: Instant, to: Instant, scale: Scale): Html => {
  const width = written(Math.max(0, scale.at(to) - scale.at(from)))
  return html`<rect class="${name}" x="${place(from, scale)}" y="${-scale.half}" width="${width}${scale.unit}" height="${2 * scale.half}"/>`
}

const upright = (name: string, instant: Instant, y1: number, y2: number, scale: Scale): Html => {
  const x = place(instant, scale)
  return html`<line class="${name}" x1="${x}" x2="${x}" y1="${y1}" y2="${y2}"/>`
}

/** A sign keeps its size wherever it stands. */
const placed = (sign: Html, instant: Instant, scale: Scale): Html =>
  scale.unit === '%'
    ? html`<svg x="${place(instant, scale)}" overflow="visible">${sign}</svg>`
    : html`<g transform="translate(${place(instant, scale)}) scale(.85)">${sign}</g>`
