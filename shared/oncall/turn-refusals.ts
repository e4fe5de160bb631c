import type { Override, Roster } from '../directory/directory.ts'
import { leaveOf, type RosterChange, type Shift, turnsTaken } from '../directory/roster-change.ts'
import { type Fault, fault, mustBeOneOf } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { isDuring } from '../kernel/stretch.ts'
import { onDuty } from './on-call.ts'
import { edgesIn, type Proposal, type Say } from './proposal.ts'
import { dutyAt, turnsAt } from './shifts.ts'

// Why somebody cannot take a turn.

export function standInRefusals(
  proposal: Proposal,
  change: RosterChange & { kind: 'standIn' },
  say: Say,
): readonly Fault[] {
  const { before } = proposal
  const { tier, replaces, person } = change
  const isManager = tier === before.tiers.length
  if (!before.tiers[tier] && !isManager)
    return [mustBeOneOf('tier', [...before.tiers.keys(), before.tiers.length].map(String))]
  if (replaces === person || (isManager && person === before.manager))
    return [fault('person', `${say.name(person)} 不能代自己的班`, `${say.name(person)} cannot stand in for themselves`)]
  const hasTurn = isManager || edgesIn(before, change).some((at) => hasDuty(before, tier, replaces, at))
  if (!hasTurn && replaces !== undefined)
    return [
      fault(
        'replaces',
        `${say.name(replaces)} 这段时间不在${say.tier(tier).zh}值班，不用代`,
        `${say.name(replaces)} has no duty on ${say.tier(tier).en} in that time: there is nothing to take`,
      ),
    ]
  return [
    ...overlaps(proposal, say),
    ...onLeave(proposal, { ...change }, say),
    ...doubled(proposal, say),
    ...alreadyThere(proposal, change, say),
  ]
}

const hasDuty = (roster: Roster, tier: number, id: string | undefined, at: Instant): boolean => {
  const [turn] = turnsAt(dutyAt(roster, at), tier, at)
  return id === undefined || turn === id
}

/** Whoever stands in must not be who has that duty anyway. */
function alreadyThere({ before }: Proposal, change: RosterChange & { kind: 'standIn' }, say: Say): readonly Fault[] {
  const { tier, person, replaces } = change
  const at = replaces === undefined && edgesIn(before, change).find((one) => onDuty(before, tier, one)[0] === person)
  if (!at) return []
  return [
    fault(
      'person',
      `${say.name(person)} ${say.time(at).zh} 本来就值${say.tier(tier).zh}`,
      `${say.name(person)} has duty on ${say.tier(tier).en} at ${say.time(at).en} anyway`,
    ),
  ]
}

export function swapRefusals(proposal: Proposal, change: RosterChange & { kind: 'swap' }, say: Say): readonly Fault[] {
  const [one, other] = change.shifts
  if (one.person === other.person)
    return [
      fault(
        'shifts',
        `两班都是 ${say.name(one.person)} 的：请选另一个人的班`,
        `both shifts are ${say.name(one.person)}'s: choose a shift of somebody else`,
      ),
    ]
  return [
    ...overlaps(proposal, say),
    ...turnsTaken(change).flatMap((turn) => onLeave(proposal, turn, say)),
    ...doubled(proposal, say),
  ]
}

/** Two changes that give one turn away at one time: nobody could say who has duty. */
function overlaps({ before, change }: Proposal, say: Say): readonly Fault[] {
  const taken: readonly (Override & { by?: string })[] = [
    ...before.overrides,
    ...(before.changes ?? []).flatMap((one) => turnsTaken(one)),
  ]
  return turnsTaken(change).flatMap((turn) => {
    const rival = taken.find((other) => isSamePlace(before, other, turn) && isDuring(other, turn))
    if (!rival) return []
    const when = say.span(rival)
    return [
      fault(
        'from',
        `${say.tier(turn.tier).zh} ${when.zh} 已由 ${say.name(rival.person)} 代：请先撤销那一条，或错开时间`,
        `${say.name(rival.person)} stands in on ${say.tier(turn.tier).en} already, ${when.en}: end that first, or let one follow the other`,
      ),
    ]
  })
}

type Turn = Pick<Shift, 'tier'> & { readonly replaces?: string }
const isSamePlace = ({ tiers }: Roster, one: Turn, other: Turn): boolean =>
  one.tier === other.tier &&
  (one.tier === tiers.length ||
    one.replaces === other.replaces ||
    one.replaces === undefined ||
    other.replaces === undefined)

function onLeave({ before }: Proposal, { person, from, to }: Shift, say: Say): readonly Fault[] {
  const leave = (before.changes ?? [])
    .flatMap(leaveOf)
    .find((one) => one.person === person && isDuring(one, { from, to }))
  if (!leave) return []
  const when = say.span(leave)
  return [
    fault(
      'person',
      `${say.name(person)} ${when.zh} 请假（${leave.reason}），不能值班：请换人`,
      `${say.name(person)} is on leave ${when.en} (${leave.reason}): choose somebody else`,
    ),
  ]
}

/** Nobody has duty on two tiers at once, but where the rotations said so before. */
function doubled({ before, after, change }: Proposal, say: Say): readonly Fault[] {
  const twiceAt = (roster: Roster, id: string, at: Instant): readonly number[] => {
    const places = dutyAt(roster, at).tiers.flatMap((_, tier) => (onDuty(roster, tier, at)[0] === id ? [tier] : []))
    return places.length > 1 ? places : []
  }
  return turnsTaken(change).flatMap((turn) => {
    const at = edgesIn(after, turn).find(
      (one) => twiceAt(after, turn.person, one).length > twiceAt(before, turn.person, one).length,
    )
    if (!at) return []
    const tiers = twiceAt(after, turn.person, at).map(say.tier)
    return [
      fault(
        'person',
        `${say.name(turn.person)} ${say.time(at).zh} 会同时值${tiers.map((tier) => tier.zh).join('和')}：请换人，或先让别人代其中一班`,
        `${say.name(turn.person)} would have duty on ${tiers.map((tier) => tier.en).join(' and ')} at once at ${say.time(at).en}: choose somebody else, or let one of the two be taken first`,
      ),
    ]
  })
}
