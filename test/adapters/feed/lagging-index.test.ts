import { expect, it } from 'vitest'
import { putItems } from '../../../functions/adapters/dynamodb/batches.ts'
import { DynamoFeed } from '../../../functions/adapters/dynamodb/feed.ts'
import { changeKey, headKey, logKey } from '../../../functions/adapters/dynamodb/keys.ts'
import type { Table } from '../../../functions/adapters/dynamodb/queries.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Changes } from '../../../shared/ports/feed.ts'
import { Meter } from '../../bench/meter.ts'
import { onDynamoDb } from '../../support/dynamodb/on-dynamodb.ts'
import { minute } from '../../support/repair-fixtures.ts'

const second = (seconds: number): Instant => minute(seconds / 60)
const subject = (number: number): Subject => `repair/261120-000${number}`

onDynamoDb('the feed of an index that lags', 'what the feed does with an index that lags', (local) => {
  /** A reader whose clock the test sets. Items are put as a save would have them, in an order that no save would. */
  const reader = async () => {
    const table: Table = await local().createTable()
    let now = second(0)
    let cursor = ''
    const feed = new DynamoFeed(table, { now: () => now })
    const read = async (after?: string): Promise<Changes> => {
      const found = await feed.read({ limit: 100, ...(after !== undefined && { after }) })
      if (found === 'unknown') throw new Error('the feed has forgotten')
      cursor = found.cursor
      return found
    }
    await read()
    return {
      table,
      at: async (seconds: number) => {
        now = second(seconds)
        return (await read(cursor)).items.map(({ subject, version }) => `${subject.slice(-1)}.${version}`)
      },
      log: (number: number, version: number, savedAt: Instant) =>
        putItems(table, [{ ...logKey(subject(number), version), ...changeKey(subject(number), version, savedAt) }]),
      head: (number: number, version: number) =>
        putItems(table, [{ ...headKey(subject(number)), version, summary: { id: String(number) } }]),
    }
  }

  it('gives what turns up after something that was saved later, with what was given meanwhile', async () => {
    const { at, log, head } = await reader()
    await head(1, 1)
    await log(1, 1, second(10))
    expect(await at(11)).toEqual(['1.1'])
    expect(await at(15)).toEqual(['1.1'])
    expect(await at(16)).toEqual([])
    await head(2, 1)
    await log(2, 1, second(9))
    expect(await at(20)).toEqual(['2.1', '1.1'])
    expect(await at(30)).toEqual([])
    expect(await at(600)).toEqual([])
  })

  it('waits with what one transaction shows before the rest of it', async () => {
    const { at, log, head } = await reader()
    await head(1, 1)
    await log(1, 1, second(1))
    await log(1, 2, second(2))
    await log(2, 1, second(3))
    expect(await at(4)).toEqual(['1.1'])
    expect(await at(40)).toEqual([])
    await head(1, 2)
    await head(2, 1)
    expect((await at(50)).toSorted()).toEqual(['1.2', '2.1'])
    expect(await at(55)).toEqual([])
  })

  it('asks little where nothing happens, however much there was', async () => {
    const { table, at, log, head } = await reader()
    for (let number = 1; number < 9; number++) {
      await head(number, 1)
      await log(number, 1, second(number))
    }
    await at(100)
    await at(200)
    const meter = new Meter()
    meter.watch(table.client)
    expect(await at(300)).toEqual([])
    meter.unwatch(table.client)
    expect([meter.requests, meter.reads]).toEqual([2, 1])
  })
})
