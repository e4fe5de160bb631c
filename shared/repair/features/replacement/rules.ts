import { nameOf, type PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault, inFuture } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { rulesOf } from '../../../plan/rules.ts'
import type { Agreement } from '../../../promise/agreement.ts'
import type { Replacement } from '../../state/goods.ts'
import { stopPaging } from '../../state/paging.ts'
import { reach } from '../../state/reach.ts'
import type { Repair, RepairUnit } from '../../state/repair.ts'
import { hasNoRoomForClocks } from '../../state/room.ts'
import type { Work } from '../../state/work.ts'
import { requireAgreement, withAgreement } from '../agreed.ts'
import { requireFeedback } from '../archive/rules.ts'
import type { Actions, Events, Given } from '../feature.ts'
import { type LoanerEvent, releaseLoaner } from '../loaner/rules.ts'
import { requireSuggestions } from '../maintenance-record.ts'
import { workOfReplacement } from '../work.ts'
import { due, isUnderWay, type ReplacementDueEvent } from './due.ts'
import { exchangeRule, isCovered, type ReplacementAction } from './offers.ts'

type Of<T extends ReplacementAction['type']> = Extract<ReplacementAction, { type: T }>

export type ReplacementEvent =
  | { type: 'irreparable'; damage: 'use' | 'transit'; what: string }
  | { type: 'replacementApproved'; approver: string }
  | { type: 'replacementDated'; on: Instant; approver: string }
  /** `refused`: it was promised without conditions (H16 R2 N22). */
  | { type: 'replacementDeclined'; approver: string; reason: string; refused?: boolean }
  /** R20: the customer wishes a new unit instead of a repair. */
  | { type: 'exchangeWished'; agreement: Agreement }
  /** N26: another way out that the customer accepted. */
  | { type: 'alternativeAccepted'; what: string; agreement: Agreement }
  | {
      type: 'unitReplaced'
      old: string
      unit: RepairUnit
      clause: string
      warranty: Replacement['warranty']
      /** What was found and done (C25). */
      work?: Work
    }

export const actions: Actions<ReplacementAction, ReplacementEvent | ReplacementDueEvent | LoanerEvent> = {
  declareIrreparable: {
    decide: (state, { damage, what }, { lookedUp }) => [
      { type: 'irreparable', damage, what },
      ...irreparable(state, damage, lookedUp.manager),
    ],
    needs: ['history'],
  },
  requestExchange: { decide: exchangeEvents, needs: ['history'] },
  acceptAlternative: {
    decide: (_, action, { by }) => [
      {
        type: 'alternativeAccepted',
        what: action.what,
        agreement: requireAgreement(action, by, {
          zh: '写明客户方谁接受、怎么说的',
          en: 'who at the customer accepted it, and how',
        }),
      },
    ],
  },
  replaceUnit: {
    decide: replaceUnit,
    follows: [releaseLoaner],
    acknowledges: 'paged',
    endsPause: true,
    isFull: hasNoRoomForClocks,
  },
  approveReplacement: { decide: (_, _action, { by }) => [{ type: 'replacementApproved', approver: nameOf(by) }] },
  dateReplacement: {
    decide: (_, { on }, { by, now }) => [
      { type: 'replacementDated', on: inFuture('on', on, now), approver: nameOf(by) },
    ],
  },
  declineReplacement: {
    decide: (state, { reason }, { by }) => [
      {
        type: 'replacementDeclined',
        approver: nameOf(by),
        reason,
        ...(isUnconditional(state) && { refused: true }),
      },
    ],
  },
}

export const events: Events<ReplacementEvent> = {
  irreparable: { fold: (state) => state },
  exchangeWished: { fold: (state) => state },
  replacementApproved: { fold: (state, { approver }) => withReplacement(state, { state: 'approved', approver }) },
  replacementDated: { fold: (state, { approver, on }) => withReplacement(state, { state: 'approved', approver, on }) },
  replacementDeclined: {
    fold: (state, { approver }) => withReplacement(state, { state: 'declined', approver }),
    settlesBy: ({ refused }) => (refused ? { breaks: ['replaced'] } : { voids: ['replaced'] }),
  },
  alternativeAccepted: {
    fold: (state, event) =>
      reach(withAgreement(state, event, event.agreement, { about: 'alternative' }), 'alternative', event),
    settles: { reaches: ['alternative'] },
  },
  unitReplaced: {
    fold: (state, event) => {
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
      const solved: Repair = { ...replaced, unit, ...defined({ work }), solvedBy: 'replacement' }
      return stopPaging(reach(reach(solved, 'repaired', event), 'replaced', event))
    },
    settles: { isSolution: true, reaches: ['replaced'] },
  },
}

const withReplacement = (state: Repair, change: Partial<Replacement>): Repair =>
  state.replacement ? { ...state, replacement: { ...state.replacement, ...change } } : state

function replaceUnit(state: Repair, action: Of<'replaceUnit'>, { lookedUp }: Given): ReplacementEvent[] {
  const { unit: old, replacement } = state
  const { replacementUnit: unit } = lookedUp
  if (!unit || !old || !replacement) return []
  requireFeedback(state, action)
  if (!state.milestones.repaired) requireSuggestions(state, action)
  const { clause, warranty } = replacement
  const work = workOfReplacement(action, state)
  return [{ type: 'unitReplaced', old: old.serial, unit, clause, warranty, ...defined({ work }) }]
}

/** N22: what cannot be repaired is replaced at once, where the plan says so. */
function irreparable(state: Repair, damage: 'use' | 'transit', manager: PersonRef | undefined): ReplacementDueEvent[] {
  const rule = rulesOf(state.plan, 'replacement').find(
    (known) => known.irreparable?.includes(damage) && isCovered(state, known),
  )
  return rule && !isUnderWay(state) ? [due(rule, 'irreparable', manager)] : []
}

/** H16 R2 N22: a manager may set the day, not refuse; a refusal is a breach. */
const isUnconditional = ({ plan, replacement }: Repair): boolean =>
  rulesOf(plan, 'replacement').some(({ clause, unconditional }) => unconditional && clause === replacement?.clause)

/** Throws BadRequestError for damage that the rule leaves out, such as by the user. */
function exchangeEvents(
  state: Repair,
  action: Of<'requestExchange'>,
  { lookedUp: { manager }, by }: Given,
): (ReplacementEvent | ReplacementDueEvent)[] {
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
