import { StoreBusyError } from '../kernel/errors.ts'
import { kindOf, type Subject, subjectOf } from '../kernel/subject.ts'
import { isSameRecord } from '../knowledge/record.ts'
import type { SaveResult, Taken } from '../ports/store.ts'
import { changedObligations } from '../promise/lines.ts'
import type { Decided, State, Story, Take } from '../subject/story.ts'
import type { Plot, ShellDeps } from './deps.ts'

/**
 * Each conflict means that someone else's save went through, so this bounds how many may overtake one writer. A hundred
 * people calling about one unit in the same second are more than a hundred times rarer than two.
 */
const ATTEMPTS = 100

type Saving = Pick<ShellDeps, 'store' | 'metrics'>

/** Saves a decision with its messages, lines and holds: all or nothing. `take`: what it takes hold of besides what follows from the state. */
export async function commit<S extends State, E extends object>(
  { store, metrics }: Saving,
  story: Story<S, E>,
  { before, state: decided, events }: Decided<S, E>,
  take: readonly Take[] = [],
): Promise<SaveResult & { readonly state: S }> {
  const expectedVersion = before?.version ?? 0
  const state = { ...decided, version: expectedVersion + 1 }
  const held = holdsOf(story, before, state)
  const result = await store.save({
    subject: subjectOf(story.kind, state.id),
    expectedVersion,
    at: state.updatedAt,
    state: story.write(state),
    events,
    effects: story.messages(events, before, state),
    take: [...take, ...held.take],
    release: held.release,
    lines: changedObligations(before ? story.lines(before) : [], story.lines(state)),
    ...recordOf(story, before, state),
    entry: story.entry(state),
    isAttended: story.isAttended(state),
  })
  if (result.outcome === 'saved') for (const figure of story.figures(events)) metrics.count(figure)
  return { ...result, state }
}

export type Changed<S> = { readonly state: S; readonly saved: boolean } | Taken

/** It was not to be decided now: why, and how it stood then. */
export interface Refused<S, R> {
  readonly refused: R
  readonly state: S
}
type Maybe<T> = T | Promise<T>

/**
 * Load, decide, save; on a conflict load and decide again. Undefined: no such subject. An empty decision saves nothing, and a refusal
 * says what it stood against.
 */
export async function change<S extends State, E extends object>(
  deps: Saving,
  story: Story<S, E>,
  id: string,
  decide: (state: S) => Maybe<Decided<S, E>>,
  take?: readonly Take[],
): Promise<Changed<S> | undefined>
export async function change<S extends State, E extends object, R>(
  deps: Saving,
  story: Story<S, E>,
  id: string,
  decide: (state: S) => Maybe<Decided<S, E> | { readonly refused: R }>,
  take?: readonly Take[],
): Promise<Changed<S> | Refused<S, R> | undefined>
export async function change<S extends State, E extends object, R>(
  deps: Saving,
  story: Story<S, E>,
  id: string,
  decide: (state: S) => Maybe<Decided<S, E> | { readonly refused: R }>,
  take: readonly Take[] = [],
): Promise<Changed<S> | Refused<S, R> | undefined> {
  const subject = subjectOf(story.kind, id)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const kept = await deps.store.load(subject)
    if (!kept) return undefined
    const state = story.read(kept)
    const decided = await decide(state)
    if ('refused' in decided) return { refused: decided.refused, state }
    if (decided.events.length === 0) return { state, saved: false }
    const result = await commit(deps, story, decided, take)
    if (result.outcome === 'saved') return { state: result.state, saved: true }
    if (result.outcome !== 'conflict') return result
  }
  throw new StoreBusyError(`${subject} is being changed by too many others at once; try again`)
}

/** Tells the execution that waits for this subject to ask what is due now. It need not succeed: the sweeper finds what was missed. */
export async function wake(deps: Pick<ShellDeps, 'store' | 'workflow' | 'log'>, subject: Subject): Promise<void> {
  try {
    const armed = await deps.store.armed(subject)
    if (armed) await deps.workflow.wake(armed.token)
  } catch (error) {
    deps.log.warn('Wake-up failed; the sweeper will repeat it', { subject, error })
  }
}

/** The story of a subject. Throws RangeError for a kind that nobody tells. */
export function plotOf({ plots }: Pick<ShellDeps, 'plots'>, subject: Subject): Plot {
  const plot = plots[kindOf(subject)]
  if (!plot) throw new RangeError(`Nobody tells the story of ${subject}`)
  return plot
}

/** Undefined: no such subject. */
export async function loadState(
  deps: Pick<ShellDeps, 'plots' | 'store'>,
  subject: Subject,
): Promise<State | undefined> {
  const kept = await deps.store.load(subject)
  return kept && plotOf(deps, subject).read(kept)
}

/** What it has from now on, and what no longer. */
function holdsOf<S extends State>(story: Story<S, never>, before: S | undefined, after: S) {
  const [old, now] = [before ? story.holds(before) : [], story.holds(after)]
  const isIn = (holds: readonly Take[], { hold }: Take) => holds.some((one) => one.hold === hold)
  return {
    take: now.filter((one) => !isIn(old, one)),
    release: old.filter((one) => !isIn(now, one)).map(({ hold }) => hold),
  }
}

function recordOf<S extends State>(story: Story<S, never>, before: S | undefined, after: S) {
  const record = story.record?.(after)
  if (!record) return {}
  const known = before && story.record?.(before)
  return known && isSameRecord(known, record) ? {} : { record }
}
