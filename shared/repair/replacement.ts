import { type Actor, nameOf, type PersonRef } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import type { ServiceRecord } from '../knowledge/record.ts'
import type { PlanRule, ReplacementRule } from '../plan/rules.ts'
import { rulesOf } from '../plan/rules.ts'
import type { Action } from './actions.ts'
import { requireAgreement } from './agreements.ts'
import { requireFeedback } from './archive.ts'
import { inFuture } from './escalation.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { failedRepairs } from './failures.ts'
import { requireSuggestions } from './maintenance-record.ts'
import type { ActionFacts } from './state/action-facts.ts'
import { stopPaging } from './state/paging.ts'
import { reach } from './state/reach.ts'
import type { Repair, Replacement } from './state/repair.ts'
import { workOfReplacement } from './work.ts'

type ReplacementEvent = Extract<
  RecordedEvent,
  {
    type:
      | 'irreparable'
      | 'exchangeWished'
      | 'replacementDue'
      | 'replacementApproved'
      | 'replacementDated'
      | 'replacementDeclined'
      | 'unitReplaced'
  }
>
type ReplacementAction = Extract<
  Action,
  {
    type:
      | 'declareIrreparable'
      | 'requestExchange'
      | 'dateReplacement'
      | 'approveReplacement'
      | 'declineReplacement'
      | 'replaceUnit'
  }
>

export function applyReplacement(state: Repair, event: ReplacementEvent): Repair {
  switch (event.type) {
    case 'irreparable':
      return state
    case 'replacementDue': {
      const { clause, because, with: kind, warranty, manager } = event
      const { old, oldModel, at } = state.replacement ?? {}
      const replacement = {
        clause,
        because,
        with: kind,
        warranty,
        state: 'due',
        ...(manager && { manager }),
        ...(old && at && { old, at, ...(oldModel && { oldModel }) }),
      } as const
      return reach({ ...state, replacement }, 'replacementDue', event)
    }
    case 'replacementApproved':
      return withReplacement(state, { state: 'approved', approver: event.approver })
    case 'exchangeWished':
      return state
    case 'replacementDated':
      return withReplacement(state, { state: 'approved', approver: event.approver, on: event.on })
    case 'replacementDeclined':
      return withReplacement(state, { state: 'declined', approver: event.approver })
    case 'unitReplaced': {
      const { old, unit, at, work } = event
      const reported = state.replacement?.old ? state.replacement : { old, oldModel: state.unit?.model }
      const { old: serial, oldModel } = reported
      const replaced = withReplacement(state, {
        state: 'done',
        serial: unit.serial,
        ...(serial && { old: serial }),
        ...(oldModel && { oldModel }),
        at,
      })
      const solved: Repair = { ...replaced, unit, ...(work && { work }), solvedBy: 'replacement' }
      return stopPaging(reach(reach(solved, 'repaired', event), 'replaced', event))
    }
    default:
      return event satisfies never
  }
}

const withReplacement = (state: Repair, change: Partial<Replacement>): Repair =>
  state.replacement ? { ...state, replacement: { ...state.replacement, ...change } } : state

export function replacementEvents(
  state: Repair,
  action: ReplacementAction,
  { replacementUnit, manager }: ActionFacts,
  by: Actor,
  now: Instant,
): RepairEvent[] {
  const approver = nameOf(by)
  switch (action.type) {
    case 'declareIrreparable':
      return [
        { type: 'irreparable', damage: action.damage, what: action.what },
        ...irreparable(state, action.damage, manager),
      ]
    case 'approveReplacement':
      return [{ type: 'replacementApproved', approver }]
    case 'declineReplacement':
      return [
        {
          type: 'replacementDeclined',
          approver,
          reason: action.reason,
          ...(isUnconditional(state) && { refused: true }),
        },
      ]
    case 'requestExchange':
      return exchangeEvents(state, action, manager, by)
    case 'dateReplacement':
      return [{ type: 'replacementDated', on: inFuture('on', action.on, now), approver }]
    case 'replaceUnit': {
      const { unit: old, replacement } = state
      if (!replacementUnit || !old || !replacement) return []
      requireFeedback(state, action)
      if (!state.milestones.repaired) requireSuggestions(state, action)
      const { clause, warranty } = replacement
      const work = workOfReplacement(action, state)
      return [{ type: 'unitReplaced', old: old.serial, unit: replacementUnit, clause, warranty, ...(work && { work }) }]
    }
    default:
      return action satisfies never
  }
}

/** N22: what cannot be repaired is replaced at once, where the plan says so. */
function irreparable(state: Repair, damage: 'use' | 'transit', manager: PersonRef | undefined): RepairEvent[] {
  const rule = rulesOf(state.plan, 'replacement').find(
    (known) => known.irreparable?.includes(damage) && isCovered(state, known),
  )
  return rule && !isUnderWay(state) ? [due(rule, 'irreparable', manager)] : []
}

/**
 * H16 C6 R2: whether repairs of this unit have now failed so often that the plan replaces it. `history` is the unit's
 * service records; `manager` is asked to approve it; where nobody can say whether it is in warranty, it is taken to be. Only
 * what happened in this repair makes it due – a refusal, or a problem that proves to be the old one – so that a replacement
 * once declined does not come due again with every report.
 */
export function replacementFallsDue(
  state: Repair,
  history: readonly ServiceRecord[],
  { manager, inWarranty }: Pick<ActionFacts, 'manager' | 'inWarranty'>,
): RepairEvent | undefined {
  if (!state.unit || isUnderWay(state)) return undefined
  const rule = rulesOf(state.plan, 'replacement').find((candidate) => {
    if (candidate.failures === undefined || !isCovered({ inWarranty: state.inWarranty ?? inWarranty }, candidate))
      return false
    const { before, now } = failedRepairs(candidate, state, history)
    return now >= candidate.failures && now > before
  })
  return rule && due(rule, 'failures', manager)
}

/** H16 R2 C6: in warranty; where nobody can say, the promise holds. */
const isCovered = (
  { inWarranty }: { readonly inWarranty?: boolean | undefined },
  { onlyInWarranty }: ReplacementRule,
): boolean => !(onlyInWarranty && inWarranty === false)

/** R20: the rule by which the customer may have the unit exchanged at its first failure. */
export const exchangeRule = (state: Repair): PlanRule<ReplacementRule> | undefined =>
  rulesOf(state.plan, 'replacement').find((rule) => rule.atWish && isCovered(state, rule))

/** H16 R2 N22: a manager may set the day, not refuse; a refusal is a breach. */
const isUnconditional = ({ plan, replacement }: Repair): boolean =>
  rulesOf(plan, 'replacement').some(({ clause, unconditional }) => unconditional && clause === replacement?.clause)

/** Throws BadRequestError for damage that the rule leaves out, such as by the user. */
function exchangeEvents(
  state: Repair,
  action: Extract<Action, { type: 'requestExchange' }>,
  manager: PersonRef | undefined,
  by: Actor,
): RepairEvent[] {
  const rule = exchangeRule(state)
  if (!rule || isUnderWay(state)) return []
  const wish = requireAgreement(action, by, {
    zh: '写明是谁要求的、怎么说的',
    en: 'whose wish it is, and how they said so',
  })
  const found = action.origin ?? state.work?.origin
  if (found && rule.except?.includes(found))
    throw new BadRequestError([
      fault(
        'origin',
        `${rule.clause} 只换质量问题造成的，这次的原因是 ${found}`,
        `${rule.clause} exchanges what fails by a quality problem, and this comes from ${found}`,
      ),
    ])
  return [{ type: 'exchangeWished', agreement: wish }, due(rule, 'wish', manager)]
}

/** It is due already in this round: decided or not, it is not asked twice. */
const isUnderWay = ({ replacement, milestones }: Repair): boolean =>
  replacement?.state === 'due' || replacement?.state === 'approved' || milestones.replacementDue !== undefined

const due = (
  rule: PlanRule<ReplacementRule>,
  because: Replacement['because'],
  manager: PersonRef | undefined,
): RepairEvent => ({
  type: 'replacementDue',
  clause: rule.clause,
  because,
  with: rule.with,
  warranty: rule.warranty,
  ...(manager && { manager }),
})
