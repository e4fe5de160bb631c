import { ConditionalCheckFailedException } from '@aws-sdk/client-dynamodb'
import { type DynamoDBDocumentClient, GetCommand, QueryCommand, type QueryCommandInput } from '@aws-sdk/lib-dynamodb'
import { ChengnuoError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { type Key, SHARD_NUMBERS } from './keys.ts'
import { WAITING_INDEX } from './table.ts'

/** The table holds something that this program did not write. */
export class TableContentError extends ChengnuoError {
  override readonly name = 'TableContentError'
}

/** Where the adapter works: the client to use and the table's name. */
export interface Table {
  readonly client: DynamoDBDocumentClient
  readonly name: string
}

export type Item = Record<string, unknown>

/** DynamoDB refuses a longer sort key, as it does a partition key of twice that. No key of ours is longer, so none is looked up. */
const LONGEST_KEY_BYTES = 1024
const isTooLong = (value: unknown): boolean => typeof value === 'string' && Buffer.byteLength(value) > LONGEST_KEY_BYTES

export async function getItem({ client, name }: Table, key: Key, ConsistentRead: boolean): Promise<Item | undefined> {
  if (isTooLong(key.pk) || isTooLong(key.sk)) return undefined
  const { Item } = await client.send(new GetCommand({ TableName: name, Key: key, ConsistentRead }))
  return Item
}

/** All items of the query, or the first `limit`. One answer of DynamoDB holds at most 1 MB: asks on until it has enough. */
export async function queryItems(
  { client, name }: Table,
  query: Omit<QueryCommandInput, 'TableName'>,
  limit = Number.POSITIVE_INFINITY,
): Promise<readonly Item[]> {
  if (Object.values(query.ExpressionAttributeValues ?? {}).some(isTooLong)) return []
  const found: Item[] = []
  let start: QueryCommandInput['ExclusiveStartKey']
  do {
    const page = await client.send(
      new QueryCommand({
        TableName: name,
        ...query,
        ...(Number.isFinite(limit) && { Limit: limit - found.length }),
        ExclusiveStartKey: start,
      }),
    )
    found.push(...(page.Items ?? []))
    start = page.LastEvaluatedKey
  } while (start !== undefined && found.length < limit)
  return found
}

/** The first `limit` items over all shards of one list, in the order of `sortKey`. */
export async function queryShards(
  table: Table,
  sortKey: string,
  queryOf: (shard: number) => Omit<QueryCommandInput, 'TableName'>,
  limit: number,
  order: 'ascending' | 'descending' = 'ascending',
): Promise<readonly Item[]> {
  const ScanIndexForward = order === 'ascending'
  const shards = await Promise.all(
    SHARD_NUMBERS.map((shard) => queryItems(table, { ...queryOf(shard), ScanIndexForward }, limit)),
  )
  const merged = shards.flat().sort((a, b) => (textOf(a, sortKey) < textOf(b, sortKey) ? -1 : 1))
  return (ScanIndexForward ? merged : merged.reverse()).slice(0, limit)
}

export function textOf(item: Item, attribute: string): string {
  const value = item[attribute]
  if (typeof value === 'string') return value
  throw new TableContentError(`item ${String(item.pk)} ${String(item.sk)}: ${attribute} is missing or not a text`)
}

/** What has been waiting in a list since before this instant. */
export const waitingIn = (partition: string, before: Instant) => ({
  IndexName: WAITING_INDEX,
  KeyConditionExpression: 'gsi2pk = :pk AND gsi2sk < :before',
  ExpressionAttributeValues: { ':pk': partition, ':before': before },
})

/** Whether a conditional write was made; `false`: its condition does not hold any more. */
export async function unlessRefused(write: () => Promise<unknown>): Promise<boolean> {
  try {
    await write()
    return true
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false
    throw error
  }
}

/** A value kept as JSON text. What it holds was written by this adapter, so its shape is trusted. */
export const jsonOf = <T>(item: Item, attribute: string): T => JSON.parse(textOf(item, attribute)) as T
