import type { Contract } from '../directory/directory.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Day } from '../kernel/calendar.ts'
import type { KeptFile } from '../kernel/file-kind.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Agreement } from '../promise/agreement.ts'

/** What was recorded about a contract's clauses of fact, in order: its service file. Append-only. */
export interface FactEvent {
  readonly seq: number
  readonly at: Instant
  readonly by: Actor
  /** The clause and what it needs, as the plan's `evidence` rule names it. */
  readonly clause: string
  readonly need: string
  /** `contract`, or the serial number or site it is about. */
  readonly about: string
  readonly fact: Fact | Agreed | Filed | Moved | TakenBack
}
/** What was said about a document. */
export type Fact =
  | {
      readonly type: 'recorded'
      readonly document: string
      readonly reference?: string
      /** On which day it was done, as whoever recorded it says. Whether it was in time is told by when it was recorded. */
      readonly doneOn?: Day
      /** Its photo or paper, kept beside the contract. */
      readonly file?: KeptFile
      /** When it was done, where its visit says so: that may be recorded a moment later. */
      readonly doneAt?: Instant
    }
  | { readonly type: 'waived'; readonly reason: string }
/** The customer agreed on record that this time planned work may be done until the end of a later day; the next keeps its own. */
export interface Agreed extends Agreement {
  readonly type: 'agreed'
  readonly until: Day
}
/** The days from which papers and payments count. */
export type ContractDates = Pick<Contract, 'signedOn' | 'deliveredOn' | 'acceptedOn'>

/** The contract came into the system, with these dates. It is about no clause. */
interface Filed extends ContractDates {
  readonly type: 'filed'
}

/** The contract was moved to another version of its plan, whose earlier one needed these: `clause/need`. About no clause itself. */
interface Moved {
  readonly type: 'moved'
  readonly needed: readonly string[]
}

/** About the contract itself and none of its clauses, under a name of its own. */
export const ofContractItself = <T extends 'filed' | 'moved'>(need: T) =>
  ({ clause: 'contract', need, about: 'contract' }) as const

/** Earlier versions left both words empty. */
export const readFact = <T extends Pick<FactEvent, 'clause' | 'fact'>>(kept: T): T =>
  kept.clause === '' && (kept.fact.type === 'filed' || kept.fact.type === 'moved')
    ? { ...kept, ...ofContractItself(kept.fact.type) }
    : kept

/** It came here, or to another version. */
export const isOfContractItself = ({ fact }: Pick<FactEvent, 'fact'>): boolean =>
  fact.type === 'filed' || fact.type === 'moved'

/** A fact was recorded by mistake, says a manager: its paper stands as it would without. About the same paper. */
export interface TakenBack {
  readonly type: 'takenBack'
  /** The sequence number of that fact. */
  readonly taken: number
  readonly reason: string
  /** What counts from now on, where the same was recorded again. */
  readonly stands?: FactEvent
}

/** What is left of the record once what was taken back is. */
export function standingFacts(facts: readonly FactEvent[]): readonly FactEvent[] {
  const taken = new Set(facts.flatMap(({ fact }) => (fact.type === 'takenBack' ? [fact.taken] : [])))
  return facts.filter(({ seq, fact }) => fact.type !== 'takenBack' && !taken.has(seq))
}

/**
 * Why nobody can say whether what was due then, as `clause/need`, was there in time: it was due before the contract came into the
 * system, also by the dates that it had then – an earlier day that is entered later excuses nothing –, or before it was moved
 * to the version that first asks for it. `dueBy`: when it would be due by other dates.
 */
export const ofBefore = (
  facts: readonly FactEvent[],
  key: string,
  dueAt: Instant,
  dueBy: (dates: ContractDates) => Instant | undefined,
): FactEvent | undefined =>
  facts.find(({ at, fact }) => {
    if (dueAt >= at) return false
    if (fact.type === 'filed') return (dueBy(fact) ?? at) < at
    return fact.type === 'moved' && !fact.needed.includes(key)
  })

/** The paper, or the time of planned work, that a fact is about: as `Paper.key` spells it. */
export const paperKey = ({ clause, need, about }: Pick<FactEvent, 'clause' | 'need' | 'about'>): string =>
  `${clause}/${need}/${about}`

/** When what an event records was done. */
export const doneAtOf = ({ at, fact }: Pick<FactEvent, 'at' | 'fact'>): Instant =>
  (fact.type === 'recorded' ? fact.doneAt : undefined) ?? at
