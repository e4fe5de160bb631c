import type { Instant } from '../../shared/kernel/instant.ts'
import type { Language, Text } from '../../shared/kernel/text.ts'
import { inLanguage, text } from '../../shared/kernel/text.ts'
import { type Html, html } from '../html.ts'
import { type Bar, isOwed, standingOf } from './bar.ts'
import { limitOf, type Reading, said, type When, whenOf, wordsOf } from './words.ts'

/** A milestone as the customer sees it: done, or to be done by when. */
export interface Step {
  readonly name: string
  readonly isDone: boolean
  /** When it was done, or is due. */
  readonly at: Instant
}

/** More do not fit a phone; those done first go first. */
const MOST_STEPS = 5

/**
 * One step for each milestone still owed or reached. Of several promises of one, the next limit that still holds, and once all are
 * past, the last; what was waived, fell away or was never done is none.
 */
export const stepsOf = (bars: readonly Bar[], { now, language }: Reading): Step[] => {
  const standing = (bar: Bar) => standingOf(bar, now)
  const shown = bars.filter((bar) => !['waived', 'void', 'undone'].includes(standing(bar)))
  const steps = [...Map.groupBy(shown, ({ milestone }) => milestone).values()].map((all): Step => {
    const owed = all.filter((bar) => isOwed(standing(bar)))
    const name = nameOf(all[0] as Bar, owed.length === 0, language)
    if (owed.length === 0) return { name, isDone: true, at: latest(all.map(({ endedAt, dueAt }) => endedAt ?? dueAt)) }
    const ahead = owed.map(({ dueAt }) => dueAt).filter((dueAt) => dueAt > now)
    return { name, isDone: false, at: ahead.toSorted()[0] ?? latest(owed.map(({ dueAt }) => dueAt)) }
  })
  const order = ({ isDone, at }: Step) => `${isDone ? 0 : 1}${at}`
  return steps.toSorted((one, other) => (order(one) < order(other) ? -1 : 1)).slice(-MOST_STEPS)
}

const latest = (instants: readonly Instant[]): Instant => instants.toSorted().at(-1) ?? ''

/** Steps, no red and no clauses: what is done, what is next and by when. */
export const quiet = (bars: readonly Bar[], reading: Reading): Html => {
  const steps = stepsOf(bars, reading)
  const { language } = reading
  const next = steps.findIndex(({ isDone }) => !isDone)
  const middle = (index: number) => `${Math.round(((index + 0.5) / steps.length) * 10000) / 100}%`
  const reached = next < 0 ? '100%' : middle(next)
  const sentence = steps
    .map((step) => `${step.name} ${said(whenSaid(step, reading))}`)
    .join(language === 'en' ? ', ' : '，')
  return html`<svg class="rail quiet" role="img" width="100%" height="${steps.length > 0 ? 84 : 0}"><title>${sentence || wordsOf(language).none}</title>${
    steps.length > 0 &&
    html`<line class="r-way" x1="0" x2="100%" y1="14" y2="14"/><line class="r-gone" x1="0" x2="${reached}" y1="14" y2="14"/>`
  }${steps.map((step, index) => {
    const { day, time } = whenSaid(step, reading)
    return html`<svg x="${middle(index)}" y="14" overflow="visible">${step.isDone ? DONE : index === next ? NEXT : LATER}<text text-anchor="middle"><tspan x="0" y="29" class="r-step${index === next && ' r-strong'}">${step.name}</tspan><tspan x="0" y="47" class="r-axis">${day}</tspan><tspan x="0" y="63" class="r-axis">${time}</tspan></text></svg>`
  })}</svg>`
}

const whenSaid = ({ isDone, at }: Step, reading: Reading): When => {
  if (isDone) return whenOf(at, reading)
  const words = wordsOf(reading.language)
  const { day, time } = limitOf(at, reading)
  return at > reading.now ? { day, time: words.by(time) } : { day: words.planned(day), time }
}

const DONE = html`<circle class="r-done" r="8"/><path class="r-mark" d="m-3.5.3 2.5 2.5 4.8-5.8"/>`
const NEXT = html`<circle class="r-next" r="7"/><circle class="r-done" r="3"/>`
const LATER = html`<circle class="r-later" r="7"/>`

/** Done, and still to be done, in the customer's words; of any other milestone its name. */
const NAMES: Readonly<Record<string, readonly [Text, Text]>> = {
  responded: [text('已联系', 'contacted'), text('联系您', 'we call you')],
  triaged: [text('已判断', 'assessed'), text('判断故障', 'assessment')],
  proposed: [text('已给方案', 'proposed'), text('给出方案', 'proposal')],
  dispatched: [text('已派人', 'sent out'), text('派出工程师', 'engineer sent')],
  arrived: [text('已到场', 'on site'), text('到场', 'on site')],
  repaired: [text('已修好', 'repaired'), text('修好', 'repaired')],
  replaced: [text('已换新', 'replaced'), text('换新', 'replaced')],
  loaned: [text('已送备机', 'loaner here'), text('送备机', 'loaner')],
}

const nameOf = ({ milestone, name }: Bar, isDone: boolean, language: Language): string => {
  const names = Object.hasOwn(NAMES, milestone) ? NAMES[milestone] : undefined
  return names ? inLanguage(names[isDone ? 0 : 1], language) : name
}
