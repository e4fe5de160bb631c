import {
  BatchGetCommand,
  type BatchGetCommandInput,
  BatchWriteCommand,
  type BatchWriteCommandInput,
} from '@aws-sdk/lib-dynamodb'
import { ChengnuoError } from '../../../shared/kernel/errors.ts'
import type { Key } from './keys.ts'
import type { Item, Table } from './queries.ts'

/** DynamoDB kept leaving part of a batch undone. */
export class BatchUnfinishedError extends ChengnuoError {
  override readonly name = 'BatchUnfinishedError'
}

// Limits of DynamoDB. What it leaves undone under load is asked for again: 8 attempts, 50, 100, 200 … ms apart, 6.4 s at most.
const PUTS_PER_BATCH = 25
const GETS_PER_BATCH = 100
const ATTEMPTS = 8
const FIRST_PAUSE_MS = 50

/** Puts all items, in any order. @throws BatchUnfinishedError */
export async function putItems({ client, name }: Table, items: readonly Item[]): Promise<void> {
  for (const batch of chunks(items, PUTS_PER_BATCH)) {
    let rest: BatchWriteCommandInput['RequestItems'] = { [name]: batch.map((Item) => ({ PutRequest: { Item } })) }
    await untilDone(async () => {
      const { UnprocessedItems } = await client.send(new BatchWriteCommand({ RequestItems: rest }))
      rest = UnprocessedItems ?? {}
      return Object.keys(rest).length === 0
    })
  }
}

/** The items that exist, in any order. @throws BatchUnfinishedError */
export async function getItems(
  { client, name }: Table,
  keys: readonly Key[],
  ConsistentRead = false,
): Promise<readonly Item[]> {
  const found: Item[] = []
  for (const Keys of chunks(keys, GETS_PER_BATCH)) {
    let rest: BatchGetCommandInput['RequestItems'] = { [name]: { Keys, ConsistentRead } }
    await untilDone(async () => {
      const { Responses, UnprocessedKeys } = await client.send(new BatchGetCommand({ RequestItems: rest }))
      found.push(...(Responses?.[name] ?? []))
      rest = UnprocessedKeys ?? {}
      return Object.keys(rest).length === 0
    })
  }
  return found
}

async function untilDone(attempt: () => Promise<boolean>): Promise<void> {
  for (let attempts = 0; attempts < ATTEMPTS; attempts++) {
    if (attempts > 0) await new Promise((resolve) => setTimeout(resolve, FIRST_PAUSE_MS * 2 ** (attempts - 1)))
    if (await attempt()) return
  }
  throw new BatchUnfinishedError(`DynamoDB left part of a batch undone ${ATTEMPTS} times`)
}

const chunks = <T>(values: readonly T[], size: number): T[][] =>
  Array.from({ length: Math.ceil(values.length / size) }, (_, index) => values.slice(index * size, (index + 1) * size))
