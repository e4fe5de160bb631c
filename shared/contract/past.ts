import { durationMs, type Instant, later } from '../kernel/instant.ts'
import type { ContractState, Paper } from './contract.ts'
import type { FactEvent } from './facts.ts'

/** So long after its end planned work is still looked at: a fact may be taken back. */
const KEPT_FOR = 'PT2160H'

/**
 * The state as it is kept. Of planned work that ended long ago no more than its name stays, so that it is never planned again: a contract
 * of many years is no larger than one of a few. What it was, its lines and the log say.
 */
export function withoutPast(state: ContractState): ContractState {
  const { papers, facts, past = [], updatedAt } = state
  const until = later(updatedAt, -durationMs(KEPT_FOR))
  const over = new Set(papers.filter((paper) => isOver(paper, until)).map(({ key }) => key))
  if (over.size === 0) return state
  return {
    ...state,
    papers: papers.filter(({ key }) => !over.has(key)),
    facts: facts.filter((fact) => !over.has(keyOf(fact))),
    past: [...past, ...over],
  }
}

const isOver = ({ work, dueAt, endedAt }: Paper, until: Instant): boolean =>
  work !== undefined && endedAt !== undefined && endedAt < until && dueAt < until

const keyOf = ({ clause, need, about }: Pick<FactEvent, 'clause' | 'need' | 'about'>): string =>
  `${clause}/${need}/${about}`
