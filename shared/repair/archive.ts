import type { PersonRef } from '../kernel/actor.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import { type ArchiveRule, type PlanRule, rulesOf } from '../plan/rules.ts'
import type { Action } from './actions.ts'
import type { RecordedEvent, RepairEvent } from './events.ts'
import { factOf } from './state/reach.ts'
import type { Repair } from './state/repair.ts'

// C25: the archive (档案) opens with the report, has a keeper who answers for it, and closes (销案) on the engineer's feedback
// alone: what was found, what was done. A repair that is over without it stays on the list of whoever had it until it is given.

type ArchiveEvent = Extract<RecordedEvent, { type: 'keeperNamed' | 'feedback' }>

const archiveRule = ({ plan }: Pick<Repair, 'plan'>): PlanRule<ArchiveRule> | undefined => rulesOf(plan, 'archive')[0]

/** Nobody answers for this archive yet. */
export const needsKeeper = (state: Repair): boolean => archiveRule(state) !== undefined && !state.keeper

export const nameKeeper = (state: Repair, keeper: PersonRef | undefined): RepairEvent[] => {
  const rule = archiveRule(state)
  return rule && keeper && !state.keeper ? [{ type: 'keeperNamed', keeper, clause: rule.clause }] : []
}

/** One of ours had it when it was withdrawn, and nobody has said what was found and done. What nobody had needs no feedback. */
export const awaitsFeedback = (state: Repair): boolean =>
  state.closed?.how === 'withdrawn' &&
  archiveRule(state) !== undefined &&
  state.assignee !== undefined &&
  !state.milestones.repaired &&
  !state.feedback

/** When the archive was closed: with the repair, or with the feedback that was still missing then. */
export const archivedAt = (state: Repair): Instant | undefined =>
  awaitsFeedback(state) ? undefined : (state.feedback?.at ?? state.closed?.at)

/** Throws BadRequestError for a new unit without what was found and done, where the plan asks for feedback and none is given. */
export function requireFeedback(state: Repair, { cause, done }: Extract<Action, { type: 'replaceUnit' }>): void {
  const rule = archiveRule(state)
  if (!rule || state.milestones.repaired) return
  const missing = [
    cause === undefined && fault('cause', `按 ${rule.clause} 要写明原因`, `${rule.clause} asks what was found`),
    done === undefined && fault('done', `按 ${rule.clause} 要写明做了什么`, `${rule.clause} asks what was done`),
  ].filter((problem) => problem !== false)
  if (missing.length > 0) throw new BadRequestError(missing)
}

export const applyArchive = (state: Repair, event: ArchiveEvent): Repair =>
  event.type === 'keeperNamed'
    ? { ...state, keeper: event.keeper }
    : { ...state, work: event.work, feedback: factOf(event) }
