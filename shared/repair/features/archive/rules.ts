import type { PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, fault } from '../../../kernel/errors.ts'
import { occurrenceOf } from '../../state/reach.ts'
import type { Repair } from '../../state/repair.ts'
import type { Work } from '../../state/work.ts'
import type { Actions, Events } from '../feature.ts'
import { type Told, workOf } from '../work.ts'
import { type ArchiveAction, archiveRule } from './offers.ts'

export type ArchiveEvent = { type: 'keeperNamed'; keeper: PersonRef; clause: string } | { type: 'feedback'; work: Work }

export const actions: Actions<ArchiveAction, ArchiveEvent> = {
  feedback: { decide: (state, action, { by }) => [{ type: 'feedback', work: workOf(action, state, by) }] },
}

export const events: Events<ArchiveEvent> = {
  keeperNamed: { fold: (state, { keeper }) => ({ ...state, keeper }) },
  feedback: { fold: (state, event) => ({ ...state, work: event.work, feedback: occurrenceOf(event) }) },
}

/** Nobody answers for this archive yet. */
export const needsKeeper = (state: Repair): boolean => archiveRule(state) !== undefined && !state.keeper

export const nameKeeper = (state: Repair, keeper: PersonRef | undefined): ArchiveEvent[] => {
  const rule = archiveRule(state)
  return rule && keeper && !state.keeper ? [{ type: 'keeperNamed', keeper, clause: rule.clause }] : []
}

/** Throws BadRequestError for a new unit without what was found and done, where the plan asks for feedback and none is given. */
export function requireFeedback(state: Repair, { cause, done }: Partial<Pick<Told, 'cause' | 'done'>>): void {
  const rule = archiveRule(state)
  if (!rule || state.milestones.repaired) return
  const missing = [
    cause === undefined && fault('cause', `按 ${rule.clause} 要写明原因`, `${rule.clause} asks what was found`),
    done === undefined && fault('done', `按 ${rule.clause} 要写明做了什么`, `${rule.clause} asks what was done`),
  ].filter((problem) => problem !== false)
  if (missing.length > 0) throw new BadRequestError(missing)
}
