import { dayOf, local } from '../kernel/calendar.ts'
import { type Instant, millisBetween, msDuration } from '../kernel/instant.ts'
import type { Language } from '../kernel/text.ts'
import type { Effect, SmsTemplate } from '../subject/effect.ts'
import { calendarWordings, dutyWordings } from './duty-words.ts'
import { lengthOfTime, shortDate, timeOfDay } from './format.ts'
import { handoverWordings } from './handover-words.ts'
import { paymentWordings } from './payment-words.ts'
import { joined, WORDS } from './sms-words.ts'
import { causeName, milestoneName } from './texts.ts'
import { deniedWordings, plannedWordings } from './visit-words.ts'

/** What leads the message, and what is asked of the reader, by when. */
interface Wording {
  readonly lead: string
  readonly ask: string
}
export type Values = Readonly<Record<string, string | undefined>>
export type Reader = Pick<Effect, 'language' | 'timezone'>
/** Ways to say it, from the friendliest to the tersest; the last is for a link as long as it may be. */
type Wordings = (values: Values, reader: Reader) => readonly Wording[]

const page: Wordings = (values, reader) => {
  const { why, withPlan } = WORDS[reader.language]
  const { severity = '' } = values
  const { withReply, full, short, bare } = answerBy(values, reader)
  const { pageReason = '' } = values
  const lead = joined([severity, Object.hasOwn(why, pageReason) ? why[pageReason] : undefined])
  return [
    // H5: whoever takes it over finds the emergency plan behind the link.
    ...(values.emergencyPlan ? [{ lead: joined([lead, withPlan]), ask: withReply }] : []),
    { lead, ask: withReply },
    { lead, ask: full },
    { lead: severity, ask: full },
    { lead: severity, ask: short },
    { lead: severity, ask: bare },
  ]
}

/** A page too: it goes one level up, and says who missed what. */
const breach: Wordings = (values, reader) => {
  const { overdue, phrase } = WORDS[reader.language]
  const { severity = '' } = values
  const what = milestoneName(values.milestone, reader.language)
  const { full, short, bare } = answerBy(values, reader)
  return [
    { lead: joined([severity, phrase([values.clause, what, overdue]), values.person]), ask: full },
    { lead: joined([severity, phrase([values.clause, what, overdue])]), ask: short },
    { lead: joined([severity, phrase([what, overdue])]), ask: short },
    { lead: phrase([severity, overdue]), ask: short },
    { lead: phrase([severity, overdue]), ask: bare },
    { lead: severity, ask: bare },
  ]
}

/** To the nearest minute: a warning goes out some moments after its share of the time has passed. */
const HALF_MINUTE_MS = 30_000

const warning: Wordings = (values, reader) => {
  const { phrase, left, dueSoon, by } = WORDS[reader.language]
  const { dueAt, sentAt } = values
  const what = milestoneName(values.milestone, reader.language) || dueSoon
  const time = timeForms(dueAt, sentAt, reader)
  const remains =
    dueAt && sentAt
      ? left(lengthOfTime(msDuration(millisBetween(sentAt, dueAt) + HALF_MINUTE_MS), reader.language))
      : ''
  return [
    { lead: phrase([values.clause, what, remains]), ask: by(time.full) },
    { lead: phrase([values.clause, what]), ask: by(time.full) },
    { lead: what, ask: by(time.bare) },
    { lead: dueSoon, ask: time.bare },
  ]
}

const loanerDue: Wordings = (values, reader) => {
  const { bringLoaner, noLoaner, loaner, none, by, phrase } = WORDS[reader.language]
  const time = timeForms(values.dueAt, values.sentAt, reader)
  const lead = values.loaner ? bringLoaner : noLoaner
  const because = causeName(values.clause ?? '', reader.language)
  return [
    { lead: joined([phrase([because, lead]), values.loaner]), ask: by(time.full) },
    { lead, ask: by(time.full) },
    { lead, ask: time.bare },
    { lead: values.loaner ? loaner : none, ask: time.bare },
  ]
}

const unconfirmed: Wordings = (_, { language }) => {
  const { notConfirmed, unconfirmed: terse, callCustomer } = WORDS[language]
  return [
    { lead: notConfirmed, ask: callCustomer },
    { lead: terse, ask: callCustomer },
    { lead: terse, ask: '' },
  ]
}

/** Someone who was paged in vain, or asked for help: a colleague has it or has answered, or it is over. */
const taken: Wordings = ({ person, about }, { language }) => {
  const { taken: has, over, adviceGiven, atRest } = WORDS[language]
  const lead = person !== undefined ? has(person) : about === 'advised' ? adviceGiven : over
  return [
    { lead, ask: atRest },
    { lead, ask: '' },
  ]
}

/** The manager: we cannot go on with it, so nobody is paged for its deadlines until a person looks. */
const stuck: Wordings = ({ others }, { language }) => {
  const { stuck: is, unwatched, andOthers, watchIt } = WORDS[language]
  const lead = joined([is, others && andOthers(others)])
  return [
    { lead: joined([lead, unwatched]), ask: watchIt },
    { lead, ask: watchIt },
    { lead: is, ask: '' },
  ]
}

/** Whoever has it, or the manager, is asked how it stands. */
const question: Wordings = ({ about = '', person, visitAt, sentAt }, reader) => {
  const { asking, question: terse, taken } = WORDS[reader.language]
  const lead = joined([timeForms(visitAt, sentAt, reader).full, asking[about] ?? terse])
  return [
    { lead: person === undefined ? lead : joined([taken(person), lead]), ask: '' },
    { lead: terse, ask: '' },
  ]
}

/** Someone beyond the desk is asked, by when to answer. */
const escalated: Wordings = (values, reader) => {
  const { teams, help, answerQuestion, by, phrase } = WORDS[reader.language]
  const lead = phrase([teams[values.team ?? ''], help])
  const time = timeForms(values.answerBy, values.sentAt, reader)
  return [
    { lead, ask: answerQuestion(time.full) },
    { lead, ask: by(time.full) },
    { lead, ask: time.bare },
    { lead: help, ask: time.bare },
  ]
}

const advised: Wordings = (_, { language }) => {
  const { adviceGiven, advice, seeLink } = WORDS[language]
  return [
    { lead: adviceGiven, ask: seeLink },
    { lead: adviceGiven, ask: '' },
    { lead: advice, ask: '' },
  ]
}

const quoteAnswered: Wordings = ({ answer }, { language }) => {
  const { quoteAccepted, accepted, goOn, quoteDeclined, declined, callCustomer } = WORDS[language]
  const isYes = answer === 'accepted'
  return [
    { lead: isYes ? quoteAccepted : quoteDeclined, ask: isYes ? goOn : callCustomer },
    { lead: isYes ? quoteAccepted : quoteDeclined, ask: '' },
    { lead: isYes ? accepted : declined, ask: '' },
  ]
}

/** The manager is asked to approve it; whoever has it, to see that it is approved. */
const replacementDue: Wordings = ({ clause, ask: asked }, { language }) => {
  const { replaceUnit, replace, getApproval, pleaseApprove, approve, phrase } = WORDS[language]
  const [ask, terse] = asked === 'approval' ? [pleaseApprove, approve] : [getApproval, replace]
  return [
    { lead: phrase([clause, replaceUnit]), ask },
    { lead: replaceUnit, ask },
    { lead: terse, ask: '' },
  ]
}

const replacementDecided: Wordings = ({ answer }, { language }) => {
  const { replacementApproved, approved, fitIt, replacementDeclined, notApproved, goOnRepairing } = WORDS[language]
  const isYes = answer === 'approved'
  return [
    { lead: isYes ? replacementApproved : replacementDeclined, ask: isYes ? fitIt : goOnRepairing },
    { lead: isYes ? replacementApproved : replacementDeclined, ask: '' },
    { lead: isYes ? approved : notApproved, ask: '' },
  ]
}

/** N16: the manager says whether someone may go, by one tap on the link. */
const visitAsked: Wordings = (values, reader) => {
  const { visitAsked: asked, approveVisit, by } = WORDS[reader.language]
  const time = timeForms(values.answerBy, values.sentAt, reader)
  return [
    { lead: joined([values.severity, asked, values.person]), ask: joined([by(time.full), approveVisit]) },
    { lead: joined([values.severity, asked]), ask: by(time.full) },
    { lead: asked, ask: time.bare },
  ]
}

const visitAnswered: Wordings = ({ answer, visitAt, sentAt }, reader) => {
  const { language } = reader
  if (answer === 'chosen') return visitChosen(visitAt, sentAt, reader)
  const { visitApproved, visitGoes, visitDeclined, setOff, denied } = WORDS[language]
  if (answer === 'denied') return [{ lead: denied, ask: '' }]
  const lead = answer === 'approved' ? visitApproved : answer === 'unanswered' ? visitGoes : visitDeclined
  return [
    { lead, ask: answer === 'declined' ? '' : setOff },
    { lead, ask: '' },
  ]
}

/** The customer has chosen when: whoever goes is there then. */
const visitChosen = (visitAt: string | undefined, sentAt: string | undefined, reader: Parameters<Wordings>[1]) => {
  const time = timeForms(visitAt, sentAt, reader)
  const { visitChosen: says } = WORDS[reader.language]
  return [
    { lead: says(time.full), ask: '' },
    { lead: says(time.bare), ask: '' },
  ]
}

const fetchLoaner: Wordings = ({ loaner }, { language }) => {
  const { fetch, fetchShort } = WORDS[language]
  return [
    { lead: joined([fetch, loaner]), ask: '' },
    { lead: fetch, ask: '' },
    { lead: fetchShort, ask: '' },
  ]
}

/** A contract's papers: soon due, due today, or late; or a payment that is. */
const papers: Wordings = (values, reader) => {
  const { papers: words, by } = WORDS[reader.language]
  const { count = '1', asked = 'soon', paper = '' } = values
  if (asked === 'paymentDue') {
    const time = timeForms(values.turn === 'withdrawn' ? undefined : values.dueAt, values.sentAt, reader)
    return paymentWordings(values, reader.language, { full: by(time.full), bare: time.bare })
  }
  if (asked === 'denied') return deniedWordings(paper, reader.language)
  const isLate = asked === 'late' || asked === 'payment'
  const time = timeForms(isLate ? undefined : values.dueAt, values.sentAt, reader)
  const lead = values.work ? words.work[isLate ? 'late' : 'due'](count) : words[isLate ? asked : 'due'](count)
  return [
    { lead: joined([lead, paper]), ask: by(time.full) },
    { lead, ask: by(time.full) },
    { lead: values.work ? words.work.short : words.short, ask: time.bare },
  ]
}

/** An upgrade: what is new of it, or what somebody is asked about it. */
const upgrade: Wordings = (values, reader) => {
  const { upgrade: words, by } = WORDS[reader.language]
  const { asked = '' } = values
  const time = timeForms(values.dueAt, values.sentAt, reader)
  const lead = Object.hasOwn(words.says, asked) ? (words.says[asked] ?? words.short) : words.short
  return [
    { lead, ask: by(time.full) },
    { lead: words.short, ask: time.bare },
  ]
}

/** A customer who has not acknowledged a warning is to be called; or has a question about it. */
const advisory: Wordings = ({ asked }, { language }) => {
  const { call, question, short } = WORDS[language].advisory
  return [
    { lead: asked === 'question' ? question : call, ask: '' },
    { lead: short, ask: '' },
  ]
}

export const WORDINGS: Record<SmsTemplate, Wordings> = {
  page,
  warning,
  breach,
  loanerDue,
  fetchLoaner,
  escalated,
  advised,
  quoteAnswered,
  replacementDue,
  replacementDecided,
  visitAsked,
  visitAnswered,
  unconfirmed,
  question,
  taken,
  stuck,
  papers,
  upgrade,
  planned: (values, reader) =>
    plannedWordings(values, reader.language, timeForms(values.slotFrom ?? values.dueAt, values.sentAt, reader)),
  advisory,
  calendar: (values, reader) => calendarWordings(values, reader.language),
  handover: (values, reader) =>
    handoverWordings(
      values,
      reader.language,
      timeForms(values.from, values.sentAt, reader),
      timeForms(values.until, values.sentAt, reader),
    ),
  duty: (values, reader) =>
    dutyWordings(
      values,
      reader.language,
      timeForms(values.from, values.sentAt, reader),
      timeForms(values.until, values.sentAt, reader),
    ),
}
/** By when to acknowledge, in three lengths, and by when the customer must have heard from us; without a time, the plain request. */
export const answerBy = ({ answerBy: at, respondBy, sentAt }: Values, reader: Reader) => {
  const words = WORDS[reader.language]
  const reply = respondBy && (!at || respondBy > at) ? words.replyBy(timeForms(respondBy, sentAt, reader).full) : ''
  const all = (ask: string) => [ask, reply].filter(Boolean).join(reader.language === 'en' ? ', ' : '，')
  if (!at)
    return { withReply: all(words.pleaseAnswer), full: words.pleaseAnswer, short: words.answer, bare: words.answer }
  const { full, bare } = timeForms(at, sentAt, reader)
  return { withReply: all(words.answerBy(full)), full: words.answerBy(full), short: words.by(full), bare }
}

/** A time of day, with its date when that is not the day of sending: in full, and as short as can be. '' for no time. */
export const timeForms = (
  instant: Instant | undefined,
  sentAt: Instant | undefined,
  { timezone, language }: Reader,
): { full: string; bare: string } => {
  if (!instant) return { full: '', bare: '' }
  const time = timeOfDay(instant, timezone) + besideBeijing(timezone, language)
  if (sentAt && dayOf(instant, timezone) === dayOf(sentAt, timezone)) return { full: time, bare: time }
  const { day, year } = local(instant, timezone)
  const date = shortDate(instant, timezone, language)
  if (sentAt && local(sentAt, timezone).year !== year) {
    const full = language === 'zh-CN' ? `${year}年${date}${time}` : `${date} ${year} ${time}`
    return { full, bare: full }
  }
  return language === 'zh-CN'
    ? { full: `${date}${time}`, bare: `${day}日${time}` }
    : { full: `${date} ${time}`, bare: `${day}/${time}` }
}

/** Xinjiang has a clock of its own: whoever reads a bare time takes it for Beijing's. */
const besideBeijing = (timezone: string, language: Language): string => {
  if (timezone !== 'Asia/Urumqi' && timezone !== 'Asia/Kashgar') return ''
  return language === 'zh-CN' ? '（新疆时间）' : ' (Xinjiang time)'
}
