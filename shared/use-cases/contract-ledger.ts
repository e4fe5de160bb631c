import type { ContractState } from '../contract/contract.ts'
import {
  advance,
  type Bound,
  bringUp,
  type ContractDecision,
  notePlanned,
  noteRepaired,
  recordFact,
  unsettle,
} from '../contract/decide.ts'
import { linesOf } from '../contract/due.ts'
import type { ContractEvent, RecordedContractEvent } from '../contract/events.ts'
import { type FactEvent, ofContractItself } from '../contract/facts.ts'
import { contractStory } from '../contract/story.ts'
import { contractSubject } from '../contract/subject.ts'
import { boundDocument } from '../directory/binding.ts'
import type { Contract, Directory } from '../directory/directory.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { NotFoundError, StoreBusyError } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import { readerOf } from '../ports/in-memory-directory.ts'
import type { Obligation } from '../promise/obligation.ts'
import { commit } from '../shell/commit.ts'
import type * as story from '../subject/story.ts'
import { boundTo } from './bound.ts'
import { addresseesOf } from './contract-people.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'

/** How often others may be first before we give up; a contract's file is written by a few people. */
const ATTEMPTS = 20

/** More than a contract with thousands of units takes to be recorded, and than others can come in between. */
const MOST_DECISIONS = 500

export type ContractDeps = Pick<
  Deps,
  'store' | 'contracts' | 'plans' | 'clock' | 'metrics' | 'workflow' | 'log' | 'digest'
> & { readonly directory: DirectoryReader }

type RecordDeps = Pick<ContractDeps, 'contracts' | 'store' | 'metrics' | 'clock'>
type Said = Omit<FactEvent, 'seq' | 'at' | 'by'>

/**
 * Records on a contract's file what `next` makes of the facts that are there, and with it who is told; nothing where it gives nothing. What follows from it is
 * left to `refreshContract`, or to the sweeper where nobody comes to that. Throws StoreBusyError when others are always first.
 */
export const appendFact = (
  deps: RecordDeps,
  id: string,
  by: Actor,
  next: (facts: readonly FactEvent[]) => Said | undefined,
  news: readonly ContractEvent[] = [],
): Promise<void> =>
  saveNext(deps, id, async (state) => {
    const said = next(await deps.contracts.facts(id))
    return said && recordFact(id, state, said, by, deps.clock.now(), news)
  })

/** What this contract is bound to is about to change: should nobody come to bring it up to date, the sweeper does. */
export const announceChange = (deps: RecordDeps, id: string): Promise<void> =>
  saveNext(deps, id, async (state) => (state?.unfinished ? undefined : unsettle(id, state, deps.clock.now())))

/** An engineer brought a repair under this contract to an end in that month. The sweeper goes on from there. */
export const appendRepaired = (deps: RecordDeps, id: string, done: Parameters<typeof noteRepaired>[2]): Promise<void> =>
  saveNext(deps, id, async (state) => noteRepaired(id, state, done, deps.clock.now()))

/** Which visit is to settle which work of a contract, as far as that is news to it. */
export const noteVisits = (deps: RecordDeps, id: string, works: Parameters<typeof notePlanned>[1]): Promise<void> =>
  saveNext(deps, id, async (state) => {
    const decided = state && notePlanned(state, works, deps.clock.now())
    return decided && decided.events.length > 0 ? decided : undefined
  })

/** Records what `next` makes of a contract that anything is on record of. */
export const recordOn = (
  deps: RecordDeps,
  id: string,
  next: (state: ContractState) => ContractDecision,
): Promise<void> => saveNext(deps, id, async (state) => state && next(state))

async function saveNext(
  deps: RecordDeps,
  id: string,
  next: (state: ContractState | undefined) => Promise<ContractDecision | undefined>,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decided = await next(await deps.contracts.load(id))
    if (!decided || decided.events.length === 0 || (await save(deps, decided))) return
  }
  throw new StoreBusyError(`Contract ${id} is being changed by too many others at once; try again`)
}

/** Saves the first decision about a contract, with what an earlier version kept of it, or another. False: somebody was first. */
async function save(
  deps: Pick<ContractDeps, 'contracts' | 'store' | 'metrics'>,
  decided: story.Decided<ContractState, RecordedContractEvent>,
): Promise<boolean> {
  const { before, state, events } = decided
  const isFirst = (before?.version ?? 0) === 0
  const kept = isFirst ? await deps.contracts.history(state.id) : []
  const { outcome } = await commit(deps, contractStory, {
    before: isFirst ? undefined : before,
    state,
    events: [...kept, ...events],
  })
  return outcome === 'saved'
}

/**
 * Notes in their files since when these contracts are in the system: what was due before, nobody here can have recorded. To be
 * called before they are put there, with those alone that were not there; may be repeated, the first time counts.
 */
export async function fileContracts(deps: RecordDeps, added: readonly Contract[]): Promise<void> {
  for (const { id, signedOn, deliveredOn, acceptedOn } of added) {
    const dates = { signedOn, ...(deliveredOn && { deliveredOn }), ...(acceptedOn && { acceptedOn }) }
    const filed = { ...ofContractItself('filed'), fact: { type: 'filed', ...dates } } as const
    // One that somebody has recorded something about was here before.
    await appendFact(deps, id, SYSTEM, (facts) => (facts.length > 0 ? undefined : filed))
  }
}

/**
 * To be called before master data are written: notes since when new contracts are here, and of those that are bound otherwise than
 * before that they are to be looked at, so that the sweeper does it should the writer not come to `refreshContracts`.
 */
export async function announceChanges(
  deps: RecordDeps & Pick<ContractDeps, 'plans' | 'log'>,
  after: Directory,
  before: Directory | undefined,
): Promise<void> {
  await fileContracts(deps, addedContracts(after, before))
  if (!before) return
  const documents = await deps.plans()
  const plans = async () => documents
  const { store } = deps
  const old = { plans, store, directory: readerOf(before) }
  const next = { plans, store, directory: readerOf(after) }
  for (const { id } of before.contracts) {
    const [was, is] = [await boundTo(old, id), await boundTo(next, id)]
    if (JSON.stringify(was) !== JSON.stringify(is)) await tryFor(deps, id, () => announceChange(deps, id))
  }
}

/** One contract that cannot be written or read keeps nobody from going on. Whether it worked. */
export async function tryFor(
  { log }: Pick<ContractDeps, 'log'>,
  id: string,
  work: () => Promise<void>,
): Promise<boolean> {
  try {
    await work()
    return true
  } catch (error) {
    log.warn('Contract not brought up to date; the sweeper will, or the next refresh', { contract: id, error })
    return false
  }
}

/** The contracts of a directory that were not in the one before it. */
export const addedContracts = (
  after: Pick<Directory, 'contracts'>,
  before: Pick<Directory, 'contracts'> | undefined,
): readonly Contract[] => {
  const known = new Set(before?.contracts.map(({ id }) => id))
  return after.contracts.filter(({ id }) => !known.has(id))
}

/**
 * Brings a contract's promises in line with its dates, what it binds and what was recorded about it, and has its execution wait
 * for what comes next. Called whenever one of these changes. May be repeated.
 * Throws NotFoundError when there is no such contract, or it names a plan we do not have.
 */
export async function refreshContract(deps: ContractDeps, contractId: string): Promise<void> {
  const subject = contractSubject(contractId)
  const before = await deps.contracts.load(contractId)
  const after = await broughtUp(deps, contractId)
  const isNews = after.version !== before?.version || !(await deps.store.armed(subject))
  if (isNews && contractStory.isAttended(after)) await startOrWake(deps, subject)
}

async function broughtUp(deps: ContractDeps, id: string): Promise<ContractState> {
  for (let attempt = 0; attempt < MOST_DECISIONS; attempt++) {
    const now = deps.clock.now()
    const state = (await deps.contracts.load(id)) ?? newContract(id, now)
    const bound = await boundTo(deps, id)
    if (!bound) throw await notThere(deps, id)
    const decided = advance(state, bound, await addresseesOf(deps, bound), now)
    if (decided.events.length === 0 && state.version > 0) return state
    await save(deps, decided)
  }
  throw new StoreBusyError(`Contract ${id} keeps changing; try again`)
}

const newContract = (id: string, updatedAt: Instant): ContractState => ({
  id,
  version: 0,
  seq: 0,
  updatedAt,
  facts: [],
  papers: [],
})

/** Every contract on file whose plan is loaded, after any of the master data has changed. */
export async function refreshContracts(deps: ContractDeps): Promise<void> {
  const { contracts } = await deps.directory.all()
  const errors: unknown[] = []
  for (const contract of contracts) await refreshLoaded(deps, contract).catch((error: unknown) => errors.push(error))
  if (errors.length > 0) throw new AggregateError(errors, `${errors.length} contracts could not be brought up to date`)
}

/** A contract whose plan is not loaded keeps what is on record. */
export const refreshLoaded = async (deps: ContractDeps, contract: Contract): Promise<void> => {
  if (boundDocument(await deps.plans(), contract)) await refreshContract(deps, contract.id)
}

/** What a contract's lines are now, whatever has been recorded of that yet. */
export async function linesOfContract(
  deps: Pick<ContractDeps, 'contracts' | 'clock'>,
  bound: Bound,
): Promise<readonly Obligation[]> {
  const { id } = bound.contract
  const now = deps.clock.now()
  let state = (await deps.contracts.load(id)) ?? newContract(id, now)
  do state = bringUp(state, bound, now).state
  while (state.unfinished)
  return linesOf(state)
}

async function notThere({ directory }: Pick<ContractDeps, 'directory'>, id: string): Promise<NotFoundError> {
  const contract = await directory.contract(id)
  return new NotFoundError(
    contract
      ? `contract "${id}" names plan ${contract.plan} version ${contract.planVersion}: we have none`
      : `there is no contract "${id}"`,
  )
}
