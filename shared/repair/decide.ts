import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import { type Matter, rulesOf } from '../plan/rules.ts'
import { strictness } from '../plan/terms.ts'
import { missedBefore } from './clocks/clockwork.ts'
import { Decision } from './decision.ts'
import { countedCall, isCounted } from './features/calls/floods.ts'
import { wordsDiffer } from './features/calls/rules.ts'
import { mayTakeAtDesk } from './features/desk/offers.ts'
import { takeAtDesk } from './features/desk/rules.ts'
import { fallsDue } from './features/replacement/due.ts'
import type { Call } from './state/call.ts'
import type { RepairContact } from './state/contact.ts'
import type { LookedUp } from './state/looked-up.ts'
import type { Bearings, Repair, UnknownCalls } from './state/repair.ts'

/** A report that no open repair covers. */
export interface OpenCommand {
  readonly repairId: string
  readonly subject: Bearings
  readonly severity: string
  readonly reportedAt: Instant
  /** Absent: a fault. */
  readonly matter?: Matter
  readonly call: Call
  readonly contacts: readonly RepairContact[]
  /** The repair of which this was a call until now. */
  readonly splitFrom?: string
  /** Its number has begun others within the hour. */
  readonly unknownCalls?: UnknownCalls
}

const CALLER: Actor = { kind: 'caller' }

export const open = (command: OpenCommand, now: Instant): Decision =>
  new Decision(undefined, now, callerOf(command.call)).record({ type: 'opened', ...command })

export const callerOf = (call: Call): Actor => (call.caller ? { ...CALLER, name: call.caller } : CALLER)

/**
 * Another report about a unit with an open repair joins it. Calling about a unit that counts as repaired says that it is
 * not; a stricter severity than before is taken over, a milder one is not. A closed repair is joined by nothing.
 * `sameCaller`: it joins by its number alone, so words that differ are told to whoever has it. `unknown`: nobody on file has
 * their number.
 * By the unit's service records a refused repair may make a new unit due, which the manager approves.
 */
export function join(
  state: Repair,
  call: Call,
  contacts: readonly RepairContact[],
  severity: string | undefined,
  now: Instant,
  lookedUp: Pick<LookedUp, 'history' | 'manager' | 'inWarranty'> & {
    readonly sameCaller?: boolean
    readonly unknown?: boolean
  } = {},
): Decision {
  const decision = new Decision(state, now, callerOf(call))
  if (state.stage === 'closed') return decision
  const unknown = lookedUp.unknown && { unknown: true as const }
  if (unknown && isCounted(state, call))
    return decision.record({
      type: 'callJoined',
      call: countedCall(call),
      contacts: state.contacts,
      ...unknown,
      counted: true,
    })
  decision.record({ type: 'callJoined', call, contacts: merged(state.contacts, contacts), ...unknown })
  if (lookedUp.sameCaller) decision.record(...wordsDiffer(state, call))
  if (severity && strictness(state.plan, severity) < strictness(state.plan, state.severity))
    decision.record({ type: 'severityChanged', severity, reason: call.symptoms })
  if (state.stage !== 'confirmation') return decision
  decision.record({ type: 'notFixed', what: call.symptoms })
  return decision.record(...fallsDue(decision.state, { lookedUp }))
}

/**
 * C24: whoever took the report tries first, decided with it: nobody is paged in between. Throws BadRequestError where the
 * desk has no turn: nothing is recorded then, and the report may be sent without it.
 */
export function tryAtDesk(decision: Decision, by: Actor): Decision {
  const { id, plan, assignee } = decision.state
  if (rulesOf(plan, 'desk').length === 0)
    throw new BadRequestError([
      fault(
        'desk',
        `承诺 ${plan.id} 第 ${plan.version} 版没有给服务台处理的时间：去掉它，立即呼叫工程师`,
        `plan ${plan.id} version ${plan.version} gives the desk no time to try: leave it out, and the engineers are paged at once`,
      ),
    ])
  if (!mayTakeAtDesk(decision.state))
    throw new BadRequestError([
      fault(
        'desk',
        `这台设备的报修单 ${id} 已经${assignee ? `由 ${assignee.name} 负责` : '转出服务台'}：去掉它，这次报修会并入`,
        `repair ${id} of this unit is ${assignee ? `with ${assignee.name}` : 'past the desk'} already: leave it out, and the report joins it`,
      ),
    ])
  return decision.goOnAs(by).record(...takeAtDesk(decision.state, decision.now))
}

/** Each contact of a repair gets each of its mails, and one save has room for a bounded number of messages. */
export const MOST_CONTACTS = 10

export const merged = (known: readonly RepairContact[], more: readonly RepairContact[]): readonly RepairContact[] => {
  const isKnown = ({ id, email }: RepairContact) =>
    known.some((contact) => contact.id === id || (!!email && contact.email === email))
  const all = [...known, ...more.filter((contact) => !isKnown(contact))]
  // Whoever is on file is told, however many strangers have called.
  const isOnFile = (contact: RepairContact) => !contact.stranger
  return [...all.filter(isOnFile), ...all.filter((contact) => !isOnFile(contact))].slice(0, MOST_CONTACTS)
}

/** The provider refused a page: the next person is asked at once; after a whole path of failures, at the usual rhythm. */
export function pageFailed(state: Repair, personId: string, cause: string, pathLength: number, now: Instant): Decision {
  const decision = new Decision(state, now, SYSTEM)
  const { paging } = state
  if (!paging?.pending || paging.person?.id !== personId) return decision
  const isExhausted = paging.failures + 1 >= pathLength
  const nextAt = isExhausted ? paging.nextAt : now
  return decision.record(...missedBefore(state, now), { type: 'pageFailed', person: paging.person, cause, nextAt })
}

/** More providers than anybody has. */
const MOST_TRIED = 4

/**
 * The page got lost on its way, as its provider says: it goes by another at once, and their phone rings now if it would later. Where
 * no other takes it, it has failed, and the next person is asked. Nothing where somebody has it, or another was asked since.
 */
export function pageUndelivered(
  state: Repair,
  personId: string,
  { channel, cause }: { readonly channel: string; readonly cause?: string },
  now: Instant,
): Decision {
  const decision = new Decision(state, now, SYSTEM)
  const { paging } = state
  if (!paging?.pending || paging.held || paging.person?.id !== personId) return decision
  if ((paging.undelivered ?? []).length >= MOST_TRIED) return decision
  const event = { type: 'pageUndelivered', person: paging.person, channel, ...defined({ cause }) } as const
  return decision.record(...missedBefore(state, now), event)
}
