import {
  DynamoDBClient,
  IdempotentParameterMismatchException,
  ProvisionedThroughputExceededException,
  ThrottlingException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb'
import {
  BatchGetCommand,
  BatchWriteCommand,
  DynamoDBDocumentClient,
  GetCommand,
  QueryCommand,
  TransactWriteCommand,
  UpdateCommand,
} from '@aws-sdk/lib-dynamodb'
import { mockClient } from 'aws-sdk-client-mock'
import 'aws-sdk-client-mock-vitest/extend'
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest'
import { BatchUnfinishedError, putItems } from '../../functions/adapters/dynamodb/batches.ts'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { TableContentError } from '../../functions/adapters/dynamodb/queries.ts'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import {
  aCall,
  aCommit,
  aDirectory,
  anArm,
  anEffect,
  aRepair,
  minute,
  START,
  theUnit,
} from '../support/repair-fixtures.ts'

const dynamo = mockClient(DynamoDBDocumentClient)
const client = DynamoDBDocumentClient.from(new DynamoDBClient({ region: 'local' }))
const table = { client, name: 'table' }
const store = new DynamoSubjectStore(table)
const repair = aRepair()
const effect = anEffect(repair, 1)

const about = { message: 'from DynamoDB', $metadata: {} }
const cancelled = (...reasons: (string | { Code: string; holder: string })[]) =>
  new TransactionCanceledException({
    ...about,
    CancellationReasons: reasons.map((reason) =>
      typeof reason === 'string' ? { Code: reason } : { Code: reason.Code, Item: { repairId: { S: reason.holder } } },
    ),
  })
const FAILED = 'ConditionalCheckFailed'

// The plan has been kept long ago: what is tried here is the save itself.
beforeAll(async () => {
  dynamo.onAnyCommand().resolves({})
  await store.save(aCommit(repair))
})
beforeEach(() => dynamo.reset())

describe('a cancelled transaction', () => {
  // In this order: HEAD, STATE, LOG, the call, the unit claimed, the unit released.
  const commit = aCommit(repair, { take: [aCall('call-1'), theUnit('U-1')], release: ['unit/U-2'] })
  const save = (error: Error) => {
    dynamo.on(TransactWriteCommand).rejects(error)
    return store.save(commit)
  }

  it('is a conflict when the version has moved on or another transaction is at work', async () => {
    expect(await save(cancelled(FAILED, 'None', 'None', 'None', 'None', 'None'))).toEqual({ outcome: 'conflict' })
    expect(await save(cancelled('None', 'None', FAILED, 'None', 'None', 'None'))).toEqual({ outcome: 'conflict' })
    expect(await save(cancelled('None', 'TransactionConflict', 'None', 'None', 'None', 'None'))).toEqual({
      outcome: 'conflict',
    })
    expect(await save(cancelled('None', 'None', 'None', 'None', 'None', 'TransactionConflict'))).toEqual({
      outcome: 'conflict',
    })
  })

  it('names the other repair: of the call before that of the unit before a conflict', async () => {
    const [call, unit] = [
      { Code: FAILED, holder: 'of-call' },
      { Code: FAILED, holder: 'of-unit' },
    ]
    expect(await save(cancelled(FAILED, 'None', 'TransactionConflict', call, unit, FAILED))).toEqual({
      outcome: 'taken',
      hold: 'call/call-1',
      by: 'repair/of-call',
    })
    expect(await save(cancelled(FAILED, 'None', 'TransactionConflict', 'None', unit, FAILED))).toEqual({
      outcome: 'taken',
      hold: 'unit/U-1',
      by: 'repair/of-unit',
    })
    expect(await save(cancelled(FAILED, 'None', 'None', 'None', 'None', FAILED))).toEqual({ outcome: 'conflict' })
  })

  it('is tried again without the release when only that has failed', async () => {
    dynamo
      .on(TransactWriteCommand)
      .rejectsOnce(cancelled('None', 'None', 'None', 'None', 'None', FAILED))
      .resolves({})
    expect(await store.save(commit)).toEqual({ outcome: 'saved' })
    const sizes = dynamo.commandCalls(TransactWriteCommand).map((call) => call.args[0].input.TransactItems?.length)
    expect(sizes).toEqual([6, 5])
  })

  it.each(['ThrottlingError', 'ProvisionedThroughputExceeded', 'ValidationError', 'ItemCollectionSizeLimitExceeded'])(
    'for %s is an error',
    async (code) => {
      const error = cancelled(code, 'None', 'None', 'None', 'None', 'None')
      await expect(save(error)).rejects.toBe(error)
    },
  )

  it('without reasons is an error', async () => {
    const error = new TransactionCanceledException(about)
    await expect(save(error)).rejects.toBe(error)
  })
})

describe('errors of DynamoDB', () => {
  const errors = [
    new ThrottlingException(about),
    new ProvisionedThroughputExceededException(about),
    new IdempotentParameterMismatchException({ ...about, Message: 'other parameters' }),
    new Error('connection lost'),
  ]
  it.each(errors.map((error) => [error.name, error] as const))('%s is passed on, never an answer', async (_, error) => {
    dynamo.onAnyCommand().rejects(error)
    const commit = aCommit(repair)
    const calls = [
      () => store.save(commit),
      () => store.load(commit.subject),
      () => store.arm(commit.subject, anArm(repair)),
      () => store.claimEffect(effect, START, minute(1)),
      () => store.settleEffect(effect, 'sent', START),
      () => store.list({ board: 'open', order: 'ascending', limit: 1 }),
      () => store.nextNumber('261120'),
      () => new DynamoDirectory(table).put(aDirectory()),
    ]
    for (const call of calls) await expect(call()).rejects.toBe(error)
    expect(dynamo).toHaveReceivedCommandTimes(TransactWriteCommand, 1)
  })

  it('an item that this program did not write is an error that names it', async () => {
    dynamo.on(GetCommand).resolves({ Item: { pk: 'REPAIR#1', sk: 'STATE' } })
    await expect(store.load('repair/1')).rejects.toThrow(TableContentError)
    await expect(store.load('repair/1')).rejects.toThrow('REPAIR#1 STATE')
    dynamo.on(UpdateCommand).resolves({})
    await expect(store.nextNumber('261120')).rejects.toThrow(TableContentError)
  })
})

describe('long answers', () => {
  it('are read to their end', async () => {
    const page = (seq: number) => ({ pk: 'x', sk: `LOG#${seq}`, events: JSON.stringify([{ seq }]) })
    const LastEvaluatedKey = { pk: 'x', sk: 'LOG#1' }
    dynamo
      .on(QueryCommand)
      .resolvesOnce({ Items: [page(1)], LastEvaluatedKey })
      .resolves({ Items: [page(2)] })
    expect(await store.history('repair/1')).toEqual([{ seq: 1 }, { seq: 2 }])
    expect(dynamo).toHaveReceivedNthCommandWith(QueryCommand, 2, { ExclusiveStartKey: LastEvaluatedKey })
  })

  it('are read on when a page ends before the limit, and no further than the limit', async () => {
    const head = { pk: 'x', sk: 'HEAD', gsi2sk: START, summary: { id: '1' } }
    dynamo.on(QueryCommand).resolves({ Items: [head], LastEvaluatedKey: { pk: 'x' } })
    dynamo.on(BatchGetCommand).resolves({})
    // Two of those not tried, over eight shards, and two of those tried in vain.
    expect(await store.overdueForAttention(minute(1), 2)).toHaveLength(4)
    expect(dynamo).toHaveReceivedCommandTimes(QueryCommand, 18)
    const limits = dynamo.commandCalls(QueryCommand).map((call) => call.args[0].input.Limit)
    expect(limits.toSorted()).toEqual([...Array(9).fill(1), ...Array(9).fill(2)])
  })
})

describe('batches', () => {
  beforeEach(() => {
    vi.useFakeTimers()
  })
  afterEach(() => {
    vi.useRealTimers()
  })
  const items = [{ pk: 'a', sk: 'a' }]
  const undone = { UnprocessedItems: { table: [{ PutRequest: { Item: { pk: 'a', sk: 'a' } } }] } }

  it('ask again for what was left undone', async () => {
    dynamo.on(BatchWriteCommand).resolvesOnce(undone).resolves({})
    const put = putItems(table, items)
    await vi.runAllTimersAsync()
    await put
    expect(dynamo).toHaveReceivedCommandTimes(BatchWriteCommand, 2)
    expect(dynamo).toHaveReceivedNthCommandWith(BatchWriteCommand, 2, { RequestItems: undone.UnprocessedItems })
  })

  it('say so when something stays undone', async () => {
    dynamo.on(BatchWriteCommand).resolves(undone)
    const put = expect(putItems(table, items)).rejects.toThrow(BatchUnfinishedError)
    await vi.runAllTimersAsync()
    await put
    expect(dynamo).toHaveReceivedCommandTimes(BatchWriteCommand, 8)
  })

  it('read again what was left unread', async () => {
    const [roster] = aDirectory().rosters
    const [person] = aDirectory().people
    dynamo.on(GetCommand).resolves({ Item: { pk: 'ROSTERS', sk: 'east', data: JSON.stringify(roster) } })
    dynamo
      .on(BatchGetCommand)
      .resolvesOnce({ UnprocessedKeys: { table: { Keys: [{ pk: 'PERSON#chen-wei', sk: 'DATA' }] } } })
      .resolves({ Responses: { table: [{ pk: 'PERSON#chen-wei', sk: 'DATA', data: JSON.stringify(person) }] } })
    const read = new DynamoDirectory(table).roster('east')
    await vi.runAllTimersAsync()
    expect(await read).toEqual({ roster, people: [person] })
  })
})
