import type { Roster } from '../directory/directory.ts'
import { leaveOf, namedBy, type RosterChange, type Rota, spanOf, turnsTaken } from '../directory/roster-change.ts'
import { rosterPeople } from '../directory/roster-people.ts'
import { type Fault, fault, nobody } from '../kernel/errors.ts'
import { durationMs, type Instant, later } from '../kernel/instant.ts'
import { isDuring } from '../kernel/stretch.ts'
import { awayAt, managerAt } from './layers.ts'
import { edgesIn, noTier, type Proposal, type Say, sayer } from './proposal.ts'
import { standInRefusals, swapRefusals } from './turn-refusals.ts'

// Why a change of a roster is refused: it would say what cannot be, or write over who had duty before.

/** A change may be planned so far ahead, and last so long. */
const FARTHEST_MS = durationMs('P400D')

/** Each as a sentence at its field. What is not well formed is not looked at further. */
export function refusalsOf(proposal: Proposal): readonly Fault[] {
  const { change, asked, before } = proposal
  // Whoever is not on file any more must not keep what names them from being ended.
  const named = change.ended ? [] : namedBy(change)
  const unknown = named.filter((id) => !asked.people.some((person) => person.id === id))
  if (unknown.length > 0) return unknown.map((id) => nobody('person', id))
  const times = timesOf(proposal)
  if (times.length > 0) return times
  const say = sayer(before, asked.people)
  if (change.ended) return managerless(proposal, say)
  switch (change.kind) {
    case 'standIn':
      return standInRefusals(proposal, change, say)
    case 'swap':
      return swapRefusals(proposal, change, say)
    case 'leave':
      return leaveRefusals(proposal, change, say)
    case 'order':
      return turnsRefusals(proposal, { ...change, orders: [change.people] }, say)
    case 'rota':
      return turnsRefusals(proposal, { ...change, orders: ordersOf(change) }, say)
    default:
      return change satisfies never
  }
}

/** Nothing reaches back, or so far ahead that nobody would look at it. */
function timesOf({ change, asked: { now } }: Proposal): readonly Fault[] {
  const { from: begin, to } = spanOf(change)
  const from = change.ended?.from ?? begin
  if (from < now)
    return [
      fault(
        'from',
        '不能早于现在：谁值过班不会改写，请从现在或以后开始',
        'lies in the past, and who had duty then stands: let it hold from now on, or later',
      ),
    ]
  if (change.ended && to !== undefined && from >= to)
    return [fault('from', '那时本来就结束了，不必撤销', 'it is over by then anyway: there is nothing to end')]
  if (to !== undefined && to <= begin) return [fault('to', '必须晚于开始时间', 'must be later than its beginning')]
  if ((to ?? from) > later(now, FARTHEST_MS))
    return [fault('to', '太远了：最多提前 400 天', 'is too far ahead: at most 400 days')]
  return []
}

function leaveRefusals(proposal: Proposal, change: RosterChange & { kind: 'leave' }, say: Say): readonly Fault[] {
  const { before } = proposal
  const { person } = change
  const changes = before.changes ?? []
  if (!rosterPeople(before).includes(person))
    return [fault('person', `${say.name(person)} 不在这张值班表上`, `${say.name(person)} is not on this roster`)]
  const rival = changes.flatMap(leaveOf).find((one) => one.person === person && isDuring(one, change))
  if (rival)
    return [
      fault(
        'from',
        `${say.name(person)} ${say.span(rival).zh} 已登记请假：请先撤销，或错开时间`,
        `${say.name(person)} is on leave ${say.span(rival).en} already: end that first, or let one follow the other`,
      ),
    ]
  const standsIn = [...before.overrides, ...changes.flatMap(turnsTaken)].find(
    (one) => one.person === person && isDuring(one, change),
  )
  if (standsIn)
    return [
      fault(
        'person',
        `${say.name(person)} ${say.span(standsIn).zh} 答应了值${say.tier(standsIn.tier).zh}：请先撤销那一条或另找人`,
        `${say.name(person)} stands in on ${say.tier(standsIn.tier).en} ${say.span(standsIn).en}: end that first, or find somebody else for it`,
      ),
    ]
  return managerless(proposal, say)
}

/** Without a manager nobody is told of a breach. */
function managerless({ before, after, change, asked: { people } }: Proposal, say: Say): readonly Fault[] {
  const { from, to } = spanOf(change)
  if (to === undefined) return []
  const isAway = (roster: Roster, at: Instant) => awayAt(roster, at).has(managerAt(roster, people, at))
  const at = edgesIn(after, { from, to }).find((one) => isAway(after, one) && !isAway(before, one))
  if (!at) return []
  const name = say.name(managerAt(after, people, at))
  return [
    fault(
      'person',
      `${name} ${say.time(at).zh} 是经理，超时都要报给这个人：请先安排谁代经理`,
      `${name} is the manager at ${say.time(at).en}, to whom every breach goes: first say who stands in as manager`,
    ),
  ]
}

const ordersOf = ({ rotation, rules }: Rota) =>
  [rotation, ...rules.map((rule) => rule.rotation)].map((one) => one.people)

/** Another way to take turns: nothing that is planned already may be left hanging by it. */
function turnsRefusals(
  { before, change: { id } }: Proposal,
  { tier, orders, from }: { tier: number; orders: readonly (readonly string[])[]; from: Instant },
  say: Say,
): readonly Fault[] {
  const old = before.tiers[tier]
  if (!old) return [noTier('tier', before)]
  if (orders.some((people) => people.length === 0 || new Set(people).size < people.length))
    return [fault('people', '每人写一次，至少一人', 'name each person once, and at least one')]
  if (before.from !== undefined && before.from >= from)
    return [
      fault(
        'from',
        `${say.time(before.from).zh} 起已排了新的安排：请先撤销，或从那以后开始`,
        `a new order is planned from ${say.time(before.from).en}: end it first, or let this one hold from later on`,
      ),
    ]
  const later = (before.changes ?? []).filter((one) => one.id !== id).flatMap(turnsTaken)
  const standIn = later.find((one) => one.tier === tier && one.to > from)
  if (!standIn) return []
  return [
    fault(
      'from',
      `${say.span(standIn).zh} 由 ${say.name(standIn.person)} 代班，改了以后对不上：请先撤销，或从那以后开始`,
      `${say.name(standIn.person)} stands in ${say.span(standIn).en}, which the new order would leave hanging: end that first, or begin after it`,
    ),
  ]
}
