import type { Actor } from '../kernel/actor.ts'
import { pick } from '../kernel/fields.ts'
import type { Text } from '../kernel/text.ts'
import { shortTime } from '../kernel/when.ts'
import { answerable, isToCarryOut } from '../visit/features/advising/offers.ts'
import { isStillFree } from '../visit/slots/suggest.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { aroundOf, contactsFor, owedWorks } from './visit-terms.ts'

/** What the forms about a visit may name: dates offered, colleagues, contacts, its works, and what its contract owes at that place besides. */
export async function namedOfVisit(deps: Deps, visit: VisitState, by: Pick<Actor, 'kind'> = { kind: 'staff' }) {
  const { works, proposal, contract, place, way, terms } = visit
  const bound = await boundTo(deps, contract)
  const [contacts, owed, around] = await Promise.all([
    contactsFor(deps, visit, bound?.sites ?? []),
    bound ? owedWorks(deps, bound, (one) => one.place === place) : [],
    aroundOf(deps, visit),
  ])
  const now = deps.clock.now()
  const others = owed.filter((one) => one.way === way && works.every(({ key }) => key !== one.work.key))
  return {
    // Only what may still be chosen.
    slot: byId(
      (proposal?.slots ?? []).filter((one) => one.from > now && isStillFree(one, visit, around)),
      ({ from }) => [from, { zh: shortTime(from, terms.timezone, 'zh-CN'), en: shortTime(from, terms.timezone, 'en') }],
    ),
    person: byId(around.onDuty(now), ({ id, name }) => [id, same(name)]),
    contact: byId(contacts, ({ id, name }) => [id, same(name)]),
    work: byId(works, ({ key, name }) => [key, name]),
    suggestion: byId(answerable(visit, by), ({ key, what }) => [key, what]),
    accepted: byId((visit.suggestions ?? []).filter(isToCarryOut), ({ key, what }) => [key, what]),
    owedWork: byId(others, ({ work: { key, name } }) => [key, name]),
  }
}

/** Whom at the customer's it is agreed with, as they are reached today. */
export async function contactOfVisit({ directory }: Pick<Deps, 'directory'>, { contact, terms }: VisitState) {
  const found = contact && (await directory.contact(contact.id))
  return found && found.customer === terms.customer ? pick(found, 'id', 'name', 'phone') : contact
}

/** Everybody at the customer's who may be called about it, whom it is agreed with first. */
export async function contactsOfVisit(deps: Deps, visit: VisitState) {
  const bound = await boundTo(deps, visit.contract)
  const found = await contactsFor(deps, visit, bound?.sites ?? [])
  const isFirst = ({ id }: { readonly id: string }) => id === visit.contact?.id
  return [...found.filter(isFirst), ...found.filter((one) => !isFirst(one))].map((one) =>
    pick(one, 'id', 'name', 'phone'),
  )
}

/** Whom its page names to be called: with whom it is agreed; where that is nobody, as of a call, everybody who may be. */
export async function calledAbout(deps: Deps, visit: VisitState) {
  const agreed = await contactOfVisit(deps, visit)
  return agreed ? [agreed] : contactsOfVisit(deps, visit)
}

const byId = <T>(all: readonly T[], entry: (one: T) => readonly [string, Text]): Readonly<Record<string, Text>> =>
  Object.fromEntries(all.map(entry))

const same = (name: string): Text => ({ zh: name, en: name })
