import { defined } from '../../../kernel/fields.ts'
import type { Instant } from '../../../kernel/instant.ts'
import type { ServiceRecord } from '../../../knowledge/record.ts'
import type { Origin, PlanRule, ReplacementRule } from '../../../plan/rules.ts'
import type { Repair } from '../../state/repair.ts'

/** One try at mending a unit. `failed`: the customer refused it. */
interface Attempt {
  readonly problem: string
  readonly origin?: Origin
  readonly failed: boolean
}

/**
 * How many repairs of this unit have failed, as a rule counts them. A repair failed when the customer refused it, or when
 * the same problem came back after it. Earlier repairs of the unit count with this one.
 * H16 counts those in a row of one problem: a repair of another problem in between begins anew. Origins that the rule
 * leaves out are not looked at: they neither count nor interrupt.
 */
export const failedRepairs = (
  rule: PlanRule<ReplacementRule>,
  state: Repair,
  history: readonly ServiceRecord[],
): { readonly before: number; readonly now: number } => {
  const earlier = history
    .filter(({ repair, matter }) => repair !== state.id && matter === (state.matter ?? 'fault'))
    .filter(({ reportedAt }) => reportedAt <= state.reportedAt)
    .toSorted((a, b) => (a.reportedAt < b.reportedAt ? -1 : 1))
    .flatMap(attemptsOfRecord)
  return { before: count(rule, earlier), now: count(rule, [...earlier, ...attemptsOfRepair(state)]) }
}

/** The same problem in other letters: case, width, blanks and punctuation do not count. */
export const normaliseProblem = (problem: string): string =>
  problem
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s\p{P}]+/gu, '')

function count(rule: ReplacementRule, all: readonly Attempt[]): number {
  const attempts = all.filter(({ origin }) => !origin || !rule.except?.includes(origin))
  const last = attempts.at(-1)
  const hasFailed = ({ problem, failed }: Attempt, index: number) =>
    failed || attempts.slice(index + 1).some((later) => later.problem === problem)
  const isTheProblem = (attempt: Attempt) => !rule.sameProblem || attempt.problem === last?.problem
  const breaksRow = (attempt: Attempt, index: number) =>
    attempt !== last && !(isTheProblem(attempt) && hasFailed(attempt, index))
  const from = rule.consecutive ? attempts.findLastIndex(breaksRow) + 1 : 0
  return attempts.filter((attempt, index) => index >= from && isTheProblem(attempt) && hasFailed(attempt, index)).length
}

const attemptsOfRecord = ({ repair, problem, origin, failures, repairedAt }: ServiceRecord): Attempt[] => {
  const attempt = { problem: keyOf(problem, repair), ...defined({ origin }) }
  const refused = Array.from({ length: failures }, () => ({ ...attempt, failed: true }))
  return repairedAt ? [...refused, { ...attempt, failed: false }] : refused
}

/** Rounds of one repair are about one problem unless recorded differently; a unit put in meanwhile begins anew. */
function attemptsOfRepair(state: Repair): Attempt[] {
  const since: Instant = state.replacement?.at ?? ''
  const work = state.milestones.repaired && state.solvedBy !== 'replacement' ? state.work : undefined
  const tries = [
    ...(state.failedRepairs ?? []).filter(({ at }) => at > since).map((failure) => ({ ...failure, failed: true })),
    ...(work ? [{ ...work, failed: false }] : []),
  ]
  const latest = tries.findLast(({ problem }) => problem !== undefined)?.problem
  return tries.map(({ problem, origin, failed }) => ({
    problem: keyOf(problem ?? latest, state.id),
    ...defined({ origin }),
    failed,
  }))
}

/** A problem nobody named is like no other. */
const keyOf = (problem: string | undefined, repair: string): string =>
  problem === undefined ? `#${repair}` : normaliseProblem(problem)
