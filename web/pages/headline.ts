import { type Instant, millisBetween, msDuration } from '../../shared/kernel/instant.ts'
import type { Language } from '../../shared/kernel/text.ts'
import { lengthOfTime, shortTime } from '../../shared/message/format.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import type { Clock } from '../../shared/promise/clock.ts'
import { awaitedAt } from '../../shared/repair/features/attention/appointment.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { type Html, html } from '../html.ts'
import { statusFor, WORDS } from '../texts.ts'

/** What the customer has to know before anything else: late, and why. */
export const lateCards = (repair: Repair, language: Language, now: Instant): Html => {
  const words = WORDS[language]
  const late = latest(repair, now)
  const { delay } = repair
  const isUnderWay = repair.stage !== 'confirmation' && repair.stage !== 'closed'
  return html`${late && html`<div class="card notice bad" role="status"><p><strong>${words.headline.late(milestoneName(late.term.until, language), lengthOfTime(msDuration(millisBetween(late.dueAt, now)), language))}</strong></p></div>`}
${
  isUnderWay &&
  delay &&
  html`<div class="card"><h2>${words.delay}</h2><p class="pre">${delay.reason}</p>
${delay.newTime && html`<p><strong>${words.newTime} ${shortTime(delay.newTime, repair.timezone, language)}</strong></p>`}</div>`
}`
}

/** Where the repair stands at this moment, in plain words for the customer. */
export const headline = (repair: Repair, language: Language, now: Instant): string => {
  const { headline: words } = WORDS[language]
  const { stage, assignee, milestones, timezone } = repair
  const time = (instant: Instant) => shortTime(instant, timezone, language)
  const pause = stage === 'confirmation' || stage === 'closed' ? undefined : openPause(repair)
  if (pause) return words.paused(pause.until && time(pause.until))
  const visitAt = awaitedAt(repair)
  if (visitAt && visitAt <= now) return words.visitPassed(time(visitAt))
  if (visitAt && !milestones.dispatched) return words.visit(time(visitAt))
  if (stage === 'response' && assignee) {
    const due = repair.clocks.find(({ term, endedAt }) => term.until === 'responded' && endedAt === undefined)?.dueAt
    return words.accepted(assignee.name, due !== undefined && due > now ? time(due) : undefined)
  }
  return statusFor(repair, language)
}

const openPause = ({ pauses }: Repair) => pauses.find(({ to, why }) => to === undefined && why === 'customer')

/** The open promise that has been late longest; a new time that was told does not make it less late. */
const latest = ({ clocks }: Repair, now: Instant): Clock | undefined =>
  clocks
    .filter(({ endedAt, drives, dueAt }) => endedAt === undefined && drives && dueAt <= now)
    .toSorted((one, other) => (one.dueAt < other.dueAt ? -1 : 1))[0]
