import { defined, without } from '../../kernel/fields.ts'
import type { Instant } from '../../kernel/instant.ts'
import { later } from '../../kernel/instant.ts'
import { monthOf } from '../../promise/lines.ts'
import type { Obligation } from '../../promise/obligation.ts'
import { isOpen, isUnended, outcomeAt, type Promised } from '../../promise/promised.ts'
import type { Stamp } from '../../subject/recording.ts'
import { upgradeSubject } from './subject.ts'
import { type AgreedPlan, isBoundTo, type Matter, matterOf, type Upgrade, type UpgradePromise } from './upgrade.ts'

// What the document promises of an upgrade, each a line of the ledger: that the customer agreed before it began, that a backup was
// there before the first step, that it was over within the window that was agreed, and that it disturbed no longer than that. They begin
// with what is put to the customer and what they agree to, and move with nothing else.

export const agreedKey = (round: number) => `agreed/${round}`

/** With a promise that runs from now on. Nothing where the document promises nothing. */
export function opened(upgrade: Upgrade, key: string, startedAt: Instant, dueAt: Instant): Upgrade {
  if (!upgrade.bound) return upgrade
  const month = monthOf(dueAt, upgrade.hours.timezone)
  return withPromise(upgrade, { key, startedAt, dueAt, month, state: 'open' })
}

/** The customer agreed to another time: what is open moves; what has ended has, and a new one begins. */
function begun(
  upgrade: Upgrade,
  matter: Matter,
  event: Stamp,
  { at, until }: Pick<AgreedPlan, 'at' | 'until'>,
): Upgrade {
  const known = promiseOf(upgrade, matter)
  if (!known || !isOpen(known)) {
    const count = upgrade.promises.filter((one) => matterOf(one) === matter).length
    return opened(fallenAway(upgrade, matter, event, 'agreed'), `${matter}/${count + 1}`, at, until)
  }
  const { firstDueAt = known.dueAt, ...rest } = known
  const month = monthOf(until, upgrade.hours.timezone)
  return withPromise(upgrade, { ...rest, dueAt: until, month, ...(firstDueAt !== until && { firstDueAt }) })
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

/** What begins, or moves, once the customer has agreed: the window, and what else the plan binds it to. */
export const underAgreement = (upgrade: Upgrade, agreed: Pick<AgreedPlan, 'at' | 'until'>, event: Stamp): Upgrade =>
  OF_WORK.filter((matter) => matter === 'window' || isBoundTo(upgrade, matter)).reduce(
    (state, matter) => begun(state, matter, event, agreed),
    upgrade,
  )
export const OF_WORK = ['backup', 'window', 'undisturbed'] as const

/**
 * Nobody was seen to do it, and somebody says that it was done: what the plan promises and has no line, or one that fell away as nobody
 * had begun, is due as they say so. None of it goes unsaid.
 */
export function dueAfterwards(upgrade: Upgrade, event: Stamp): Upgrade {
  const due = { at: event.at, until: event.at }
  if (upgrade.agreed) return isBoundTo(upgrade, 'undisturbed') ? begun(upgrade, 'undisturbed', event, due) : upgrade
  const key = agreedKey(upgrade.rounds)
  const isUnasked = isBoundTo(upgrade, 'agreedBefore') && !promiseOf(upgrade, key)
  return underAgreement(isUnasked ? opened(upgrade, key, event.at, event.at) : upgrade, due, event)
}

/** By its key, or the latest of a matter. */
export const promiseOf = ({ promises }: Upgrade, which: string): UpgradePromise | undefined =>
  promises.findLast((one) => one.key === which || matterOf(one) === which)

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
    ...(ofRollBack(upgrade, key) && rollBackOf(upgrade)),
  }))
}

/** The roll-back belongs to the lines of the work that it undid: its window, and what it disturbed. */
const ofRollBack = (upgrade: Upgrade, key: string): boolean =>
  (['window', 'undisturbed'] as const).some((matter) => promiseOf(upgrade, matter)?.key === key)

/** An upgrade that failed may have kept every promise: its lines say that it failed, and which event does. */
const rollBackOf = ({ rolledBack, ended }: Upgrade) =>
  rolledBack && {
    rolledBackBecause: rolledBack.reason,
    ...(!ended?.afterwards && { rolledBackAt: rolledBack.at }),
    ...defined({ rolledBackEvidence: rolledBack.seq }),
  }
