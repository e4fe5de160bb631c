import { local } from '../../shared/kernel/calendar.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/kernel/when.ts'
import { latestChoice, promisedVisit, visitingHours } from '../../shared/repair/features/visit/chosen.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { Html, html } from '../html.ts'
import { actionFormOf, type FormContext } from './forms.ts'

/** The visit is decided: the customer says when it suits them, and reads before what that does to the promise. */
export const chooseVisitCard = (repair: Repair, context: FormContext, now: Instant): Html => {
  const { language, sent } = context
  const say = (words: Text) => inLanguage(words, language)
  const time = (instant: Instant) => shortTime(instant, repair.timezone, language)
  const [promised, hours] = [promisedVisit(repair), visitingHours(repair)]
  const latest = latestChoice(repair, now)
  const written = sent?.action === 'chooseVisit' ? sent.values : {}
  const form = html`${promised !== undefined && html`<p>${say(PROMISED(time(promised)))}</p><p class="soft">${say(MEANS)}</p>`}
<p class="soft">${say(POSSIBLE(hours && `${hours.from}–${hours.to}`, time(latest)))}</p>
${actionFormOf(
  'chooseVisit',
  context,
  html`<label>${say(WHEN)}<span class="bad"> *</span><input type="datetime-local" name="visitAt" min="${onClock(now, repair)}" max="${onClock(latest, repair)}" value="${written.visitAt ?? ''}" required></label>
${promised !== undefined && html`<label class="tick"><input type="checkbox" name="later"${written.later && new Html(' checked')}>${say(LATER)}</label>`}<button>${say(CHOOSE)}</button>`,
)}`
  const isOpen = written.visitAt !== undefined && new Html(' open')
  return repair.visitAt
    ? html`<details class="quiet"${isOpen}><summary>${say(CHANGE)}</summary><div>${form}</div></details>`
    : html`<div class="card"><h2>${say(ASK)}</h2>${form}</div>`
}

/** As a field for a date and time has it, on the clock where the unit stands. */
const onClock = (instant: Instant, { timezone }: Repair): string =>
  local(instant, timezone).toPlainDateTime().toString({ smallestUnit: 'minute' })

const ASK = text('您希望什么时候上门？', 'When does a visit suit you?')
const CHANGE = text('改上门时间', 'Choose another time for the visit')
const CHOOSE = text('就定这个时间', 'Come at this time')
const WHEN = text('上门时间', 'Time of the visit')
const LATER = text('可以比承诺的时间晚', 'Later than promised is fine')
const PROMISED = (time: string) => text(`我们承诺 ${time} 前到。`, `We promised to be there by ${time}.`)
const MEANS = text(
  '选在这之前，承诺不变；选在这之后，我们按您选的时间上门，承诺也改到那时。',
  'Before that, the promise stays as it is. After it, we come at the time you choose, and the promise moves to it.',
)
const POSSIBLE = (hours: string | undefined, latest: string) =>
  text(
    `${hours ? `可选工作日 ${hours}，` : ''}最晚 ${latest}。`,
    `${hours ? `On working days ${hours}, ` : ''}${latest} at the latest.`,
  )
