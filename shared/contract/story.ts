import { isOpen, isOverdue } from '../promise/promised.ts'
import type { Story } from '../subject/story.ts'
import type { ContractState } from './contract.ts'
import { isAttended, linesOf, nextAt } from './due.ts'
import type { RecordedContractEvent } from './events.ts'
import { fold } from './evolve.ts'
import { messagesOf } from './messages.ts'
import { withoutPast } from './past.ts'
import { CONTRACT } from './subject.ts'

/** The board that lists every contract that anything is on record of. */
const CONTRACTS = 'contracts'

/** A contract, from its signature on: the papers and names that its clauses of fact owe the customer. */
export const contractStory: Story<ContractState, RecordedContractEvent> = {
  kind: CONTRACT,
  write: withoutPast,
  read: (kept) => kept as ContractState,
  fold,
  messages: messagesOf,
  lines: linesOf,
  holds: () => [],
  entry: ({ id, terms, papers }) => ({
    board: CONTRACTS,
    position: id,
    summary: {
      id,
      ...(terms && { customer: terms.customer, plan: terms.plan }),
      open: papers.filter(isOpen).length,
      missing: papers.filter(isOverdue).length,
    },
  }),
  isAttended,
  nextAt,
  goesOn: ({ unfinished }) => unfinished === true,
  waitsFor: (state) => (isAttended(state) ? 'papers' : 'done'),
  figures: (events) => events.flatMap(({ type }) => (type === 'paperLate' ? (['ClocksBroken'] as const) : [])),
}
