import { dayOf, local } from '../calendar/calendar.ts'
import type { Instant } from '../time/instant.ts'
import { millisBetween, msDuration } from '../time/instant.ts'
import type { Effect, SmsTemplate } from './effect.ts'
import { lengthOfTime, oneLine, shortDate, timeOfDay } from './format.ts'
import { joined, WORDS } from './sms-words.ts'
import { causeName, milestoneName } from './texts.ts'

/** One segment of a text message in Chinese, in UTF-16 code units: anything longer is sent, and billed, as two. */
export const SMS_MAX = 70

export type SmsEffect = Effect & { readonly channel: 'sms' }

/**
 * The text of an SMS: at most 70 UTF-16 code units for a link of up to 47. What the reader acts on is never cut: the
 * repair number, the time and the link. Words that only explain go until site and unit are readable; those are shortened (`…`).
 */
export const renderSms = (effect: SmsEffect, linkUrl: string): string => {
  const values = Object.fromEntries(
    Object.entries(effect.values).map(([key, value]) => [key, oneLine(value.toWellFormed())]),
  )
  const { unknown } = WORDS[effect.language]
  const { repair, site = unknown, unit = unknown } = values
  const drafts = WORDINGS[effect.template](values, effect).map(({ lead, ask }) => {
    const body = joined([repair, ask, linkUrl])
    const room = SMS_MAX - body.length
    return { lead, body, room, roomForNames: room - lead.length - 2 }
  })
  const readable = Math.min(READABLE_NAMES, site.length + unit.length + 1)
  const draft = drafts.find(({ roomForNames }) => roomForNames >= readable) ?? drafts.at(-1)
  if (!draft) return ''
  const head = joined([draft.lead, ...shortened(site || unknown, unit || unknown, draft.roomForNames)])
  return head.length < draft.room ? joined([head, draft.body]) : clipEnd(head, draft.room) + draft.body
}

/** Site and unit as `市… …17`: with less room than this a terser wording leaves them more. */
const READABLE_NAMES = 6

/** What leads the message, and what is asked of the reader, by when. */
interface Wording {
  readonly lead: string
  readonly ask: string
}
type Values = Readonly<Record<string, string | undefined>>
type Reader = Pick<SmsEffect, 'language' | 'timezone'>
/** Ways to say it, from the friendliest to the tersest; the last is for a link as long as it may be. */
type Wordings = (values: Values, reader: Reader) => readonly Wording[]

const page: Wordings = (values, reader) => {
  const { why } = WORDS[reader.language]
  const { severity = '' } = values
  const { full, short, bare } = answerBy(values, reader)
  const lead = joined([severity, why[values.pageReason ?? '']])
  return [
    { lead, ask: full },
    { lead, ask: short },
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

const warning: Wordings = (values, reader) => {
  const { phrase, left, dueSoon, by } = WORDS[reader.language]
  const { dueAt, sentAt } = values
  const what = milestoneName(values.milestone, reader.language) || dueSoon
  const time = timeForms(dueAt, sentAt, reader)
  const remains = dueAt && sentAt ? left(lengthOfTime(msDuration(millisBetween(sentAt, dueAt)), reader.language)) : ''
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

/** Someone who was paged in vain: a colleague has it, or it is over. */
const taken: Wordings = ({ person }, { language }) => {
  const { taken: has, over, atRest } = WORDS[language]
  const lead = person === undefined ? over : has(person)
  return [
    { lead, ask: atRest },
    { lead, ask: '' },
  ]
}

/** Whoever has it, or the manager, is asked how it stands. */
const question: Wordings = ({ about = '' }, { language }) => {
  const { asking, question: terse } = WORDS[language]
  return [
    { lead: asking[about] ?? terse, ask: '' },
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

const visitAnswered: Wordings = ({ answer }, { language }) => {
  const { visitApproved, visitGoes, visitDeclined, setOff } = WORDS[language]
  const lead = answer === 'approved' ? visitApproved : answer === 'unanswered' ? visitGoes : visitDeclined
  return [
    { lead, ask: answer === 'declined' ? '' : setOff },
    { lead, ask: '' },
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

const WORDINGS: Record<SmsTemplate, Wordings> = {
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
}
/** By when to acknowledge, in three lengths; without a time, the plain request. */
const answerBy = ({ answerBy: at, sentAt }: Values, reader: Reader): { full: string; short: string; bare: string } => {
  const words = WORDS[reader.language]
  if (!at) return { full: words.pleaseAnswer, short: words.answer, bare: words.answer }
  const { full, bare } = timeForms(at, sentAt, reader)
  return { full: words.answerBy(full), short: words.by(full), bare }
}

/** A time of day, with its date when that is not the day of sending: in full, and as short as can be. '' for no time. */
const timeForms = (
  instant: Instant | undefined,
  sentAt: Instant | undefined,
  { timezone, language }: Reader,
): { full: string; bare: string } => {
  if (!instant) return { full: '', bare: '' }
  const time = timeOfDay(instant, timezone)
  if (sentAt && dayOf(instant, timezone) === dayOf(sentAt, timezone)) return { full: time, bare: time }
  const { day } = local(instant, timezone)
  const date = shortDate(instant, timezone, language)
  return language === 'zh-CN'
    ? { full: `${date}${time}`, bare: `${day}日${time}` }
    : { full: `${date} ${time}`, bare: `${day}/${time}` }
}

/** Both names in so much room. A site is known by its beginning; units of one site differ at the end (`执法仪17`). */
const shortened = (site: string, unit: string, room: number): string[] => {
  const shownSite = clipEnd(site, Math.max(Math.floor((room - 1) / 2), room - 1 - unit.length))
  return [shownSite, clipStart(unit, room - (shownSite ? shownSite.length + 1 : 0))]
}

// A cut never leaves half a surrogate pair.
const clipEnd = (text: string, max: number): string => {
  if (text.length <= max) return text
  return max < 2
    ? ''
    : `${text
        .slice(0, max - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}
const clipStart = (text: string, max: number): string => {
  if (text.length <= max) return text
  return max < 2
    ? ''
    : `…${text
        .slice(1 - max)
        .replace(/^[\udc00-\udfff]/, '')
        .trimStart()}`
}
