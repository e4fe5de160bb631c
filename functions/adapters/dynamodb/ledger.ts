import { DeleteCommand } from '@aws-sdk/lib-dynamodb'
import { defined } from '../../../shared/kernel/fields.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Ledger, RatedBy, TallyBy, TallyScope } from '../../../shared/ports/ledger.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { positionOf, sumOf, tallyOf } from '../../../shared/promise/lines.ts'
import type { Month, Obligation, Tally } from '../../../shared/promise/obligation.ts'
import { putItems } from './batches.ts'
import { obligationItem } from './items.ts'
import {
  customerLinesPartition,
  duePartition,
  OBLIGATION,
  obligationKey,
  subjectPartition,
  tallyPartition,
} from './keys.ts'
import { type Item, jsonOf, queryItems, queryShards, type Table } from './queries.ts'
import { BOARD_INDEX, CLAUSE_INDEX, ENGINEER_INDEX, WAITING_INDEX } from './table.ts'

/** No zone is further from UTC. */
const ZONE_MS = 14 * 3_600_000

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
    const key = by === 'clause' ? 'gsi3pk' : 'gsi4pk'
    const items = await queryItems(this.#table, {
      IndexName: by === 'clause' ? CLAUSE_INDEX : ENGINEER_INDEX,
      KeyConditionExpression: `${key} = :pk`,
      ExpressionAttributeValues: { ':pk': tallyPartition(by, id, month) },
    })
    return sumOf(
      items.map(({ outcome, lateMs }) => ({
        state: outcome as Obligation['state'],
        count: 1,
        worstLateMs: Number(lateMs),
      })),
    )
  }

  /** A month begins and ends where the customer is, so it is asked for with a margin. */
  async #ofCustomerIn(customer: string, month: Month): Promise<readonly Obligation[]> {
    const [year = 0, number = 1] = month.split('-').map(Number)
    const [begin, end] = [startOf(year, number), startOf(year, number + 1)]
    const lines = await this.#lines(customer, { from: later(begin, -ZONE_MS), to: later(end, ZONE_MS) })
    return lines.map(lineOf).filter((line) => line.month === month)
  }

  async tallies({ by, customer, from, to, month }: TallyScope & { by: RatedBy }) {
    const lines = (await this.#lines(customer, { from, to })).map(lineOf)
    const counted = lines.filter((line) => month === undefined || line.month === month)
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

const lineOf = (item: Item): Obligation => jsonOf<Obligation>(item, 'line')

const startOf = (year: number, month: number): Instant => new Date(Date.UTC(year, month - 1, 1)).toISOString()

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
