import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { lengthOfTime, money, shortTime } from '../../shared/message/format.ts'
import { milestoneName } from '../../shared/message/texts.ts'
import { lossOf } from '../../shared/repair/features/claims/offers.ts'
import { LOSS_NAMES, REPLACEMENT_NAMES, TEAM_NAMES } from '../../shared/repair/state/names.ts'
import type { Claim, Question, Repair } from '../../shared/repair/state/repair.ts'
import { type Html, html } from '../html.ts'
import { WORDS } from '../texts.ts'
import { quoteList, quoteState, quoteTitle } from './quote.ts'
import { card } from './situation.ts'

/** What an engineer has to know besides the fault: who pays, a new unit, questions asked, whose loss it is. */
export const situationCards = (repair: Repair, language: Language, now: Instant): Html => {
  const labels = LABELS[language]
  const { quote, replacement, escalations = [], claims = [] } = repair
  const time = (instant: string) => shortTime(instant, repair.timezone, language)
  return html`
${quote && card(`${quoteTitle(language)} · ${quoteState(quote, language)}`, quoteList(quote.quote, language))}
${replacement && card(`${labels.replacement} · ${inLanguage(REPLACEMENT_NAMES.state[replacement.state], language)}`, replacementText(replacement, language))}
${escalations.length > 0 && card(labels.escalations, escalationList(escalations, time, language))}
${claims.length > 0 && card(labels.claims, claimList(claims, repair, language, now))}`
}

/** Why the unit is replaced, with what, and what becomes of its warranty. */
export const replacementText = (replacement: NonNullable<Repair['replacement']>, language: Language): Html => {
  const { clause, because, with: by, warranty, serial } = replacement
  const say = (name: { zh: string; en: string }) => inLanguage(name, language)
  return html`<p>${say(REPLACEMENT_NAMES.because[because])} (${clause})</p>
<p>${say(REPLACEMENT_NAMES.with[by])}${serial && ` · ${serial}`}</p>
<p class="soft">${say(REPLACEMENT_NAMES.warranty[warranty])}</p>`
}

const escalationList = (all: readonly Question[], time: (instant: string) => string, language: Language): Html =>
  html`<ul class="plain">${all.toReversed().map(
    ({ to, question, at, answerBy, answer }) =>
      html`<li><span class="soft">${inLanguage(TEAM_NAMES[to], language)} · <span class="number">${time(at)}</span></span>
<p class="pre">${question}</p>${
        answer
          ? html`<p class="pre"><strong class="good">${LABELS[language].answer}</strong>${answer}</p>`
          : html`<p class="warn">${LABELS[language].unanswered}${answerBy && html` <span class="number">${LABELS[language].by(time(answerBy))}</span>`}</p>`
      }</li>`,
  )}</ul>`

const claimList = (claims: readonly Claim[], repair: Repair, language: Language, now: Instant): Html =>
  html`<ul class="plain">${claims.map((claim) => {
    const { id, clause, basis, settled } = claim
    const { paid, refused, unsettled } = LABELS[language]
    const sum = settled?.amountFen ?? claim.amountFen
    const outcome = settled ? (settled.outcome === 'paid' ? paid : refused) : unsettled
    return html`<li class="row"><span>${id}. ${inLanguage(LOSS_NAMES[basis], language)} <span class="soft">${clause}</span><br>
<span class="soft pre">${lossText(claim, repair, language, now)}</span></span>
<span>${outcome}${sum !== undefined && html`<br><span class="number">${money(sum, 'CNY', language)}</span>`}</span></li>`
  })}</ul>`

/** Of a delay, which promise and how long; otherwise what was written. */
const lossText = (claim: Claim, repair: Repair, language: Language, now: Instant): string => {
  const loss = lossOf(repair, claim, now)
  if (!loss) return claim.what
  const [promise, milestone] = claim.what.split('/')
  return `${promise} ${milestoneName(milestone, language)} · ${WORDS[language].lateBy(lengthOfTime(loss.length, language))}`
}

const LABELS = {
  'zh-CN': {
    replacement: '换新',
    escalations: '支援请求',
    answer: '答复：',
    unanswered: '等待答复',
    by: (time: string) => `${time} 前`,
    claims: '损失',
    paid: '已赔付',
    refused: '不予赔付',
    unsettled: '待处理',
  },
  en: {
    replacement: 'Replacement',
    escalations: 'Questions asked',
    answer: 'Answer: ',
    unanswered: 'no answer yet',
    by: (time: string) => `by ${time}`,
    claims: 'Losses',
    paid: 'paid',
    refused: 'refused',
    unsettled: 'open',
  },
} as const
