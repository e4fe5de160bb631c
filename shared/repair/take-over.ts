import type { Actor } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Action, ActionType } from './actions.ts'
import type { RepairEvent } from './events.ts'
import type { ActionFacts } from './state/action-facts.ts'
import type { Repair } from './state/repair.ts'

/** What an engineer may do to a repair that is none of theirs: take it over, whoever has it, while there is work to do. */
export const waysIn = ({ stage, assignee }: Repair, { id }: Actor): readonly ActionType[] =>
  stage !== 'closed' && stage !== 'confirmation' && assignee?.id !== id ? ['takeOver'] : []

/**
 * A colleague of the roster, or whoever was asked, takes over as they like. Whom nothing has led to it says why, and the
 * roster's manager is told. Throws BadRequestError without the reason.
 */
export function takeOverEvents(
  { reason }: Extract<Action, { type: 'takeOver' }>,
  { person, outside, manager }: ActionFacts,
): RepairEvent[] {
  if (!person) return []
  if (outside && reason === undefined)
    throw new BadRequestError([
      fault(
        'reason',
        '这单不在您的值班表，也没有派给您：接手请写明理由，经理会收到通知',
        'is missing: it is of a roster that does not name you, and nobody handed it to you; say why you take it over, the manager is told',
      ),
    ])
  return [
    {
      type: 'assigned',
      person,
      how: 'takenOver',
      ...(reason !== undefined && { reason }),
      ...(outside && { outside }),
    },
    ...(outside ? [{ type: 'asked', ...(manager && { person: manager }), about: 'takenOver', count: 1 } as const] : []),
  ]
}

/** Acknowledging and taking over say who has it: whoever nobody can name has nothing. Throws BadRequestError. */
export function requirePerson({ paging }: Repair, type: ActionType, { person }: ActionFacts, by: Actor): void {
  if (type !== 'acknowledge' && type !== 'takeOver') return
  if (by.kind === 'engineer' && !person)
    throw new BadRequestError([
      fault(
        'person',
        `通讯录里没有您（${by.id ?? '无编号'}），接不了单：请经理把您登记进去`,
        `the directory knows nobody with the id "${by.id ?? ''}": ask a manager to put you on file first`,
      ),
    ])
  if (by.kind !== 'engineer' && !paging?.person)
    throw new BadRequestError([
      fault(
        'person',
        '还没有呼叫过任何人，无人可替其接单：请用 assign 指定一位',
        'nobody has been paged yet, so there is nobody to acknowledge for: name one with assign',
      ),
    ])
}
