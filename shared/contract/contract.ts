import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Way } from '../plan/rules/recurring.ts'
import type { AskingHours } from '../promise/asking-hours.ts'
import type { Obligation } from '../promise/obligation.ts'
import type { Climbed, Reminded } from '../promise/reminding.ts'
import type { State } from '../subject/story.ts'
import type { FactEvent } from './facts.ts'
import type { Repaired } from './repaired.ts'

/**
 * A promise of a contract at work: one paper or name that a clause of fact asks for, for the contract, a site or a unit; or one time that
 * planned work is due. What is the same for all of a contract stands in its terms.
 */
export interface Paper
  extends Omit<
      Obligation,
      'id' | 'clause' | 'plan' | 'planVersion' | 'what' | 'customer' | 'contract' | 'repair' | 'upgrade' | 'notice'
    >,
    Reminded {
  /** `clause/need/about`, unique within the contract. */
  readonly key: string
  /** Planned work, and how the customer is met; absent: a paper. */
  readonly work?: Way
  /** The visit, or call, that is to settle it. */
  readonly visit?: PaperVisit
}

/** What a contract knows of a visit to it; the visit knows the rest. */
export interface PaperVisit {
  readonly id: string
  /** By when it was due, as the visit knows it. */
  readonly dueAt: Instant
  /** When it is agreed for. */
  readonly at?: Instant
  /** It was given up, or this left out of it, by somebody: none is opened by itself again. */
  readonly over?: true
}

/**
 * A stage of payment that the customer owes us (H20). It is never a breach of ours, and no line of the ledger: it stands beside the
 * papers, so that somebody asks for it.
 */
export interface Payment {
  /** `clause/stage`, unique within the contract. */
  readonly key: string
  readonly dueAt: Instant
  /** Since when it is known here to be due then. */
  readonly since: Instant
  /** `notRecorded`: due before the contract came here, or was moved to a version that says so. */
  readonly state: 'open' | 'pastDue' | 'paid' | 'waived' | 'notRecorded' | 'fallenAway'
  /** From when on manager and customer are to be told of it, where the plan wants that. */
  readonly noticeAt?: Instant
  /** What they were told last: nobody is told so twice. */
  readonly told?: PaymentTold
}

/** Who was told that a stage of payment is due when. */
export interface PaymentTold {
  readonly dueAt: Instant
  readonly name: Text
  readonly upToPercent: number
  /** How much it is, where the price of the contract is known. */
  readonly amountFen?: number
  readonly people: readonly { readonly id: string; readonly name: string }[]
  /** At the customer's; absent: nobody there has an address. */
  readonly contact?: { readonly id: string; readonly name: string }
}

/** What a contract was last seen bound to, and how its people are asked. */
export interface Terms extends AskingHours {
  readonly customer: string
  readonly customerName: string
  readonly plan: string
  readonly planVersion: number
  /** The sites that it binds, by id. */
  readonly sites: readonly string[]
}

/** The state of a contract's promises: a fold of its events (see `evolve.ts`). */
export interface ContractState extends State {
  /** Absent before anybody has looked. */
  readonly terms?: Terms
  /** Of each paper the first fact that stands, and when the contract came here and was moved; without the documents' own words. */
  readonly facts: readonly FactEvent[]
  readonly papers: readonly Paper[]
  /** Since when each site has been under the contract, as far as we were told. */
  readonly sites?: Readonly<Record<string, Instant>>
  /** Keys of planned work that ended long ago: the ledger has its lines, the log its events. */
  readonly past?: readonly string[]
  /** Repairs of the months that may still be asked about (C29). */
  readonly repaired?: Repaired
  /** What the customer owes us, beside what we owe them. */
  readonly payments?: readonly Payment[]
  /** When people were asked about what is late. */
  readonly late?: Climbed
  /** The same about what the customer has not paid. */
  readonly chased?: Climbed
  /** More has changed than one decision holds, or nobody has looked yet at what follows from a fact, or from what it is bound to: the next goes on. */
  readonly unfinished?: true
}

export const isPastDue = ({ state }: Payment): boolean => state === 'pastDue'
export const isUnpaid = ({ state }: Payment): boolean => state === 'open' || state === 'pastDue'
