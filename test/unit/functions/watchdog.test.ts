import type { DynamoDBStreamEvent } from 'aws-lambda'
import { beforeEach, describe, expect, test } from 'vitest'
import { deliverHandler } from '../../../functions/deliver/deliver.ts'
import type { ServiceRecord } from '../../../shared/knowledge/record.ts'
import type { Page } from '../../../shared/ports/store.ts'
import type { FollowUp, Watch } from '../../../shared/ports/watch.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { RepairSummary } from '../../../shared/repair/summary.ts'
import { followLeft } from '../../../shared/shell/follow-up.ts'
import { countOpen } from '../../../shared/use-cases/count-open.ts'
import { keepWatch } from '../../../shared/use-cases/keep-watch.ts'
import { aRecord, minute } from '../../support/repair-fixtures.ts'
import { context, stage } from './support.ts'

const row = (changes: Partial<RepairSummary> = {}) =>
  ({ openClocks: 3, brokenClocks: 1, model: 'BWC-5', ...changes }) as RepairSummary

/** A watch over these rows, in pages, with what is left to follow. */
class Rows implements Watch {
  rows: readonly RepairSummary[] = []
  left: FollowUp[] = []
  readonly asked: number[] = []
  readonly rounds = new Map<string, string>()
  readonly postponed: string[] = []

  async openPage(limit: number, cursor = '0'): Promise<Page<RepairSummary>> {
    this.asked.push(limit)
    const end = Number(cursor) + limit
    return { items: this.rows.slice(Number(cursor), end), ...(end < this.rows.length && { cursor: String(end) }) }
  }
  round = async (name: string) => this.rounds.get(name)
  keepRound = async (name: string, stand: string) => void this.rounds.set(name, stand)
  unfollowed = async (_: string, limit: number) => this.left.slice(0, limit)
  followed = async (done: FollowUp) => {
    this.left = this.left.filter(({ mark }) => mark !== done.mark)
  }
  postpone = async ({ mark }: FollowUp, until: string) => void this.postponed.push(`${mark} ${until}`)
}

let watch: Rows
let figures: Map<string, number>
const onStage = (changes: Parameters<typeof stage>[1] = {}) =>
  stage(undefined, { watch, metrics: { count: (name, value = 1) => void figures.set(name, value) }, ...changes })
beforeEach(() => {
  watch = new Rows()
  figures = new Map()
})
const told = () => ['OpenRepairs', 'OpenClocks', 'BrokenClocks', 'LoanersShort'].map((name) => figures.get(name))

describe('what is open', () => {
  test('is counted a page at a time, and told as the last whole round found it', async () => {
    const deps = await onStage()
    watch.rows = [row(), row(), row(), row({ needsLoaner: 'any' }), row()]
    const after: unknown[] = []
    for (let sweep = 0; sweep < 5; sweep++) {
      if (sweep === 3) watch.rows = watch.rows.slice(0, 2)
      await countOpen(deps, 2)
      after.push(told())
    }
    const nothing = [undefined, undefined, undefined, undefined]
    const five = [5, 15, 5, 0]
    expect(after).toEqual([nothing, nothing, five, [2, 6, 2, 0], [2, 6, 2, 0]])
    expect(new Set(watch.asked)).toEqual(new Set([2]))
  })

  test('nothing is nothing, and says so', async () => {
    await countOpen(await onStage())
    expect(told()).toEqual([0, 0, 0, 0])
  })

  test('counts the models of which the free loaners would not be enough, over all pages of a round', async () => {
    const deps = await onStage()
    const needs = row({ needsLoaner: 'any' })
    watch.rows = [needs, needs, needs, row({ model: '__proto__', needsLoaner: 'new' })]
    for (let sweep = 0; sweep < 4; sweep++) await countOpen(deps, 1)
    expect(told()[3]).toBe(2)
    watch.rows = [needs, needs]
    for (let sweep = 0; sweep < 2; sweep++) await countOpen(deps, 1)
    expect(told()[3]).toBe(0)
  })

  test('whatever many models need one, its notes stay small', async () => {
    const deps = await onStage()
    watch.rows = Array.from({ length: 1500 }, (_, n) => row({ model: `${'M'.repeat(60)}${n}`, needsLoaner: 'any' }))
    for (let sweep = 0; sweep < 2; sweep++) await countOpen(deps)
    expect(watch.rounds.get('open')?.length).toBeLessThan(30_000)
  })
})

describe('what the stream gave up', () => {
  const record: FollowUp = { subject: repairSubject(aRecord().repair), what: 'record', mark: 'm-1' }

  test('is done by the sweep, which rings for it', async () => {
    const indexed: ServiceRecord[] = []
    const deps = await onStage()
    const records = {
      ...deps.records,
      ofRepair: async () => aRecord(),
      index: async (one: ServiceRecord) => void indexed.push(one),
    }
    watch.left = [record, { subject: 'repair/261120-0042', what: 'ledger', mark: 'm-2' }]
    await keepWatch({ ...deps, records })
    expect(indexed).toEqual([aRecord()])
    expect(watch.left).toEqual([])
    expect(figures.get('SweeperFinds')).toBe(2)
  })

  test('that fails again is put off, and keeps no other from being done', async () => {
    const deps = await onStage()
    const records = { ...deps.records, ofRepair: () => Promise.reject(new Error('poison')) }
    watch.left = [record, { subject: 'repair/261120-0042', what: 'ledger', mark: 'm-2' }]
    expect(await followLeft({ ...deps, records }, minute(1), 10)).toBe(1)
    expect(watch.left).toEqual([record])
    expect(watch.postponed).toEqual([`m-1 ${minute(15)}`])
    expect(deps.lines).toMatchObject([{ level: 'error', message: 'Not followed up', fields: { mark: 'm-1' } }])
  })

  test('is no longer looked for once the stream has done it; what is filed is no news', async () => {
    const indexed: string[] = []
    const deps = await onStage()
    const records = { ...deps.records, index: async ({ repair }: ServiceRecord) => void indexed.push(repair) }
    const image = { kind: { S: 'record' }, record: { S: JSON.stringify(aRecord()) } }
    const run = (more: object) => {
      const Records = [{ eventName: 'MODIFY', dynamodb: { SequenceNumber: '1', NewImage: { ...image, ...more } } }]
      return deliverHandler({ ...deps, records })({ Records } as DynamoDBStreamEvent, context)
    }
    watch.left = [record]
    await run({ gsi2sk: { S: 'm-1' } })
    expect([watch.left, indexed.length]).toEqual([[], 1])
    await run({ filed: { BOOL: true } })
    expect(indexed).toHaveLength(1)
  })
})
