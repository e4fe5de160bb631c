import { durationMs, type Instant, later } from '../kernel/instant.ts'
import type { ContractState, Paper } from './contract.ts'
import { paperKey } from './facts.ts'
import { withoutLongOver } from './repaired.ts'

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
  const left = papers.filter(({ key }) => !over.has(key))
  const repaired = withoutLongOver(state.repaired, left.map(needOf), updatedAt)
  const kept = { ...state, ...(repaired && { repaired }) }
  if (over.size === 0) return kept
  return {
    ...kept,
    papers: left,
    facts: facts.filter((fact) => !over.has(paperKey(fact))),
    past: [...past, ...over],
  }
}

const isOver = ({ work, dueAt, endedAt }: Paper, until: Instant): boolean =>
  work !== undefined && endedAt !== undefined && endedAt < until && dueAt < until

const needOf = ({ key }: Pick<Paper, 'key'>): string => key.split('/')[1] ?? ''
