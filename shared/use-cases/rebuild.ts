import { noticeStory } from '../advisory/notice-story.ts'
import { noticeSubject } from '../advisory/subject.ts'
import { linesOf } from '../contract/due.ts'
import { fold } from '../contract/evolve.ts'
import { contractSubject } from '../contract/subject.ts'
import { boundDocument } from '../directory/binding.ts'
import { monthNumber, numberedMonth } from '../kernel/month.ts'
import { isSameRecord } from '../knowledge/record.ts'
import type { Obligation } from '../promise/obligation.ts'
import { fold as foldRepair } from '../repair/evolve.ts'
import { repairSubject } from '../repair/holds.ts'
import { obligationsOf } from '../repair/lines.ts'
import { recordOf } from '../repair/service-record.ts'
import type { Repair } from '../repair/state/repair.ts'
import { differenceOf, refreshLines } from '../shell/in-line.ts'
import { upgradeSubject } from '../upgrade/state/subject.ts'
import { upgradeStory } from '../upgrade/story.ts'
import { endedIn } from '../visit/summary.ts'
import { noticeIds } from './advisories.ts'
import { rowsOf } from './board-rows.ts'
import { type ContractDeps, refreshLoaded } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { listAdvice } from './suggestions.ts'
import { upgradeHistory, upgradeIds } from './upgrades.ts'
import { loadVisit, visitRows } from './visits.ts'

export type LedgerDeps = ContractDeps & Pick<Deps, 'plots' | 'repairs' | 'ledger' | 'records' | 'shelf'>

export interface Rebuilt {
  readonly repairs: number
  readonly contracts: number
  readonly upgrades: number
  /** Lines and records that were written or taken out. */
  readonly changed: number
}

/**
 * Derives the promise ledger, the service records and the lists of suggestions anew from the events of every repair, contract, upgrade and
 * visit, and corrects what is stored. May run at any time and again.
 */
export async function rebuild(deps: LedgerDeps): Promise<Rebuilt> {
  const [repairs, { contracts }] = [await repairIds(deps), await deps.directory.all()]
  let changed = 0
  for (const id of repairs) changed += (await refreshLines(deps, repairSubject(id))) + (await refreshRecord(deps, id))
  for (const contract of contracts) {
    await refreshLoaded(deps, contract)
    changed += await refreshLines(deps, contractSubject(contract.id))
  }
  const upgrades = await upgradeIds(deps)
  for (const id of upgrades) changed += await refreshLines(deps, upgradeSubject(id))
  for (const id of await noticeIds(deps)) changed += await refreshLines(deps, noticeSubject(id))
  await listAgain(deps)
  return { repairs: repairs.size, contracts: contracts.length, upgrades: upgrades.length, changed }
}

/** What customers were advised is on the list of their site, whichever version the visit ended under. */
async function listAgain(deps: LedgerDeps): Promise<void> {
  for (const month of monthsUntil(deps.clock.now()))
    for await (const { row } of visitRows(deps, { board: endedIn(month) })) {
      const visit = await loadVisit(deps, row.id)
      if (visit?.suggestions) await listAdvice(deps, visit)
    }
}

/** Names what is stored otherwise than the events say, such as `repair/261120-0001/R6/responded/1`. Empty: nothing is. */
export async function check(deps: LedgerDeps): Promise<readonly string[]> {
  const wrong: string[] = []
  for (const id of await repairIds(deps)) {
    const repair = await folded(deps, id)
    const { put, remove } = await differenceOf(deps, repairSubject(id), repair ? obligationsOf(repair) : [])
    wrong.push(...[...put, ...remove].map((line) => line.id))
    if (repair && !(await isRecorded(deps, repair))) wrong.push(`${repairSubject(id)}: service record`)
  }
  for (const contract of (await deps.directory.all()).contracts) {
    const { id, plan, planVersion } = contract
    if (!boundDocument(await deps.plans(), contract)) {
      wrong.push(`${contractSubject(id)}: its plan ${plan} version ${planVersion} is not loaded`)
      continue
    }
    const { put, remove } = await differenceOf(deps, contractSubject(id), await recordedLines(deps, id))
    wrong.push(...[...put, ...remove].map((line) => line.id))
  }
  for (const id of await upgradeIds(deps)) {
    const upgrade = upgradeStory.fold(id, await upgradeHistory(deps, id))
    const { put, remove } = await differenceOf(deps, upgradeSubject(id), upgrade ? upgradeStory.lines(upgrade) : [])
    wrong.push(...[...put, ...remove].map((line) => line.id))
  }
  for (const id of await noticeIds(deps)) {
    const notice = noticeStory.fold(id, await deps.store.history(noticeSubject(id)))
    const { put, remove } = await differenceOf(deps, noticeSubject(id), notice ? noticeStory.lines(notice) : [])
    wrong.push(...[...put, ...remove].map((line) => line.id))
  }
  return wrong
}

/** What the events of a contract say. */
async function recordedLines({ contracts }: LedgerDeps, id: string): Promise<readonly Obligation[]> {
  const state = fold(id, await contracts.history(id))
  return state ? linesOf(state) : []
}

/** Writes a repair's record until it says what the events say, and makes it be found by its words. */
async function refreshRecord(deps: LedgerDeps, id: string): Promise<number> {
  for (let changed = 0; ; changed = 1) {
    const repair = await folded(deps, id)
    if (!repair) return changed
    if (await isRecorded(deps, repair)) {
      await deps.records.index(recordOf(repair))
      return changed
    }
    await deps.records.put(recordOf(repair))
  }
}

const folded = async ({ repairs }: Pick<Deps, 'repairs'>, id: string): Promise<Repair | undefined> =>
  foldRepair(await repairs.history(id))

async function isRecorded({ records }: LedgerDeps, repair: Repair): Promise<boolean> {
  const stored = await records.ofRepair(repair.id)
  return stored !== undefined && isSameRecord(stored, recordOf(repair))
}

/** Longer than any repair can have been on record. */
const YEARS = 10

/** Open ones first: one that is closed meanwhile is then met on its month's board. */
async function repairIds(deps: LedgerDeps): Promise<ReadonlySet<string>> {
  const ids = new Set<string>()
  const boards = [
    { status: 'open' } as const,
    ...monthsUntil(deps.clock.now()).map((month) => ({ status: 'closed', month }) as const),
  ]
  for (const board of boards) for await (const { id } of rowsOf(deps, board)) ids.add(id)
  return ids
}

/** Months (UTC) as boards name them, the latest first. */
const monthsUntil = (now: string): readonly string[] =>
  Array.from({ length: YEARS * 12 }, (_, back) => numberedMonth(monthNumber(now.slice(0, 7)) - back))
