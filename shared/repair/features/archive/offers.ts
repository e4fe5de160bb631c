import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import { type ArchiveRule, type PlanRule, rulesOf } from '../../../plan/rules.ts'
import { isSomeoneElses, type Repair } from '../../state/repair.ts'
import type { Offers } from '../feature.ts'
import type { Told } from '../work.ts'

// C25: the archive (档案) opens with the report, has a keeper who answers for it, and closes (销案) on the engineer's feedback
// alone: what was found, what was done. A repair that is over without it stays on the list of whoever had it until it is given.

export type ArchiveAction = { type: 'feedback' } & Omit<Told, 'parts' | 'suggestions'>

export const offers: Offers<ArchiveAction> = {
  feedback: {
    name: text('反馈处理情况', 'Give feedback'),
    role: 'engineer',
    part: 'organise',
    // C25: the keeper asks whoever had it, and records what they say.
    isAsked: (repair, actor) => repair.keeper?.id === actor.id && isSomeoneElses(repair, actor),
    isAllowed: (repair) => awaitsFeedback(repair),
  },
}

export const archiveRule = ({ plan }: Pick<Repair, 'plan'>): PlanRule<ArchiveRule> | undefined =>
  rulesOf(plan, 'archive')[0]

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
