import { type Subject, subjectOf } from '../kernel/subject.ts'

/** The kind of subject that reinforced duty is: one for each of the customer's important periods, at each place that it is promised for. */
export const DUTY = 'duty'
export const dutySubject = (id: string): Subject => subjectOf(DUTY, id)

/** What a duty is for. */
export interface DutyKey {
  readonly contract: string
  readonly clause: string
  /** The rule of the clause. */
  readonly rule: string
  /** The period on the customer's calendar. */
  readonly entry: string
  /** A site, or `contract`. */
  readonly about: string
}

/** Named by what it is for, and not counted: whoever plans it twice plans one. */
export const dutyId = ({ contract, clause, rule, entry, about }: DutyKey): string =>
  [contract, clause, `${rule}-${entry}`, about].join('~')

/** The board of all of them, by when they end. */
export const DUTIES = 'duties'
