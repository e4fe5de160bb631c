import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { defined } from '../../../shared/kernel/fields.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Ledger, LinesQuery, RatedBy, TallyBy, TallyScope } from '../../../shared/ports/ledger.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { positionOf, sumOf, tallyOf } from '../../../shared/promise/lines.ts'
import { aroundMonths } from '../../../shared/promise/months.ts'
import type { Month, Obligation, Tally } from '../../../shared/promise/obligation.ts'
import { getItems, putItems } from './batches.ts'
import { obligationItem } from './items.ts'
import {
  customerLinesPartition,
  duePartition,
  OBLIGATION,
  obligationKey,
  subjectIn,
  subjectPartition,
  tallyPartition,
} from './keys.ts'
import { type Item, jsonOf, queryItems, queryShards, type Table, textOf } from './queries.ts'
import { BOARD_INDEX, CLAUSE_INDEX, ENGINEER_INDEX, WAITING_INDEX } from './table.ts'

/** The promise ledger in the same table. What is asked by customer, due instant, clause or engineer comes from an index, which may lag by a moment. */
export class DynamoLedger implements Ledger {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async due(query: { from: Instant; to: Instant; limit: number; cursor?: string }): Promise<Page<Obligation>> {
    const items = await queryShards(
      this.#table,
      'gsi2sk',
      (shard) => ({
        IndexName: WAITING_INDEX,
        KeyConditionExpression: 'gsi2pk = :pk AND gsi2sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': duePartition(shard), ...boundsOf(query) },
      }),
      query.limit + 1,
    )
    return pageOf(items, query.limit)
  }

  async tally({ by, id, month }: { by: TallyBy; id: string; month: Month }): Promise<Tally> {
    if (by === 'customer') return tallyOf(await this.#ofCustomerIn(id, month))
    return sumOf(
      (await this.#entries(by, id, month)).map(({ outcome, lateMs }) => ({
        state: outcome as Obligation['state'],
        count: 1,
        worstLateMs: Number(lateMs),
      })),
    )
  }

  async lines({ by, id, month, state, limit, cursor }: LinesQuery): Promise<Page<Obligation>> {
    const fits = (place: string, is: unknown) => (state === undefined || is === state) && (!cursor || place < cursor)
    if (by === 'customer') {
      const lines = (await this.#ofCustomerIn(id, month)).filter((line) => fits(positionOf(line), line.state))
      return latestOf(lines, limit)
    }
    // An index shows what is counted; the lines of the page are read by its keys.
    const entries = (await this.#entries(by, id, month))
      .map((item) => ({
        place: placeOf(by, item),
        outcome: item.outcome,
        pk: textOf(item, 'pk'),
        sk: textOf(item, 'sk'),
      }))
      .filter(({ place, outcome }) => fits(place, outcome))
      .toSorted((a, b) => (a.place < b.place ? 1 : -1))
    const shown = entries.slice(0, limit).map(({ pk, sk }) => ({ pk, sk }))
    const page = latestOf((await getItems(this.#table, shown)).map(lineOf), limit)
    const last = entries[limit - 1]
    return entries.length > limit && last ? { ...page, cursor: last.place } : page
  }

  /** What an index holds of a clause's or engineer's lines of a month. */
  #entries(by: 'clause' | 'engineer', id: string, month: Month): Promise<readonly Item[]> {
    const { index, key } = COUNTED_IN[by]
    return queryItems(this.#table, {
      IndexName: index,
      KeyConditionExpression: `${key}pk = :pk`,
      ExpressionAttributeValues: { ':pk': tallyPartition(by, id, month) },
    })
  }

  /** A month begins and ends where the customer is, so it is asked for with a margin. */
  async #ofCustomerIn(customer: string, month: Month): Promise<readonly Obligation[]> {
    const lines = await this.#lines(customer, aroundMonths({ first: month, last: month }))
    return lines.map(lineOf).filter((line) => line.month === month)
  }

  async tallies({ by, customer, from, to, months, clause }: TallyScope & { by: RatedBy }) {
    const lines = (await this.#lines(customer, { from, to })).map(lineOf)
    const counted = lines.filter(
      (line) =>
        (months === undefined || (line.month >= months.first && line.month <= months.last)) &&
        (clause === undefined || line.clause === clause),
    )
    return [...Map.groupBy(counted, (line) => line[by])].map(([id, some]) => ({
      ...defined({ id }),
      tally: tallyOf(some),
    }))
  }

  async ofCustomer(query: {
    customer?: string
    from: Instant
    to: Instant
    limit: number
    cursor?: string
  }): Promise<Page<Obligation>> {
    return pageOf(await this.#lines(query.customer, query, query.limit + 1), query.limit)
  }

  #lines(customer: string | undefined, bounds: { from: Instant; to: Instant; cursor?: string }, limit?: number) {
    return queryItems(
      this.#table,
      {
        IndexName: BOARD_INDEX,
        KeyConditionExpression: 'gsi1pk = :pk AND gsi1sk BETWEEN :from AND :to',
        ExpressionAttributeValues: { ':pk': customerLinesPartition(customer), ...boundsOf(bounds) },
      },
      limit,
    )
  }

  async ofSubject(subject: Subject): Promise<readonly Obligation[]> {
    const items = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
      ExpressionAttributeValues: { ':pk': subjectPartition(subject), ':kind': OBLIGATION },
      ConsistentRead: true,
    })
    return items.map(lineOf).toSorted((a, b) => (positionOf(a) < positionOf(b) ? -1 : 1))
  }

  async put(obligations: readonly Obligation[]): Promise<void> {
    await putItems(this.#table, obligations.map(obligationItem))
  }

  async remove(obligations: readonly Obligation[]): Promise<void> {
    for (const line of obligations) {
      await this.#table.client.send(new DeleteCommand({ TableName: this.#table.name, Key: obligationKey(line) }))
    }
  }
}

const COUNTED_IN = {
  clause: { index: CLAUSE_INDEX, key: 'gsi3' },
  engineer: { index: ENGINEER_INDEX, key: 'gsi4' },
} as const

/** `positionOf` a line, by its entry in an index. */
const placeOf = (by: keyof typeof COUNTED_IN, item: Item): string => {
  const id = `${subjectIn(textOf(item, 'pk'))}/${textOf(item, 'sk').slice(OBLIGATION.length)}`
  return positionOf({ dueAt: textOf(item, `${COUNTED_IN[by].key}sk`), id })
}

const latestOf = (lines: readonly Obligation[], limit: number): Page<Obligation> => {
  const items = lines.toSorted((a, b) => (positionOf(a) < positionOf(b) ? 1 : -1)).slice(0, limit)
  const last = items.at(-1)
  return lines.length > limit && last ? { items, cursor: positionOf(last) } : { items }
}

const lineOf = (item: Item): Obligation => jsonOf<Obligation>(item, 'line')

/**
 * Positions begin with the due instant and go on: those of `[from, to)` lie between the two as texts. A blank sorts before all
 * that an id can go on with, so what follows a cursor begins with it.
 */
const boundsOf = ({ from, to, cursor }: { from: Instant; to: Instant; cursor?: string }) => {
  const after = cursor && cursor > from ? `${cursor} ` : from
  return { ':from': after, ':to': after > to ? after : to }
}

const pageOf = (items: readonly Item[], limit: number): Page<Obligation> => {
  const lines = items.slice(0, limit).map(lineOf)
  const last = lines.at(-1)
  return items.length > limit && last ? { items: lines, cursor: positionOf(last) } : { items: lines }
}
