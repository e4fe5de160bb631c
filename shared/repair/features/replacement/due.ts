import type { PersonRef } from '../../../kernel/actor.ts'
import { defined } from '../../../kernel/fields.ts'
import { type PlanRule, type ReplacementRule, rulesOf } from '../../../plan/rules.ts'
import type { Replacement } from '../../state/goods.ts'
import type { LookedUp } from '../../state/looked-up.ts'
import { reach } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import type { Events } from '../feature.ts'
import { failedRepairs } from './failures.ts'
import { isCovered } from './offers.ts'

// By which clause a new unit falls due.

export type ReplacementDueEvent = {
  type: 'replacementDue'
  clause: string
  because: Replacement['because']
  with: Replacement['with']
  warranty: Replacement['warranty']
  /** Who is asked to approve it; absent where the roster names nobody. */
  manager?: PersonRef
}

export const events: Events<ReplacementDueEvent> = {
  replacementDue: {
    fold: (state, event) => {
      const { clause, because, with: kind, warranty, manager } = event
      const { old, oldModel, at } = state.replacement ?? {}
      const replacement = {
        clause,
        because,
        with: kind,
        warranty,
        state: 'due',
        ...defined({ manager }),
        ...(old && at && { old, at, ...(oldModel && { oldModel }) }),
      } as const
      return reach({ ...state, replacement }, 'replacementDue', event)
    },
    starts: true,
  },
}

/**
 * H16 C6 R2: whether repairs of this unit have now failed so often that the plan replaces it. `history` is the unit's
 * service records; `manager` is asked to approve it; where nobody can say whether it is in warranty, it is taken to be. Only
 * what happened in this repair makes it due – a refusal, or a problem that proves to be the old one – so that a replacement
 * once declined does not come due again with every report.
 */
export function fallsDue(state: Repair, { lookedUp }: { readonly lookedUp: Needed }): ReplacementDueEvent[] {
  if (!state.unit || isUnderWay(state)) return []
  const { history = [], manager, inWarranty } = lookedUp
  const rule = rulesOf(state.plan, 'replacement').find((candidate) => {
    if (candidate.failures === undefined || !isCovered({ inWarranty: state.inWarranty ?? inWarranty }, candidate))
      return false
    const { before, now } = failedRepairs(candidate, state, history)
    return now >= candidate.failures && now > before
  })
  return rule ? [due(rule, 'failures', manager)] : []
}
type Needed = Pick<LookedUp, 'history' | 'manager' | 'inWarranty'>

/** It is due already in this round: decided or not, it is not asked twice. */
export const isUnderWay = ({ replacement, milestones }: Repair): boolean =>
  replacement?.state === 'due' || replacement?.state === 'approved' || milestones.replacementDue !== undefined

export const due = (
  rule: PlanRule<ReplacementRule>,
  because: Replacement['because'],
  manager: PersonRef | undefined,
): ReplacementDueEvent => ({
  type: 'replacementDue',
  clause: rule.clause,
  because,
  with: rule.with,
  warranty: rule.warranty,
  ...defined({ manager }),
})
