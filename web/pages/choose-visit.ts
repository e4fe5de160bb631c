import { local } from '../../shared/kernel/calendar.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/kernel/when.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import type { Clock } from '../../shared/promise/clock.ts'
import {
  anyHourUntil,
  latestChoice,
  type Moving,
  movedByVisit,
  movesNothingUntil,
  visitingHours,
} from '../../shared/repair/features/visit/chosen.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { localInstant } from '../../shared/wire/form.ts'
import { Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { actionFormOf, type FormContext } from './forms.ts'

/** The visit is decided: the customer says when it suits them, and reads before what that does to every promise. */
export const chooseVisitCard = (repair: Repair, context: FormContext, now: Instant): Html => {
  const { language, sent } = context
  const say = (words: Text) => inLanguage(words, language)
  const written = sent?.action === 'chooseVisit' ? sent.values : {}
  const until = movesNothingUntil(repair, now)
  const field = html`<input type="datetime-local" name="visitAt" min="${onClock(now, repair)}" max="${onClock(latestChoice(repair, now), repair)}" value="${written.visitAt ?? ''}" required>`
  const form = html`${until !== undefined && whatMayMove(repair, until, language, now)}
<p class="soft">${say(possible(repair, language, now))}</p>
${actionFormOf(
  'chooseVisit',
  context,
  html`<label>${say(WHEN)}<span class="bad"> *</span>${field}</label>
${written.visitAt && becomes(repair, written.visitAt, language, now)}${until !== undefined && html`<label class="tick"><input type="checkbox" name="later">${say(LATER)}</label>`}<button>${say(CHOOSE)}</button>`,
)}`
  const isOpen = written.visitAt !== undefined && new Html(' open')
  return repair.visitAt
    ? html`<details class="quiet"${isOpen}><summary>${say(CHANGE)}</summary><div>${form}</div></details>`
    : html`<div class="card"><h2>${say(ASK)}</h2>${form}</div>`
}

/** What stays as it is until when, and what would move after it. */
const whatMayMove = (repair: Repair, until: Instant, language: Language, now: Instant): Html => {
  const moving = movedByVisit(repair, latestChoice(repair, now), now)
  const time = (instant: Instant) => shortTime(instant, repair.timezone, language)
  return html`<p>${inLanguage(means(until > now ? time(until) : undefined, moving), language)}</p>
<ul class="plain">${moving.map(({ clock, from }) => html`<li>${nameOf(clock, language)} · ${time(from)}</li>`)}</ul>`
}

/** The time that was written moves these promises, from when to when. */
const becomes = (repair: Repair, written: string, language: Language, now: Instant): Html | undefined => {
  const visitAt = instantOf(written, repair)
  const moving = visitAt && visitAt <= latestChoice(repair, now) ? movedByVisit(repair, visitAt, now) : []
  if (moving.length === 0) return undefined
  const shown = (instant: Instant) => shortTime(instant, repair.timezone, language)
  return html`<ul class="plain">${moving.map(
    ({ clock, from, to }) =>
      html`<li>${nameOf(clock, language)}<br><strong>${shown(from)} → ${shown(to)}</strong></li>`,
  )}</ul>`
}

/** What cannot be read was answered with what is wrong with it. */
const instantOf = (written: string, { timezone }: Repair): Instant | undefined => {
  try {
    return localInstant('visitAt', written, timezone)
  } catch {
    return undefined
  }
}

const nameOf = ({ term }: Clock, language: Language): Html =>
  html`${milestoneName(term.until, language)}${term.otherwise && WORDS[language].orLoaner} <span class="soft">${term.clause}</span>`

/** As a field for a date and time has it, on the clock where the unit stands. */
const onClock = (instant: Instant, { timezone }: Repair): string =>
  local(instant, timezone).toPlainDateTime().toString({ smallestUnit: 'minute' })

const ASK = text('您希望什么时候上门？', 'When does a visit suit you?')
const CHANGE = text('改上门时间', 'Choose another time for the visit')
const CHOOSE = text('就定这个时间', 'Come at this time')
const WHEN = text('上门时间', 'Time of the visit')
const LATER = text('同意承诺改期', 'These promises may move')
/** `until`: what stays as it is before; absent once that is over. */
const means = (until: string | undefined, moving: readonly Moving[]): Text => {
  const repairs = moving.filter(({ clock }) => clock.term.until === 'repaired').length
  const how = [
    repairs < moving.length && text('到场的承诺改到您选的时间', 'we are due on site at the time you choose'),
    repairs > 0 && text('修复的承诺从现在起停到那时', 'the promise to repair waits from now until then'),
  ].filter((one) => one !== false)
  const [zh, en] = [how.map((one) => one.zh).join('，'), how.map((one) => one.en).join(', ')]
  return text(
    `${until === undefined ? '' : `选在 ${until} 前，承诺都不变。`}选得更晚，${zh}，须您勾选同意；不勾选提交，会先列出各改到几时。`,
    `${until === undefined ? '' : `Before ${until} every promise stays as it is. `}With a later time ${en}; that takes your tick. Without it you are first shown when each would be due.`,
  )
}

/** When somebody comes. */
const possible = (repair: Repair, language: Language, now: Instant): Text => {
  const time = (instant: Instant) => shortTime(instant, repair.timezone, language)
  const [hours, anyHour, latest] = [visitingHours(repair), anyHourUntil(repair), time(latestChoice(repair, now))]
  if (!hours) return text(`最晚 ${latest}。`, `${latest} at the latest.`)
  const [zh, en] = [`可选工作日 ${hours.from}–${hours.to}`, `on working days ${hours.from}–${hours.to}`]
  return anyHour !== undefined && anyHour > now
    ? text(
        `${time(anyHour)} 前几点都可以；之后${zh}，最晚 ${latest}。`,
        `At any hour until ${time(anyHour)}; after that ${en}, ${latest} at the latest.`,
      )
    : text(`${zh}，最晚 ${latest}。`, `O${en.slice(1)}, ${latest} at the latest.`)
}
