import { durationMs, earliest, later } from '../kernel/instant.ts'
import type { Effect } from '../subject/effect.ts'
import { effectBase, inBoth, toContactOf } from '../subject/effect-base.ts'
import type { Duty, RecordedDutyEvent } from './duty.ts'
import { dutySubject } from './subject.ts'

/** What one of ours hears of it. `begins`: their watch, now; `entry`: the log wants one. */
type DutyNews = 'gained' | 'changed' | 'lost' | 'deputy' | 'noDeputy' | 'begins' | 'entry'

const OF_PLAN: ReadonlySet<string> = new Set(['planned', 'moved', 'gone'])
/** Of what begins so soon somebody hears at once. */
const SOON_MS = durationMs('P1D')

/** Whoever has duty by it, or has none any more, hears so; nobody else. */
export function messagesOf(
  events: readonly RecordedDutyEvent[],
  before: Duty | undefined,
  after: Duty,
): readonly Effect[] {
  const asked = events.flatMap((event) =>
    event.type === 'asked' && event.person ? [toOne(event, after, event.person.id, 'entry', undefined)] : [],
  )
  const begun = events.flatMap((event) =>
    event.type === 'begun' && event.at < event.to
      ? [toOne(event, after, event.person.id, 'begins', event.from, event.to)]
      : [],
  )
  const sent = events.flatMap((event) => (event.type === 'reportIssued' ? reportTo(event, after) : []))
  const event = events.findLast(({ type }) => OF_PLAN.has(type))
  return [...begun, ...asked, ...sent, ...(event ? newsOfPlan(event, before, after) : [])]
}

function newsOfPlan(event: RecordedDutyEvent, before: Duty | undefined, after: Duty): readonly Effect[] {
  const everybody = [before, after].flatMap((duty) =>
    duty ? [...duty.shifts.map((one) => one.person), ...duty.deputies] : [],
  )
  return [...new Set(everybody)]
    .filter((person) => person !== event.by.id)
    .flatMap((person) => {
      const news = newsFor(person, before, after)
      return news ? [toOne(event, after, person, news, firstOf(before, after, person))] : []
    })
}

/** The customer has the report behind their link. */
function reportTo(event: RecordedDutyEvent & { type: 'reportIssued' }, duty: Duty): readonly Effect[] {
  const { contact } = event
  if (!contact) return []
  const about = dutySubject(duty.id)
  const { contract, site, customer, timezone, what, name } = duty
  const values = {
    repair: contract,
    said: 'report',
    contact: contact.name,
    customer: customer.name,
    site: site?.name,
    siteShort: site?.shortName,
    sentAt: event.at,
    ...inBoth('works', { zh: `${what.zh}：${name}`, en: `${what.en}: ${name}` }),
  }
  const base = { event, about, timezone, template: 'plannedVisit', recipient: contact.id, values } as const
  return [toContactOf(effectBase({ ...base, reason: event.type }), 'plannedVisit', contact.id, customer.id)]
}

/** The watch goes before standing in for it. */
function newsFor(person: string, before: Duty | undefined, after: Duty): DutyNews | undefined {
  const [had, has] = [before, after].map((duty) => JSON.stringify(shiftsOf(duty, person)))
  const [stoodBy, standsBy] = [before, after].map((duty) => duty?.deputies.includes(person) ?? false)
  if (had !== has) return has === '[]' ? 'lost' : had === '[]' ? 'gained' : 'changed'
  if (stoodBy === standsBy || has !== '[]') return undefined
  return standsBy ? 'deputy' : 'noDeputy'
}

const shiftsOf = (duty: Duty | undefined, person: string) =>
  (duty?.shifts ?? []).filter((one) => one.person === person).map(({ from, to }) => [from, to])

/** When it begins for them, or was to. */
const firstOf = (before: Duty | undefined, after: Duty, person: string) => {
  const of = (duty: Duty | undefined) => earliest(shiftsOf(duty, person).flatMap(([from]) => from ?? []))
  return of(after) ?? of(before) ?? after.from
}

function toOne(
  event: RecordedDutyEvent,
  duty: Duty,
  person: string,
  news: DutyNews,
  from: string | undefined,
  until?: string,
): Effect {
  const about = dutySubject(duty.id)
  const { contract, site, customer, name, timezone, entries } = duty
  const values = {
    repair: contract,
    site: site?.shortName ?? customer.name,
    unit: name,
    asked: news,
    from,
    ...(until !== undefined && { until, entries }),
    sentAt: event.at,
  }
  const isSoon = from === undefined || from < later(event.at, SOON_MS)
  return {
    ...effectBase({ event, about, timezone, template: 'duty', recipient: person, values, reason: event.type }),
    channel: 'sms',
    template: 'duty',
    person,
    turn: isSoon ? 'timely' : 'routine',
    link: { about, kind: 'engineer', holder: person },
  }
}
