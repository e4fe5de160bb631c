import { describe, expect, test } from 'vitest'
import { loadPlans } from '../../infra/plans.ts'
import { durationMs } from '../../shared/kernel/instant.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { pageWindowMs } from '../../shared/promise/ladder.ts'
import { RENEW_AFTER } from '../../shared/shell/execution.ts'
import type { State } from '../../workflows/definition.ts'
import { EVENTS_OF, EVENTS_OF_FAILED_ATTEMPT, HISTORY_LIMIT } from '../../workflows/policies/history.ts'
import { synthesizeDefinition } from '../../workflows/synthesize.ts'

const { States, StartAt } = synthesizeDefinition()
const plans = loadPlans()

const eventsOf = (state: State): number => {
  if (state.Type === 'Task') return state.Resource.endsWith('.waitForTaskToken') ? EVENTS_OF.wait : EVENTS_OF.task
  return state.Type === 'Choice' ? EVENTS_OF.choice : EVENTS_OF.end
}

/** Names of the states from Advance through one wait and back to Advance. */
const loopThrough = (wait: string): string[] => {
  const advance = States[StartAt]
  const choice = advance?.Type === 'Task' ? advance.Next : undefined
  if (choice === undefined || States[choice]?.Type !== 'Choice') throw new Error('Advance does not lead to a choice')
  return [StartAt, choice, wait]
}
const waits = Object.keys(States).filter((name) => name.startsWith('Await'))
const eventsOfLoop = (wait: string): number =>
  loopThrough(wait).reduce((sum, name) => {
    const state = States[name]
    return sum + (state === undefined ? 0 : eventsOf(state))
  }, 0)

/** How often a page that nobody acknowledges moves on in so much time, with so many people to ask. */
const pagesWithin = (plan: Plan, time: number, people: number): number => {
  let pages = 0
  for (let passed = 0; passed < time; pages += 1) {
    passed += pageWindowMs(plan.escalation, pages % people, Math.floor(pages / people))
  }
  return pages
}

/**
 * Loops of a bad case: nobody ever acknowledges, every clock warns at every share and breaks, no loaner is free so stock is
 * looked at every hour, and people act on the record hundreds of times all the same.
 */
const loopsWithin = (plan: Plan, time: number): number => {
  const PEOPLE_TO_ASK = 20
  const ACTIONS = 300
  const loaner = time / durationMs('PT1H')
  return pagesWithin(plan, time, PEOPLE_TO_ASK) + plan.clocks.length * (plan.warnAt.length + 1) + loaner + ACTIONS
}

describe('history budget', () => {
  test.each(waits)('a loop through %s takes 3 transitions and 13 events', (wait) => {
    expect(loopThrough(wait)).toHaveLength(3)
    expect(eventsOfLoop(wait)).toBe(13)
  })

  test.each(plans)(
    'plan $id: an execution is renewed long before its history is full, every task failing once a loop',
    (plan) => {
      const perLoop = 13 + EVENTS_OF_FAILED_ATTEMPT.task + EVENTS_OF_FAILED_ATTEMPT.wait
      const events = EVENTS_OF.start + loopsWithin(plan, durationMs(RENEW_AFTER)) * perLoop + EVENTS_OF.end
      expect(events).toBeLessThan(0.8 * HISTORY_LIMIT)
    },
  )

  // Version 2 slows down to one page a day; repairs that were opened under version 1 still need it.
  const rapid = plans.filter(({ version }) => version === 1)
  test.each(rapid)('plan $id, version 1: without renewal, a year of unanswered pages would overflow it', (plan) => {
    expect(pagesWithin(plan, durationMs('P365D'), 3) * 13).toBeGreaterThan(HISTORY_LIMIT)
  })
})
