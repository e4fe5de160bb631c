import type { Language } from '../../shared/kernel/text.ts'
import { type Html, html } from '../html.ts'
import { axisOf, type Tick, ticksOf } from './axis.ts'
import { type Bar, standingOf } from './bar.ts'
import { fitted, widthOf } from './fit.ts'
import { lane, type Scale } from './lane.ts'
import { quiet } from './quiet.ts'
import { row } from './row.ts'
import { explained, outcomeOf, type Reading, sentenceOf, summaryOf, wordsOf } from './words.ts'

/**
 * `row` is 120 px wide, for lists. `full` is as wide as its place: on a phone its words stand above each bar. `quiet` is the
 * customer's: steps, no clauses. `print` is `full` for paper: dense, and every time with its date.
 */
export type RailSize = 'row' | 'full' | 'quiet' | 'print'

export interface RailOptions extends Omit<Reading, 'isPaper'> {
  readonly size: RailSize
}

/**
 * The promise rail (承诺轨): every clock of a subject as a bar on one time axis, and now as a line across all of them. Pure: it
 * knows no page and no clock; `RAIL_STYLE` and the tokens give it its looks. An SVG element as text.
 */
export const rail = (bars: readonly Bar[], { size, ...reading }: RailOptions): string => {
  switch (size) {
    case 'row':
      return row(bars, reading).text
    case 'quiet':
      return quiet(bars, reading).text
    case 'full':
      return lanes(bars, reading, { size, half: 4 }).text
    case 'print':
      return lanes(bars, { ...reading, isPaper: true }, { size, half: 3 }).text
    default:
      return size satisfies never
  }
}

/** One lane is one em high, so that the style alone says how far apart lanes stand. */
const lanes = (
  bars: readonly Bar[],
  reading: Reading,
  { size, half }: { readonly size: 'full' | 'print'; readonly half: number },
): Html => {
  const { now, language } = reading
  if (bars.length === 0) return nothing(size, language)
  const axis = axisOf(bars, now)
  const ticks = ticksOf(axis, reading)
  const scale: Scale = { at: axis.at, unit: '%', half }
  return html`<svg class="rail ${size}" lang="${language}" role="img" width="100%" height="${bars.length + 1}em"><title>${summaryOf(bars, reading)}</title><desc>${bars.map((bar) => sentenceOf(bar, reading)).join('; ')}</desc>
${ticks.filter(({ x, isNow }) => x > 0 && x < 100 && !isNow).map((tick) => line('r-grid', tick, bars.length))}
${bars.map((bar, index) => laneWith(bar, index, reading, scale))}
${ticks.filter(({ isNow }) => isNow).map((tick) => line('r-now', tick, bars.length))}
${bars.map((bar, index) => html`<svg y="${index + 0.5}em" overflow="visible">${nameOf(bar, reading)}${result(bar, reading)}</svg>`)}
<svg y="${bars.length}em" overflow="visible">${ticks.map(label)}</svg></svg>`
}

const nothing = (size: RailSize, language: Language): Html =>
  html`<svg class="rail ${size}" lang="${language}" role="img" width="100%" height="1em"><title>${wordsOf(language).none}</title><text y="20">${wordsOf(language).none}</text></svg>`

const laneWith = (bar: Bar, index: number, reading: Reading, scale: Scale): Html =>
  html`<svg class="r-lane" y="${index + 0.5}em" overflow="visible"><title>${explained(bar, reading)}</title><rect class="r-hit" y="-0.5em" width="100%" height="1em"/><g class="r-bar">${lane(bar, reading.now, scale)}</g></svg>
`

/** Room for words beside the bars, in px; the style keeps it free. */
const NAME_ROOM = { 'zh-CN': 156, en: 208 } as const
const RESULT_ROOM = { 'zh-CN': 250, en: 280 } as const
const SIZE = 13

/** Clause, name and limit: what has no room is left to the hover. */
const nameOf = ({ clause, name, limit }: Bar, { language }: Reading): Html => {
  const room = NAME_ROOM[language] - 16
  const left = room - widthOf(clause, SIZE) - 6
  const short = fitted(name, left, SIZE)
  const hasRoom = limit !== undefined && widthOf(short + limit, SIZE) + 8 <= left
  return html`<text class="r-name"><tspan class="r-strong">${fitted(clause, 60, SIZE)}</tspan><tspan dx="6">${short}</tspan></text>${hasRoom && html`<text class="r-limit">${limit}</text>`}`
}

const TONES = {
  over: ' r-says-bad',
  late: ' r-says-bad',
  undone: ' r-says-bad',
  kept: ' r-says-good',
  near: ' r-says-warn',
} as const

/** What counts, what is added, and the number of the proof. */
const result = (bar: Bar, reading: Reading): Html => {
  const [says, more] = outcomeOf(bar, reading)
  const proof = bar.evidence === undefined ? '' : `#${bar.evidence}`
  const room = RESULT_ROOM[reading.language] - 16 - widthOf(says + proof, SIZE) - (proof ? 12 : 6)
  const standing = standingOf(bar, reading.now)
  const tone = standing in TONES ? TONES[standing as keyof typeof TONES] : ''
  return html`<text class="r-result" x="100%"><tspan class="r-strong${tone}">${says}</tspan><tspan dx="6">${fitted(more, room, SIZE)}</tspan>${proof && html`<tspan class="r-soft r-proof" dx="6">${proof}</tspan>`}</text>`
}

const line = (name: string, { x, wideOnly }: Tick, lanesHigh: number): Html => {
  const at = `${Math.round(x * 100) / 100}%`
  return html`<line class="${name}${wideOnly && ' r-extra'}" x1="${at}" x2="${at}" y1="0" y2="${lanesHigh}em"/>`
}

const label = ({ x, anchor, lines, isNow, wideOnly }: Tick): Html =>
  html`<svg x="${Math.round(x * 100) / 100}%" overflow="visible"><text class="r-axis${isNow && ' r-says-now'}${wideOnly && ' r-extra'}" text-anchor="${anchor}"><tspan x="0" y="13">${lines[0]}</tspan><tspan x="0" y="28">${lines[1]}</tspan></text></svg>`
