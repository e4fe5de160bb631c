import type { Fault } from '../../shared/kernel/errors.ts'
import { type Instant, millisBetween, msDuration } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { lengthOfTime, shortTime } from '../../shared/message/format.ts'
import { causeName, milestoneName, STAGE_NAMES } from '../../shared/message/texts.ts'
import { agreedAway, type Clock } from '../../shared/promise/clock.ts'
import { explain } from '../../shared/promise/explain.ts'
import { isVoid } from '../../shared/promise/promised.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { workingTimeOf } from '../../shared/repair/state/working-time.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { type Named, type Sent, writtenIn } from './forms.ts'
import { problemText } from './problems.ts'

/** What happened, as a page shows it. */
export interface TimelineLine {
  readonly at: Instant
  readonly text: string
  readonly by?: string
}

/** The form that was sent, and what was the matter with it. */
export interface Notice extends Sent {
  readonly kind: 'notAllowed' | 'check'
  readonly problems?: readonly Fault[]
}

/** Why the form was not taken, and what to do; nothing written is lost. */
export const noticeCard = (
  notice: Notice | undefined,
  repair: Repair,
  language: Language,
  named?: Named,
): Html | undefined => {
  if (!notice) return undefined
  const words = WORDS[language]
  if (notice.kind === 'check') {
    const problems = new Set(
      (notice.problems ?? []).map((problem) => problemText(problem, notice.action, repair.plan, language)),
    )
    return html`<div class="card notice bad" role="alert"><p>${words.check}</p>${[...problems].map((problem) => html`<p><strong>${problem}</strong></p>`)}</div>`
  }
  const written = writtenIn(notice, repair.plan, language, named)
  return html`<div class="card notice bad" role="alert"><p><strong>${words.notAllowed}</strong></p>
<p>${words.standsAt(inLanguage(STAGE_NAMES[repair.stage], language), repair.assignee?.name)}</p>
${written.length > 0 && html`<p class="pre">${words.youWrote}${written.join('\n')}</p>`}</div>`
}

/** The open deadline that comes first, or has passed longest ago. */
export const nextClock = (repair: Repair): Clock | undefined =>
  repair.clocks
    .filter((clock) => clock.endedAt === undefined && clock.drives)
    .reduce<Clock | undefined>(
      (first, clock) => (first === undefined || clock.dueAt < first.dueAt ? clock : first),
      undefined,
    )

/** One promise and how it stands; with why it is due when it is. */
export const clockLine = (clock: Clock, repair: Repair, language: Language, now: Instant, withWhy = false): Html => {
  const words = WORDS[language]
  const name = milestoneName(clock.term.until, language) + (clock.term.otherwise ? words.orLoaner : '')
  const { tone, says } = standing(clock, language, now)
  const first = agreedAway(clock)
  return html`<li class="row"><span>${name} <span class="soft">${clock.term.clause}</span><br>
<span class="soft number">${shortTime(clock.dueAt, repair.timezone, language)}${first !== undefined && ` · ${words.firstDue(shortTime(first, repair.timezone, language))}`}${
    withWhy && html`<br>${explain(clock, workingTimeOf(repair), language)}`
  }</span></span>
<strong class="${tone}">${says}</strong></li>`
}

/** Whether a promise is kept, in words and colour: never by colour alone. */
export const standing = (clock: Clock, language: Language, now: Instant): { tone: string; says: string } => {
  const words = WORDS[language]
  const between = (from: Instant, to: Instant) => lengthOfTime(msDuration(millisBetween(from, to)), language)
  if (clock.state === 'kept') return { tone: 'good', says: `✓ ${words.clockState.kept}` }
  if (clock.state === 'waived' || isVoid(clock.state)) return { tone: 'soft', says: words.clockState[clock.state] }
  const never = clock.endedBecause === undefined ? '' : ` · ${words.neverDone(causeName(clock.endedBecause, language))}`
  if (clock.lateBy !== undefined)
    return { tone: 'bad', says: `✗ ${words.lateBy(lengthOfTime(clock.lateBy, language))}${never}` }
  if (clock.endedAt !== undefined) return { tone: 'bad', says: `✗ ${words.clockState.broken}${never}` }
  if (clock.dueAt <= now) return { tone: 'bad', says: `⚠ ${words.overdueBy(between(clock.dueAt, now))}` }
  if (clock.pauses.some((pause) => pause.to === undefined)) return { tone: 'warn', says: words.standsStill }
  return { tone: 'soft', says: words.dueIn(between(now, clock.dueAt)) }
}

/** A long night fills pages: the latest lines are shown, the others a tap away. */
const LINES_SHOWN = 6

export const timeline = (lines: readonly TimelineLine[], repair: Repair, language: Language): Html => {
  const list = (some: readonly TimelineLine[]) =>
    html`<ul class="plain">${some.map(
      ({ at, text, by }) =>
        html`<li><span class="soft number">${shortTime(at, repair.timezone, language)}${by !== undefined && ` · ${by}`}</span><br>${text}</li>`,
    )}</ul>`
  const earlier = lines.slice(LINES_SHOWN)
  return html`${list(lines.slice(0, LINES_SHOWN))}${
    earlier.length > 0 &&
    html`<details><summary>${WORDS[language].earlier(earlier.length)}</summary><div>${list(earlier)}</div></details>`
  }`
}

export const severityName = (repair: Repair, language: Language): string => {
  const severity = repair.plan.severities.find(({ id }) => id === repair.severity)
  return severity ? inLanguage(severity.name, language) : repair.severity
}

export const unitName = ({ unit }: Repair): string | undefined =>
  unit && [unit.name ?? unit.model, unit.serial].filter(Boolean).join(' · ')

/** A number to tap. */
export const phoneLink = (phone: string, label: string, quiet = false): Html =>
  html`<a class="button${quiet && ' quiet'}" href="tel:${phone.replace(/[^+\d]/g, '')}">☎ ${label}</a>`
