import type { DynamoDBStreamEvent } from 'aws-lambda'
import { beforeEach, describe, expect, test } from 'vitest'
import { lazyHandler } from '../../../functions/adapters/lazy-handler.ts'
import { deliverHandler } from '../../../functions/deliver/deliver.ts'
import { sweepHandler } from '../../../functions/sweeper/sweep.ts'
import { advanceHandler } from '../../../functions/workflow/advance.ts'
import { awaitHandler } from '../../../functions/workflow/await.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { ServiceRecord } from '../../../shared/knowledge/record.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { Effect } from '../../../shared/subject/effect.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { aCommit, anEffect, aRecord, aRepair, minute, START } from '../../support/repair-fixtures.ts'
import { context, type Stage, stage } from './support.ts'

let deps: Stage
let repairId: string
let subject: Subject
let sent: string[]
beforeEach(async () => {
  sent = []
  deps = await stage(undefined, { messenger: { send: async ({ to }) => void sent.push(to) } })
  const report = { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: 'x' } as const
  repairId = (await reportFault(deps, report)).repair.id
  subject = repairSubject(repairId)
})

describe('Advance', () => {
  test.each([
    ['by its subject', () => ({ subject })],
    ['by the number that an execution of an earlier version knows', () => ({ repairId })],
  ])('does what is due and says when to ask again: %s', async (_, input) => {
    const answer = await advanceHandler(deps)({ ...input(), execution: repairId, startedAt: START }, context)
    expect(answer).toMatchObject({ stage: 'response', version: expect.any(Number) })
    expect(sent).toHaveLength(1)
  })
  test.each([{}, { repairId: '' }])('without a subject is hopeless, by name: %j', async (input) => {
    const run = advanceHandler(deps)({ ...input, execution: 'x', startedAt: START }, context)
    await expect(run).rejects.toBeInstanceOf(BadRequestError)
    expect(deps.lines).toMatchObject([
      { level: 'error', message: 'advance failed', fields: { requestId: 'request-1' } },
    ])
  })
})

describe('Await', () => {
  const request = { token: 'token-1', version: 1, execution: '', waitSeconds: 60 }
  test.each([
    ['of a subject', () => ({ subject })],
    ['of the number that an execution of an earlier version knows', () => ({ repairId })],
  ])('arms the wait %s', async (_, input) => {
    await awaitHandler(deps)({ ...request, ...input(), execution: repairId }, context)
    expect(await deps.store.armed(subject)).toMatchObject({ token: 'token-1', until: minute(1) })
  })
  test('without a token is hopeless, by name', async () => {
    const run = awaitHandler(deps)({ ...request, subject, token: '' }, context)
    await expect(run).rejects.toBeInstanceOf(BadRequestError)
  })
})

describe('Deliver', () => {
  const record = (effect: unknown, sequence: string, eventName = 'INSERT') => ({
    eventID: `event-${sequence}`,
    eventName,
    dynamodb: { SequenceNumber: sequence, NewImage: { kind: { S: 'effect' }, effect: { S: JSON.stringify(effect) } } },
  })
  const run = (...records: object[]) => deliverHandler(deps)({ Records: records } as DynamoDBStreamEvent, context)
  const mails = async (): Promise<readonly Effect[]> =>
    (await deps.store.pendingEffects({ about: subject })).filter(({ channel }) => channel === 'contact')

  test('hands a mail over once, however often the stream brings it', async () => {
    const [mail] = await mails()
    expect(await run(record(mail, '1'), record(mail, '2'))).toEqual({ batchItemFailures: [] })
    expect(sent).toEqual(['he@example.com'])
  })
  test('leaves pages to Advance', async () => {
    const repair = aRepair({ id: '261120-0099' })
    const page = anEffect(repair, 1)
    await deps.store.save(aCommit(repair, { effects: [page] }))
    await run(record(page, '1'))
    expect(sent).toEqual([])
  })
  test('leaves changed items alone', async () => {
    await run(record((await mails())[0], '1', 'MODIFY'), { eventName: 'REMOVE', dynamodb: {} })
    expect(sent).toEqual([])
  })
  test.each(['INSERT', 'MODIFY'])(
    '[H2] files a service record under its words, new or changed: %s',
    async (eventName) => {
      const indexed: ServiceRecord[] = []
      const records = { ...deps.records, index: async (one: ServiceRecord) => void indexed.push(one) }
      const image = { kind: { S: 'record' }, record: { S: JSON.stringify(aRecord()) } }
      const Records = [{ eventName, dynamodb: { SequenceNumber: '1', NewImage: image } }]
      const answer = await deliverHandler({ ...deps, records })({ Records } as DynamoDBStreamEvent, context)
      expect(answer).toEqual({ batchItemFailures: [] })
      expect(indexed).toEqual([aRecord()])
    },
  )
  test('brings a ledger up to date that is owed, as often as it is told to', async () => {
    const lines = await deps.ledger.ofSubject(`repair/${repairId}`)
    await deps.ledger.remove(lines.slice(1))
    const image = { kind: { S: 'owed' }, repairId: { S: repairId } }
    const owed = { eventName: 'MODIFY', dynamodb: { SequenceNumber: '1', NewImage: image } }
    expect(await run(owed, owed)).toEqual({ batchItemFailures: [] })
    expect(lines.length).toBeGreaterThan(1)
    expect(await deps.ledger.ofSubject(`repair/${repairId}`)).toEqual(lines)
  })
  test('reports what failed by its number, and only that', async () => {
    const [mail] = await mails()
    const broken = { eventName: 'INSERT', dynamodb: { SequenceNumber: '7', NewImage: { pk: { S: 'x' } } } }
    expect(await run(broken, record(mail, '8'))).toEqual({ batchItemFailures: [{ itemIdentifier: '7' }] })
    expect(sent).toEqual(['he@example.com'])
  })
})

test('the sweeper says what it found', async () => {
  deps.setNow(minute(5))
  expect(await sweepHandler(deps)({}, context)).toMatchObject({ restarted: 1 })
})

describe('a lazy handler', () => {
  test('is built once, on the first call', async () => {
    let built = 0
    const handler = lazyHandler(async () => {
      built += 1
      return async (event: number) => event + built
    })
    expect(built).toBe(0)
    expect([await handler(1, context), await handler(2, context)]).toEqual([2, 3])
  })
  test('that could not be built is tried again', async () => {
    let attempts = 0
    const handler = lazyHandler(async () => {
      attempts += 1
      if (attempts === 1) throw new Error('no secret')
      return async () => 'ok'
    })
    await expect(handler(undefined, context)).rejects.toThrow('no secret')
    expect(await handler(undefined, context)).toBe('ok')
  })
})
