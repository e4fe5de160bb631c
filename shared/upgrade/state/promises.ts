import { without } from '../../kernel/fields.ts'
import type { Instant } from '../../kernel/instant.ts'
import { later } from '../../kernel/instant.ts'
import { monthOf } from '../../promise/lines.ts'
import type { Obligation } from '../../promise/obligation.ts'
import { isOpen, isUnended, outcomeAt, type Promised } from '../../promise/promised.ts'
import type { Stamp } from '../../subject/recording.ts'
import { upgradeSubject } from './subject.ts'
import { isBoundTo, matterOf, type Upgrade, type UpgradePromise } from './upgrade.ts'

// What the document promises of an upgrade, each a line of the ledger: that the customer agreed before it began, that a backup was
// there before the first step, that it was over within the window that was agreed, and that it disturbed no longer than that. They begin
// with what is put to the customer and what they agree to, and move with nothing else.

export const agreedKey = (round: number) => `agreed/${round}`

/** With a promise that runs from now on; one of that key that has ended begins anew. Nothing where the document promises nothing. */
export function opened(upgrade: Upgrade, key: string, startedAt: Instant, dueAt: Instant): Upgrade {
  if (!upgrade.bound) return upgrade
  const month = monthOf(dueAt, upgrade.hours.timezone)
  return withPromise(upgrade, { key, startedAt, dueAt, month, state: 'open' })
}

/** The customer agreed to another time. What was broken by then stays so. */
export function moved(upgrade: Upgrade, key: string, startedAt: Instant, dueAt: Instant): Upgrade {
  const known = promiseOf(upgrade, key)
  if (!known || !isOpen(known)) return known?.state === 'broken' ? upgrade : opened(upgrade, key, startedAt, dueAt)
  const { firstDueAt = known.dueAt, ...rest } = known
  const month = monthOf(dueAt, upgrade.hours.timezone)
  return withPromise(upgrade, { ...rest, dueAt, month, ...(firstDueAt !== dueAt && { firstDueAt }) })
}

/** It was done: in time, or late. */
export const fulfilled = (upgrade: Upgrade, key: string, { at, seq }: Stamp): Upgrade =>
  ended(upgrade, key, ({ dueAt, state, brokenAt }) => ({
    endedAt: at,
    evidence: seq,
    ...outcomeAt(at, dueAt),
    ...((at > dueAt || state === 'broken') && { state: 'broken', brokenAt: brokenAt ?? dueAt }),
  }))

/** Its object is gone; what was broken by then stays so. */
export const fallenAway = (upgrade: Upgrade, key: string, { at, seq }: Stamp, endedBecause: string): Upgrade =>
  ended(upgrade, key, ({ state }) => ({
    endedAt: at,
    evidence: seq,
    endedBecause,
    ...(state === 'open' && { state: 'fallenAway' }),
  }))

/** What it rested on was none: however it stood, it counts for nobody. What was broken by then stays so. */
export function voided(upgrade: Upgrade, key: string, { at, seq }: Stamp, endedBecause: string): Upgrade {
  const known = promiseOf(upgrade, key)
  if (!known || known.state === 'broken') return upgrade
  return withPromise(upgrade, { ...withoutEnd(known), state: 'fallenAway', endedAt: at, evidence: seq, endedBecause })
}

const withoutEnd = (promise: UpgradePromise): UpgradePromise =>
  without(promise, 'endedBecause', 'lateBy', 'waivedBecause', 'waivedBy')

/** What was never done as promised, whatever was on record of it. */
export function broken(upgrade: Upgrade, key: string, brokenAt: Instant, { at, seq }: Stamp): Upgrade {
  const known = promiseOf(upgrade, key)
  if (!known || known.state === 'broken') return upgrade
  return withPromise(upgrade, {
    ...withoutEnd(known),
    ...inHands(upgrade),
    state: 'broken',
    brokenAt,
    endedAt: at,
    evidence: seq,
  })
}

/** Who had it as a promise ended. */
const inHands = ({ engineer }: Upgrade) => (engineer ? { engineer: engineer.id, engineerName: engineer.name } : {})

export const waived = (upgrade: Upgrade, key: string, { at, seq }: Stamp, because: string, by: string): Upgrade =>
  ended(upgrade, key, () => ({
    state: 'waived',
    endedAt: at,
    evidence: seq,
    waivedBecause: because,
    waivedBy: by,
  }))

/** Everything that runs falls away. */
export const allFallenAway = (upgrade: Upgrade, event: Stamp, because: string): Upgrade =>
  upgrade.promises.reduce((state, { key }) => fallenAway(state, key, event, because), upgrade)

/** Those whose time is over: at their due instant itself they are still in time. */
export const overdueAt = ({ promises }: Upgrade, now: Instant): readonly string[] =>
  promises.filter((one) => isOpen(one) && one.dueAt < now).map(({ key }) => key)

export const nextDueAt = ({ promises }: Upgrade): readonly Instant[] =>
  promises.filter(isOpen).map(({ dueAt }) => later(dueAt, 1))

export const missed = (upgrade: Upgrade, keys: readonly string[]): Upgrade =>
  keys.reduce((state, key) => {
    const known = promiseOf(state, key)
    return known && isOpen(known)
      ? withPromise(state, { ...known, ...inHands(state), state: 'broken', brokenAt: known.dueAt })
      : state
  }, upgrade)

/** What begins, or moves, once the customer has agreed: what the plan binds it to, and the window. */
export function underAgreement(upgrade: Upgrade, at: Instant, until: Instant): Upgrade {
  const withBackup = isBoundTo(upgrade, 'backup') ? renewed(upgrade, 'backup', at, until) : upgrade
  const withWindow = moved(withBackup, 'window', at, until)
  return isBoundTo(upgrade, 'undisturbed') ? moved(withWindow, 'undisturbed', at, until) : withWindow
}

/** A backup of before another night is no backup of this one. */
const renewed = (upgrade: Upgrade, key: string, at: Instant, until: Instant): Upgrade => {
  const known = promiseOf(upgrade, key)
  return known && isOpen(known) ? moved(upgrade, key, at, until) : opened(upgrade, key, at, until)
}

export const promiseOf = ({ promises }: Upgrade, key: string): UpgradePromise | undefined =>
  promises.find((one) => one.key === key)

const ended = (upgrade: Upgrade, key: string, end: (known: UpgradePromise) => Partial<Promised>): Upgrade => {
  const known = promiseOf(upgrade, key)
  return known && isUnended(known) ? withPromise(upgrade, { ...known, ...inHands(upgrade), ...end(known) }) : upgrade
}

function withPromise(upgrade: Upgrade, promise: UpgradePromise): Upgrade {
  const { promises } = upgrade
  const place = promises.findIndex(({ key }) => key === promise.key)
  return { ...upgrade, promises: place < 0 ? [...promises, promise] : promises.with(place, promise) }
}

/** The lines of the ledger. */
export const linesOf = (upgrade: Upgrade): readonly Obligation[] => {
  const { id, bound, plan, planVersion, customer, contract, site, promises } = upgrade
  if (!bound) return []
  return promises.map(({ key, ...promise }) => ({
    id: `${upgradeSubject(id)}/${bound.clause}/${key}`,
    clause: bound.clause,
    plan,
    planVersion,
    what: `upgrade:${matterOf({ key })}`,
    upgrade: id,
    contract,
    customer: customer.id,
    site: site.id,
    ...(isOpen(promise) && inHands(upgrade)),
    ...promise,
  }))
}
