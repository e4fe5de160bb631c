import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { PutCommand, TransactWriteCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { StoreBusyError } from '../../../shared/kernel/errors.ts'
import { toMs } from '../../../shared/kernel/instant.ts'
import type { Audit, AuditEntry } from '../../../shared/ports/audit.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { auditPartition, type Key, onceKey } from './keys.ts'
import { getItem, type Item, jsonOf, queryItems, type Table } from './queries.ts'

/** Whoever comes later than this comes on another day. */
const ONCE_KEPT_S = 3 * 86_400
/** Each further look means that someone else noted the same in the same moment. */
const ATTEMPTS = 5

/** The audit record in the same table. Putting an entry again puts the same. */
export class DynamoAudit implements Audit {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async append(entry: AuditEntry): Promise<void> {
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item: itemOf(entry) }))
  }

  async appendOnce(key: string, entry: AuditEntry): Promise<void> {
    const { client, name: TableName } = this.#table
    const mark = { ...onceKey(key), expiresAt: Math.ceil(toMs(entry.at) / 1000) + ONCE_KEPT_S }
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      if (await getItem(this.#table, onceKey(key), true)) return
      try {
        const TransactItems = [
          { Put: { TableName, Item: mark, ConditionExpression: 'attribute_not_exists(pk)' } },
          { Put: { TableName, Item: itemOf(entry) } },
        ]
        await client.send(new TransactWriteCommand({ TransactItems }))
        return
      } catch (error) {
        if (!(error instanceof TransactionCanceledException)) throw error
      }
    }
    throw new StoreBusyError('The audit record is being written by too many at once; try again')
  }

  async addTo({ count: _, ...entry }: AuditEntry & { readonly count: number }): Promise<void> {
    await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: keyOf(entry),
        UpdateExpression: 'SET entry = if_not_exists(entry, :entry) ADD #count :one',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':entry': JSON.stringify(entry), ':one': 1 },
      }),
    )
  }

  async list(query: { month: string; limit: number; cursor?: string }): Promise<Page<AuditEntry>> {
    const { month, limit, cursor } = query
    const found = await queryItems(
      this.#table,
      {
        KeyConditionExpression: cursor ? 'pk = :pk AND sk < :cursor' : 'pk = :pk',
        ExpressionAttributeValues: { ':pk': auditPartition(month), ...(cursor && { ':cursor': cursor }) },
        ScanIndexForward: false,
      },
      limit + 1,
    )
    const items = found.slice(0, limit).map(entryOf)
    const last = items.at(-1)
    return found.length > limit && last ? { items, cursor: positionOf(last) } : { items }
  }
}

type Placed = Pick<AuditEntry, 'at' | 'id'>
const positionOf = ({ at, id }: Placed): string => `${at}_${id}`
const keyOf = (entry: Placed): Key => ({ pk: auditPartition(entry.at.slice(0, 7)), sk: positionOf(entry) })
/** What adds up stands beside its entry. */
export const itemOf = (entry: AuditEntry): Item => {
  const { count, ...said } = { count: undefined, ...entry }
  return { ...keyOf(entry), entry: JSON.stringify(said), ...(count !== undefined && { count }) }
}
export const entryOf = (item: Item): AuditEntry => ({
  ...jsonOf<AuditEntry>(item, 'entry'),
  ...(typeof item.count === 'number' && { count: item.count }),
})
