import { expect, it } from 'vitest'
import { subjectOf } from '../../shared/kernel/subject.ts'
import { advance } from '../../shared/shell/advance.ts'
import { commit } from '../../shared/shell/commit.ts'
import type { Plot } from '../../shared/shell/deps.ts'
import type { State } from '../../shared/subject/story.ts'
import { World } from '../support/world.ts'

const NOW = '2026-11-20T01:00:00.000Z'
const SUBJECT = subjectOf('contract', 'MANY')

/** Due at once until so many decisions were made, one event each. */
const dueUntil = (decisions: number, goesOn: boolean): Plot => ({
  kind: 'contract',
  write: (state) => state,
  read: (kept) => kept as State,
  fold: () => undefined,
  messages: () => [],
  lines: () => [],
  holds: () => [],
  entry: ({ id }) => ({ board: 'contracts', position: id, summary: {} }),
  isAttended: () => true,
  nextAt: ({ seq }) => (seq < decisions ? NOW : undefined),
  goesOn: () => goesOn,
  waitsFor: () => 'papers',
  figures: () => [],
  advance: async (_deps, state) => ({
    before: state,
    state: { ...state, seq: state.seq + 1 },
    events: state.seq < decisions ? [{ type: 'decided', seq: state.seq + 1, at: NOW, by: { kind: 'system' } }] : [],
  }),
  pageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  messageFailed: async (_deps, state) => ({ before: state, state, events: [] }),
  isStillSo: () => true,
  managers: async () => [],
})

async function runsOf(decisions: number, goesOn: boolean) {
  const world = await World.start(NOW)
  const plot = dueUntil(decisions, goesOn)
  const deps = { ...world.host.deps, plots: { contract: plot } }
  const state = { id: 'MANY', version: 0, seq: 1, updatedAt: NOW }
  await commit(deps, plot, {
    before: undefined,
    state,
    events: [{ type: 'decided', seq: 1, at: NOW, by: { kind: 'system' } }],
  })
  const run = () => advance(deps, { subject: SUBJECT, execution: 'contract-MANY-1', startedAt: NOW })
  return { run, seq: async () => plot.read((await deps.store.load(SUBJECT)) ?? {}).seq }
}

it('what is too much for the decisions of one run goes on in the next, a second later', async () => {
  const { run, seq } = await runsOf(70, true)
  expect((await run()).waitSeconds).toBe(1)
  expect(await seq()).toBe(51)
  expect((await run()).waitSeconds).toBeGreaterThan(3600)
  expect(await seq()).toBe(70)
})

it('what keeps being due and is not more than fits is a circle, and told as such', async () => {
  const { run } = await runsOf(70, false)
  await expect(run()).rejects.toThrow('keeps being due')
})
