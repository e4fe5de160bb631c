import type { LoanerUnit } from '../directory/directory.ts'
import { normaliseSerial } from '../directory/serial.ts'
import { idOf } from '../kernel/subject.ts'
import type { DirectoryReader } from '../ports/directory.ts'
import type { Page, SubjectStore } from '../ports/store.ts'
import type { RecordedEvent } from '../repair/events.ts'
import { holdOfCall, holdOfLoaner, holdOfNumber, holdOfUnit, repairSubject } from '../repair/holds.ts'
import { readState } from '../repair/kept-state.ts'
import { namesAlone } from '../repair/names-alone.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { RepairSummary } from '../repair/summary.ts'

/** `open`, oldest report first; `closed`, one month of reports (`2026-11`, UTC), newest first. */
export type RepairQuery =
  | { status: 'open'; limit: number; cursor?: string }
  | { status: 'closed'; month: string; limit: number; cursor?: string }

/** Repairs by whatever leads to them. */
export interface Repairs {
  load(id: string): Promise<Repair | undefined>
  /** The service archive, in order. */
  history(id: string): Promise<readonly RecordedEvent[]>
  list(query: RepairQuery): Promise<Page<RepairSummary>>
  ofCall(callId: string): Promise<string | undefined>
  /** `unit` as in `unitHeld`. */
  openOfUnit(unit: string): Promise<string | undefined>
  /** The latest repair that a number we do not know has opened, open or closed; `number` as in `numberHeld`. */
  latestOfNumber(number: string): Promise<string | undefined>
  /** The open repair that holds this loaner. */
  ofLoaner(serial: string): Promise<string | undefined>
  freeLoaners(): Promise<readonly LoanerUnit[]>
  /** Every loaner and the repair that holds it. */
  loaners(): Promise<readonly { readonly loaner: LoanerUnit; readonly repairId?: string }[]>
}

type Source = { readonly store: SubjectStore; readonly directory: Pick<DirectoryReader, 'loaners'> }

export function repairsIn({ store, directory }: Source): Repairs {
  const holderOf = async (hold: string): Promise<string | undefined> => {
    const subject = await store.holderOf(hold)
    return subject && idOf(subject)
  }
  const loaners: Repairs['loaners'] = async () => {
    const [all, held] = await Promise.all([directory.loaners(), store.held('loaner')])
    return all.map((loaner) => {
      const subject = held.get(normaliseSerial(loaner.serial))
      return { loaner, ...(subject && { repairId: idOf(subject) }) }
    })
  }
  return {
    async load(id) {
      const kept = await store.load(repairSubject(id))
      return kept && readState(kept)
    },
    history: async (id) => (await store.history(repairSubject(id))).map(namesAlone) as readonly RecordedEvent[],
    list: async (query) => (await store.list(boardOf(query))) as Page<RepairSummary>,
    ofCall: (callId) => holderOf(holdOfCall(callId)),
    openOfUnit: (unit) => holderOf(holdOfUnit(unit)),
    latestOfNumber: (number) => holderOf(holdOfNumber(number)),
    ofLoaner: (serial) => holderOf(holdOfLoaner(serial)),
    loaners,
    freeLoaners: async () =>
      (await loaners()).flatMap(({ loaner, repairId }) => (repairId === undefined ? loaner : [])),
  }
}

const boardOf = ({ limit, cursor, ...query }: RepairQuery): Parameters<SubjectStore['list']>[0] => ({
  ...(query.status === 'open' ? { board: 'open', order: 'ascending' } : { board: query.month, order: 'descending' }),
  limit,
  ...(cursor && { cursor }),
})
