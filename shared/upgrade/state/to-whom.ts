import type { PersonRef } from '../../kernel/actor.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Effect } from '../../subject/effect.ts'
import { effectBase, toContactOf, type Values } from '../../subject/effect-base.ts'
import type { Stamp } from '../../subject/recording.ts'
import { upgradeSubject } from './subject.ts'
import { type Upgrade, windowOf } from './upgrade.ts'

/** What the customer is told of an upgrade, turn by turn. */
export const TURNS = [
  'proposed',
  'agreed',
  'begun',
  'late',
  'disturbed',
  'rolledBack',
  'restored',
  'done',
  'notDone',
  'calledOff',
] as const
export type Turn = (typeof TURNS)[number]

/** What one of ours is told of an upgrade, or asked. */
export const NEWS = [
  'assigned',
  'agreed',
  'declined',
  'disagreed',
  'lapsed',
  'calledOff',
  'rollingBack',
  'restored',
  'disturbed',
  'late',
  'afterwards',
  'notDone',
  'notTold',
  'plan',
  'agreement',
  'outcome',
] as const
export type News = (typeof NEWS)[number]

type Told = Stamp & { readonly type: string }

const base = (event: Told, { id, hours }: Upgrade, recipient: string, values: Values) =>
  effectBase({
    event,
    about: upgradeSubject(id),
    timezone: hours.timezone,
    template: 'upgrade',
    recipient,
    values,
    reason: event.type,
  })

/** To every contact that is on it. */
export const toContacts = (event: Told, upgrade: Upgrade, turn: Turn, values: Values = {}): readonly Effect[] => {
  const { id, title, customer, site, engineer, contacts } = upgrade
  const window = windowOf(upgrade)
  return contacts.map((contact): Effect => {
    const all = {
      turn,
      contact: contact.name,
      upgrade: title,
      from: window?.from,
      until: window?.until,
      engineer: engineer?.name,
      customer: customer.name,
      site: site.name,
      repair: id,
      siteShort: site.shortName,
      sentAt: event.at,
      ...values,
    }
    return toContactOf(base(event, upgrade, contact.id, all), 'upgrade', contact.id, customer.id)
  })
}

/** To one of ours; to nobody where nobody is named. */
export function toOurs(
  event: Told,
  upgrade: Upgrade,
  person: PersonRef | undefined,
  news: News,
  { at, turn = 'timely' }: { readonly at?: Instant | undefined; readonly turn?: 'timely' | 'routine' } = {},
): readonly Effect[] {
  if (!person) return []
  const { id, site, title } = upgrade
  const values = { repair: id, site: site.shortName, unit: title, asked: news, dueAt: at, sentAt: event.at }
  return [
    {
      ...base(event, upgrade, person.id, values),
      channel: 'sms',
      template: 'upgrade',
      person: person.id,
      turn,
      link: { kind: 'engineer', about: upgradeSubject(id), holder: person.id },
    },
  ]
}

/** Whoever is to do it, and whoever coordinates the contract. */
export const toBoth = (event: Told, upgrade: Upgrade, news: News): readonly Effect[] =>
  toEach(event, upgrade, [upgrade.engineer, upgrade.coordinator], news)

/** Whoever is to do it, and whoever answered for the contract as it went wrong: coordinator and manager. */
export const toOffice = (
  event: Told & { readonly tell?: readonly PersonRef[] },
  upgrade: Upgrade,
  news: News,
  turn: 'timely' | 'routine' = 'timely',
): readonly Effect[] => toEach(event, upgrade, [upgrade.engineer, ...(event.tell ?? [])], news, turn)

function toEach(
  event: Told,
  upgrade: Upgrade,
  whom: readonly (PersonRef | undefined)[],
  news: News,
  turn?: 'timely' | 'routine',
): readonly Effect[] {
  const people = new Map(whom.flatMap((person) => (person ? [[person.id, person]] : [])))
  // Whoever did it knows.
  return [...people.values()]
    .filter(({ id }) => id !== event.by.id)
    .flatMap((person) => toOurs(event, upgrade, person, news, turn && { turn }))
}
