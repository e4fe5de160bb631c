import type { Actor } from '../kernel/actor.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { How } from '../promise/agreement.ts'
import type { RecordedEvent } from '../repair/events.ts'
import type { RepairUnit } from '../repair/state/repair.ts'
import type { SignedPaper, Work } from '../repair/state/work.ts'

export interface WorkDone extends Work {
  readonly at: Instant
  readonly how: 'phone' | 'visit' | 'factory' | 'replacement' | 'withdrawn'
}

export interface LoanerLent {
  readonly serial: string
  readonly name: string
  readonly lentAt: Instant
  readonly returnedAt?: Instant
}

export interface Confirmation {
  readonly at: Instant
  readonly by: Actor
  /** Whose word a colleague of ours recorded. */
  readonly onBehalf?: string
  readonly how?: How
  /** The paper that was signed. */
  readonly paper?: SignedPaper
  readonly rating?: number
  readonly comment?: string
}

/** N16: the unit was sent in by agreement. */
export interface SentIn {
  readonly at: Instant
  readonly verdict?: string
  readonly handling?: string
  readonly agreedBy?: string
}

/** The unit that was reported, as it was then, where a new one has taken its place since. */
export const replacedUnitOf = (history: readonly RecordedEvent[]): RepairUnit | undefined => {
  const replaced = history.findIndex(({ type }) => type === 'unitReplaced')
  const before = history.slice(0, Math.max(replaced, 0))
  return before.findLast((event) => event.type === 'opened' || event.type === 'identified')?.subject.unit
}

export const worksOf = (history: readonly RecordedEvent[]): WorkDone[] => {
  let sentIn = false
  return history.flatMap((event): WorkDone[] => {
    if (event.type === 'sentIn') sentIn = true
    if (event.type === 'notFixed') sentIn = false
    if (event.type === 'solvedRemotely') return [{ ...event.work, at: event.at, how: 'phone' }]
    if (event.type === 'repaired') return [{ ...event.work, at: event.at, how: sentIn ? 'factory' : 'visit' }]
    if (event.type === 'unitReplaced' && event.work) return [{ ...event.work, at: event.at, how: 'replacement' }]
    if (event.type === 'feedback') return [{ ...event.work, at: event.at, how: 'withdrawn' }]
    return []
  })
}

export const loanersOf = (history: readonly RecordedEvent[]): LoanerLent[] => {
  const lent: LoanerLent[] = []
  let reserved: { serial: string; name: string } | undefined
  for (const event of history) {
    if (event.type === 'loanerReserved') reserved = { serial: event.serial, name: event.name }
    if (event.type === 'loanerLent' && reserved) lent.push({ ...reserved, lentAt: event.at })
    const last = lent.at(-1)
    if (event.type === 'loanerReturned' && last) lent.splice(-1, 1, { ...last, returnedAt: event.at })
  }
  return lent
}

export const confirmationOf = (history: readonly RecordedEvent[]): Confirmation | undefined => {
  const event = history.findLast((each) => each.type === 'confirmed')
  if (!event) return undefined
  const { at, by, onBehalf, how, paper, rating, comment } = event
  return defined({ at, by, onBehalf, how, paper, rating, comment })
}

export const sentInOf = (history: readonly RecordedEvent[]): SentIn | undefined => {
  const event = history.findLast((each) => each.type === 'sentIn')
  if (!event) return undefined
  const { at, verdict, handling, agreedBy } = event
  return defined({ at, verdict, handling, agreedBy })
}
