import { defined } from '../kernel/fields.ts'
import { kindOf } from '../kernel/subject.ts'
import type { Change, Feed } from '../ports/feed.ts'
import { REPAIR } from '../repair/holds.ts'
import { positionOf, type RepairSummary } from '../repair/summary.ts'
import { rowsOf } from './board-rows.ts'
import type { Deps } from './deps.ts'

const AT_A_TIME = 500

type Sources = Pick<Deps, 'repairs'> & { readonly feed: Pick<Feed, 'read'> }

/** All open repairs, and from where on their changes are told. */
export interface WholeBoard {
  readonly rows: readonly RepairSummary[]
  readonly next: string
}

/**
 * All open repairs, read once; from then on the feed tells what has moved since somebody last asked. Of ten thousand, few have,
 * and a row that has not is the same object: what is derived from it need not be derived again.
 */
export class KeptBoard {
  readonly #sources: Sources
  #rows = new Map<string, RepairSummary>()
  /** How far the rows follow the feed. */
  #cursor: string | undefined
  #turn: Promise<unknown> = Promise.resolve()

  constructor(sources: Sources) {
    this.#sources = sources
  }

  /** As of now, in the order of the board. One reader after the other: what an earlier one was told never overtakes what came later. */
  async read(): Promise<WholeBoard> {
    const read = this.#turn.then(() => this.#follow())
    this.#turn = read.catch(() => undefined)
    return read
  }

  async #follow(): Promise<WholeBoard> {
    for (let isBehind = true; isBehind; ) {
      const told = await this.#sources.feed.read({ limit: AT_A_TIME, ...defined({ after: this.#cursor }) })
      if (told === 'unknown') {
        this.#cursor = undefined
        continue
      }
      // Asked before the rows are read: what is saved meanwhile is told next time.
      if (this.#cursor === undefined) this.#rows = await this.#readAnew()
      for (const change of told.items) this.#take(change)
      if (told.items.length > 0) this.#rows = inOrder(this.#rows)
      this.#cursor = told.cursor
      isBehind = told.more
    }
    return { rows: [...this.#rows.values()], next: this.#cursor ?? '' }
  }

  async #readAnew(): Promise<Map<string, RepairSummary>> {
    const rows = new Map<string, RepairSummary>()
    for await (const row of rowsOf(this.#sources, { status: 'open' })) rows.set(row.id, row)
    return rows
  }

  #take({ subject, summary }: Change): void {
    if (kindOf(subject) !== REPAIR) return
    const row = summary as RepairSummary
    if (row.stage === 'closed') this.#rows.delete(row.id)
    else this.#rows.set(row.id, row)
  }
}

/** A report that came in later may be of earlier. */
function inOrder(rows: Map<string, RepairSummary>): Map<string, RepairSummary> {
  const positions = [...rows.values()].map(positionOf)
  const isInOrder = positions.every((position, at) => at === 0 || (positions[at - 1] ?? '') < position)
  if (isInOrder) return rows
  return new Map([...rows].sort(([, one], [, other]) => (positionOf(one) < positionOf(other) ? -1 : 1)))
}
