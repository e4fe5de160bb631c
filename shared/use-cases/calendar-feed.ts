import { DEFAULT_TIMEZONE, dayOf, yearsAfter } from '../kernel/calendar.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { idOf, kindOf, type Subject, subjectOf } from '../kernel/subject.ts'
import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import { type IcsEvent, icsOf } from '../message/ics.ts'
import { linkAt } from '../shell/issue-link.ts'
import type { LinkTo, SubjectLinkRecord } from '../subject/effect.ts'
import type { VisitSummary } from '../visit/summary.ts'
import type { Requester } from './audit.ts'
import { type CalendarWork, contractCalendar } from './contract-calendar.ts'
import type { Deps } from './deps.ts'
import { dutyEvents } from './duty-events.ts'
import { FEED } from './link-end.ts'
import { linkOf } from './open-link.ts'
import { reachOf, refusalOfCustomer } from './reach.ts'
import { visitRows } from './visits.ts'

// Calendars of phones cannot sign in: whoever may see a feed is given an address that nobody guesses. It shows what they may see when
// it is fetched, and ends when it is replaced or revoked, as any link does.

/** What a feed is of: the duty and visits of whoever asks, or all that is due to a customer or at a site. */
export const FEEDS = ['mine', 'customer', 'site'] as const
export interface Feed {
  readonly of: (typeof FEEDS)[number]
  readonly id: string
}

/** Who holds an address and with which role is part of it: a role that they lose opens nothing any more. */
const aboutOf = (role: string, { of, id }: Feed): Subject => subjectOf(FEED, `${role}/${of}/${id}`)

/** So long after it was made, or last fetched in the half year before its end. */
const LASTS = 'PT8760H'
const PROLONGED_WITHIN = 'PT4380H'
/** So far back and ahead a feed tells. */
const BACK_MS = durationMs('PT2160H')

/** Why somebody may not have a feed; undefined: they may. */
export async function refusalOfFeed(deps: Deps, who: Requester, { of, id }: Feed): Promise<Text | undefined> {
  if (of === 'mine') return id === who.actor.id ? undefined : NOT_YOURS
  const customer = of === 'customer' ? id : (await deps.directory.site(id))?.customer
  const found = customer === undefined ? undefined : await deps.directory.customer(customer)
  if (!found) return NOT_THERE
  const reach = await reachOf(deps, who)
  if (of === 'site' && reach && 'ofSite' in reach)
    return (await reach.ofSite(id, deps.clock.now())) ? undefined : NOT_THERE
  return refusalOfCustomer(deps, who, found)
}

/** The address of a feed for whoever asks; `renew`: another one, and the one before shows nothing any more. */
export async function feedAddress(
  deps: Deps,
  { role, actor: { id = '' } }: Requester,
  feed: Feed,
  renew: boolean,
): Promise<{ readonly url: string; readonly endsAt: Instant }> {
  const link: LinkTo = { kind: 'engineer', about: aboutOf(role, feed), holder: id }
  if (renew) await deps.links.revoke({ of: 'person', id }, link, deps.clock.now())
  return linkAt(deps, link, 'f', LASTS)
}

/** What a phone fetches, in the language of whoever holds the address; undefined: the address shows nothing, or nothing any more. */
export async function fetchFeed(deps: Deps, token: string): Promise<string | undefined> {
  const link = await linkOf(deps, token)
  const now = deps.clock.now()
  if (link?.kind !== 'engineer' || kindOf(link.about) !== FEED || link.expiresAt <= now) return undefined
  const [role = '', of = '', ...rest] = idOf(link.about).split('/')
  const feed = { of: of as Feed['of'], id: rest.join('/') }
  const who = { role, actor: { kind: 'staff' as const, id: link.holder } }
  if (await refusalOfFeed(deps, who, feed)) return undefined
  await prolong(deps, link, now)
  const { language = 'zh-CN' } = (await deps.directory.person(link.holder)) ?? {}
  const { name, events } = await contentOf(deps, feed, language)
  return icsOf(name, events, now)
}

async function prolong({ links }: Deps, link: SubjectLinkRecord, now: Instant): Promise<void> {
  if (link.expiresAt > later(now, durationMs(PROLONGED_WITHIN))) return
  await links.save({ ...link, expiresAt: later(now, durationMs(LASTS)) })
}

async function contentOf(deps: Deps, { of, id }: Feed, language: Language) {
  const site = of === 'site' ? await deps.directory.site(id) : undefined
  const isWanted = (row: VisitSummary) =>
    of === 'mine' ? row.engineer === id : of === 'customer' ? row.customer === id : row.site === id
  const visits: IcsEvent[] = []
  for await (const { row } of visitRows(deps))
    if (isWanted(row) && row.slot) visits.push(visitEvent(row, row.slot, language))
  if (of === 'mine')
    return { name: inLanguage(MINE, language), events: [...(await dutyEvents(deps, id, language)), ...visits] }
  const customerId = site?.customer ?? id
  const customer = await deps.directory.customer(customerId)
  const today = dayOf(deps.clock.now(), DEFAULT_TIMEZONE)
  const within = { from: dayOf(later(deps.clock.now(), -BACK_MS), DEFAULT_TIMEZONE), until: yearsAfter(today, 1) }
  const events: IcsEvent[] = []
  for (const contract of await deps.directory.contractsOf(customerId)) {
    const calendar = await contractCalendar(deps, contract.id, within).catch(() => undefined)
    const works = (calendar?.works ?? []).filter((work) => of === 'customer' || work.site === id)
    events.push(...works.map((work) => workEvent(contract.id, work, language)))
  }
  return { name: site?.name ?? customer?.name ?? id, events: [...events, ...visits] }
}

function workEvent(contract: string, work: CalendarWork, language: Language): IcsEvent {
  const { clause, need, about, name, lastDay, firstDay, state, moves } = work
  return {
    uid: `${contract}/${clause}/${need}/${about}@chengnuo`,
    sequence: moves,
    summary: `${inLanguage(name, language)}（${clause}）`,
    description: `${firstDay} – ${lastDay} · ${inLanguage(STATES[state], language)}`,
    at: { day: lastDay },
    ...(state === 'fallenAway' && { isCancelled: true }),
  }
}

function visitEvent(row: VisitSummary, at: { from: Instant; to: Instant }, language: Language): IcsEvent {
  const { id, version, way, customerName, siteName, address, engineerName } = row
  const what = inLanguage(WAYS[way], language)
  return {
    uid: `visit/${id}@chengnuo`,
    sequence: version,
    summary: [what, siteName ?? customerName, engineerName].filter(Boolean).join(' · '),
    at,
    ...(address && { location: address }),
  }
}

const STATES: Readonly<Record<CalendarWork['state'], Text>> = {
  planned: text('还没到时候', 'not to be done yet'),
  open: text('可以办了', 'may be done'),
  overdue: text('逾期未办', 'overdue'),
  done: text('已办', 'done'),
  late: text('逾期后办的', 'done late'),
  waived: text('已免', 'waived'),
  fallenAway: text('不再需要', 'no longer owed'),
}
const WAYS: Readonly<Record<VisitSummary['way'], Text>> = {
  visit: text('上门', 'Visit'),
  call: text('电话回访', 'Call'),
}

const MINE: Text = { zh: '我的值班和上门', en: 'My duty and visits' }
const NOT_YOURS: Text = { zh: '只能订阅自己的日历', en: 'You can subscribe to your own calendar only.' }
const NOT_THERE: Text = {
  zh: '没有这个客户或现场，或者不归您的值班表',
  en: 'There is no such customer or site, or it is of a roster that does not name you.',
}
