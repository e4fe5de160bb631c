import type { ContractState } from '../contract/contract.ts'
import { entryIn, versionOf } from '../directory/change.ts'
import type { Contract } from '../directory/directory.ts'
import type { Actor } from '../kernel/actor.ts'
import { addDays, type Day, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, type Fault, fault, StoreBusyError } from '../kernel/errors.ts'
import { clausesWith, type PlanDocument } from '../plan/document.ts'
import type { EvidenceNeed } from '../plan/rules/evidence.ts'
import type { Deps } from './deps.ts'
import { editDirectory } from './edit-directory.ts'

// Whoever records a delivery or an acceptance says on which day it was. The day goes into the master data, from which warranty, papers,
// planned work and payments count; taken back, it leaves them.

const FIELDS = { delivered: 'deliveredOn', accepted: 'acceptedOn' } as const
type Field = (typeof FIELDS)[keyof typeof FIELDS]
interface About {
  readonly clause: string
  readonly need: string
}

/** A day that was longer ago is the manager's to say: much may count from it. */
const MOST_DAYS_BACK = 7
const ATTEMPTS = 8

/** Which day of the contract recording this says. */
export const dayField = (document: PlanDocument, { clause, need }: About): Field | undefined => {
  const needs = clausesWith(document, 'evidence')
    .filter((rule) => rule.clause === clause)
    .flatMap((rule): readonly EvidenceNeed[] => rule.needs)
  const sets = needs.find(({ id }) => id === need)?.sets
  return sets && FIELDS[sets]
}

interface Said {
  readonly contract: Contract
  readonly document: PlanDocument
  readonly which: About
  readonly doneOn: Day | undefined
  readonly timezone: string
  readonly by: Actor
}

/** Throws BadRequestError for a day that cannot be, or is not theirs to say; and where a day of the contract is needed and none given. */
export async function refuseDay(deps: Deps, said: Said): Promise<void> {
  const field = dayField(said.document, said.which)
  const found = faultIn(said, field, dayOf(deps.clock.now(), said.timezone))
  if (found) throw new BadRequestError([found])
  // What else it would make wrong in the master data is told before anything is recorded.
  if (field && said.doneOn !== undefined)
    await setDay(deps, said.contract.id, { field, day: said.doneOn }, said.by, true)
}

function faultIn({ contract, doneOn, by }: Said, field: Field | undefined, today: Day): Fault | undefined {
  if (doneOn !== undefined && doneOn > today)
    return fault('doneOn', '日期还没到，办完再登记', 'is still to come: record it once it is done')
  if (!field) return undefined
  if (doneOn === undefined) return fault('doneOn', '请写明是哪一天', 'say on which day it was')
  if (field === 'acceptedOn' && contract.deliveredOn === undefined)
    return fault(
      'need',
      '还没有登记供货：先登记供货，再登记验收',
      'the delivery is not on record yet: record that first',
    )
  const first = (field === 'acceptedOn' && contract.deliveredOn) || contract.signedOn
  if (doneOn < first)
    return fault(
      'doneOn',
      `不会早于 ${first}：那天才签订或交货`,
      `cannot be before ${first}, when it was signed or delivered`,
    )
  const known = contract[field]
  if (known !== undefined && known !== doneOn)
    return fault(
      'doneOn',
      `合同上已写明 ${known}；要更正，请经理撤回原登记或修改主数据`,
      `the contract says ${known}: to correct it, a manager takes back what was recorded, or changes the master data`,
    )
  if (known === undefined && !by.manager && doneOn < addDays(today, -MOST_DAYS_BACK))
    return fault(
      'doneOn',
      `早于 ${MOST_DAYS_BACK} 天前的日期要由经理登记`,
      `a day more than ${MOST_DAYS_BACK} days ago is recorded by a manager`,
    )
  return undefined
}

/**
 * Writes what was recorded into the master data, where they do not say so yet: after a process that died in between as well. Asked
 * each time that the contract moves, so nothing else is read where they do.
 */
export async function followDays(
  deps: Deps,
  { facts }: ContractState,
  contract: Contract,
  document: PlanDocument,
): Promise<void> {
  for (const { fact, by, ...which } of facts) {
    const day = fact.type === 'recorded' ? fact.doneOn : undefined
    const field = day === undefined ? undefined : dayField(document, which)
    if (field && day !== undefined && contract[field] === undefined) await setDay(deps, contract.id, { field, day }, by)
  }
}

/** Where that day stands and no other was given since. */
export const unsetDay = (deps: Deps, id: string, said: SaidDay, by: Actor): Promise<void> =>
  change(deps, id, by, 'unset', (entry) => {
    if (entry[said.field] !== said.day) return entry
    const { [said.field]: _, ...rest } = entry
    return rest as Contract
  })

export interface SaidDay {
  readonly field: Field
  readonly day: Day
}

const setDay = (deps: Deps, id: string, { field, day }: SaidDay, by: Actor, dryRun = false): Promise<void> =>
  change(deps, id, by, 'set', (entry) => (entry[field] === undefined ? { ...entry, [field]: day } : entry), dryRun)

const REASONS = { set: '合同登记 / recorded on the contract', unset: '撤回合同登记 / taken back on the contract' }

async function change(
  deps: Deps,
  id: string,
  actor: Actor,
  why: keyof typeof REASONS,
  next: (entry: Contract) => Contract,
  dryRun = false,
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const entry = entryIn(await deps.directory.all(), 'contracts', id) as Contract | undefined
    if (!entry || next(entry) === entry) return
    const read = { list: 'contracts', id, version: versionOf(deps, entry), reason: REASONS[why] } as const
    const who = { role: actor.manager ? 'manager' : actor.kind, actor }
    if ((await editDirectory(deps, who, { ...read, entry: next(entry) }, dryRun)).outcome !== 'stale') return
  }
  throw new StoreBusyError('The master data are being changed by too many others at once; try again')
}
