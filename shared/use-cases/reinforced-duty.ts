import { plan as decide } from '../duty/decide.ts'
import { type Duty, type DutyOf, isOver } from '../duty/duty.ts'
import { type DutyPlan, planFaults, wordsOf } from '../duty/plan.ts'
import { dutyStory } from '../duty/story.ts'
import { dutyId, dutySubject } from '../duty/subject.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { aboutOf, needOf, type Which } from '../evidence/papers.ts'
import type { Actor, PersonRef } from '../kernel/actor.ts'
import { addDays, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault, nobody, StoreBusyError } from '../kernel/errors.ts'
import { PLAN_OF_DUTY } from '../plan/rules/duty.ts'
import { commit } from '../shell/commit.ts'
import type { Requester } from './audit.ts'
import { refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { dutyOfWork, loadDuty, seenOf } from './duties.ts'
import { layAgain, layerOf, layOver } from './duty-layer.ts'
import { recordOnContract, worksOf } from './record-on-contract.ts'
import { startOrWake } from './start-subject.ts'

/** How often others may be first with it. */
const ATTEMPTS = 8

/**
 * Records the plan of reinforced duty (H7, N13), once nobody is missing at any time of it. Whoever is there is paged first meanwhile: a
 * layer over the roster on record, which falls back to the rotation when it ends, or when they are on leave. Said twice it changes
 * nothing; said otherwise, the roster follows, and so it does when the days move (see `duty-plot.ts`). Undefined: no such contract.
 * Throws BadRequestError with what is missing: the promise of the plan stays open, and the roster as it was.
 */
export async function planDuty(
  deps: Deps,
  who: Requester,
  contract: string,
  which: Which,
  plan: DutyPlan,
): Promise<ContractFile | undefined> {
  if (!(await deps.directory.contract(contract))) return undefined
  // What was recorded for other days is to be known for what it is.
  await refreshContract(deps, contract)
  const of = await dutyOf(deps, contract, which)
  const made = { ...plan, people: await peopleOf(deps, plan) }
  const faults = planFaults(plan, of, of.timezone)
  if (faults.length > 0) throw new BadRequestError(faults)
  await laidFirst(deps, who.actor, of, plan)
  const duty = await saved(deps, who.actor, of, made)
  await layAgain(deps, duty)
  await startOrWake(deps, dutySubject(duty.id))
  const days = `${dayOf(of.from, of.timezone)} 至 ${addDays(dayOf(of.to, of.timezone), -1)}`
  const document = wordsOf(made, { name: of.name, days, timezone: of.timezone })
  return recordOnContract(deps, contract, which, { type: 'recorded', document }, who.actor, { onDuty: true })
}

/** Throws BadRequestError for what is no plan of reinforced duty that is owed for the days as they are now. */
async function dutyOf(deps: Deps, contract: string, which: Which): Promise<DutyOf> {
  const key = dutyOfWork(contract, which)
  const seen = key?.part === PLAN_OF_DUTY ? await seenOf(deps, key) : undefined
  const works = (await worksOf(deps, contract)).filter(({ line }) => {
    const one = dutyOfWork(contract, { clause: line.clause, need: needOf(line), about: aboutOf(line) })
    return key && one?.part === PLAN_OF_DUTY && dutyId(one) === dutyId(key)
  })
  const [last] = works.toSorted((one, other) => (one.line.dueAt > other.line.dueAt ? -1 : 1))
  if (!seen || typeof seen === 'string' || !last || needOf(last.line) !== which.need)
    throw new BadRequestError([fault('need', '没有要交的保障方案', 'there is no plan of reinforced duty to be made')])
  if (seen.to <= deps.clock.now()) throw new BadRequestError([fault('need', '这几天已经过去了', 'these days are over')])
  return seen
}

/** Everybody by name. Throws BadRequestError for whoever is not on file. */
async function peopleOf({ directory }: Deps, { shifts, deputies }: DutyPlan): Promise<readonly PersonRef[]> {
  const ids = [...new Set([...shifts.map(({ person }) => person), ...deputies])]
  const people = await Promise.all(ids.map(async (id) => ({ id, name: (await directory.person(id))?.name })))
  const missing = people.flatMap(({ id, name }) => (name === undefined ? [nobody('shifts', id)] : []))
  if (missing.length > 0) throw new BadRequestError(missing)
  return people.map(({ id, name }) => ({ id, name: name ?? id }))
}

/** The roster says first whether it takes it: where it does not, it is as it was. */
async function laidFirst(deps: Deps, by: Actor, of: DutyOf, { shifts }: DutyPlan): Promise<void> {
  const id = dutyId(of)
  const before = await loadDuty(deps, id)
  const layer = { duty: id, roster: of.roster, reason: of.name, shifts }
  try {
    await layOver(deps, by, layer)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    await layOver(deps, by, before && !isOver(before) ? layerOf(before) : { ...layer, shifts: [] })
    throw error
  }
}

async function saved(deps: Deps, by: Actor, of: DutyOf, made: Parameters<typeof decide>[3]): Promise<Duty> {
  const id = dutyId(of)
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const decision = decide(id, await loadDuty(deps, id), of, made, by, deps.clock.now())
    if (decision.events.length === 0) return decision.state
    const { outcome, state } = await commit(deps, dutyStory, decision)
    if (outcome === 'saved') return state
  }
  throw new StoreBusyError('The plan is being changed by too many others at once; try again')
}
