import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { GetCommand, ScanCommand } from '@aws-sdk/lib-dynamodb'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { effectOfImage } from '../../functions/adapters/dynamodb/items.ts'
import { linkKey } from '../../functions/adapters/dynamodb/keys.ts'
import { DynamoRepairStore } from '../../functions/adapters/dynamodb/repair-store.ts'
import { type DynamoDbLocal, hasJava, startDynamoDbLocal } from '../support/dynamodb-local.ts'
import { aCommit, aLink, anEffect, aRepair, epochSeconds, minute } from '../support/repair-fixtures.ts'
import { storeContract } from './store.contract.ts'

const suite = hasJava('the contract tests of the DynamoDB adapter (test/adapters/dynamodb.test.ts)')
  ? describe
  : describe.skip

suite('DynamoDB', () => {
  let local: DynamoDbLocal
  beforeAll(async () => {
    local = await startDynamoDbLocal()
  }, 90_000)
  afterAll(() => local?.stop())

  storeContract(async () => {
    const table = await local.createTable()
    return { store: new DynamoRepairStore(table), directory: new DynamoDirectory(table) }
  })

  it('lets expired links be tidied up, by an expiry in whole seconds that is never too early', async () => {
    const table = await local.createTable()
    const repair = aRepair()
    const link = aLink(repair, { expiresAt: '2026-11-27T00:00:00.001Z' })
    await new DynamoRepairStore(table).save(aCommit(repair, { links: [link] }))
    const { Item } = await table.client.send(new GetCommand({ TableName: table.name, Key: linkKey(link.hash) }))
    expect(Item?.expiresAt).toBe(epochSeconds('2026-11-27T00:00:01.000Z'))
  })

  it('marks effects, and nothing else, for the stream', async () => {
    const table = await local.createTable()
    const repair = aRepair()
    const effect = anEffect(repair, 1, { createdAt: minute(1) })
    await new DynamoRepairStore(table).save(
      aCommit(repair, { effects: [effect], links: [aLink(repair)], claimCalls: ['c'], claimUnit: 'U-1' }),
    )
    const { Items = [] } = await table.client.send(new ScanCommand({ TableName: table.name }))
    expect(Items).toHaveLength(7)
    const marked = Items.filter((item) => item.kind === 'effect')
    expect(marked).toMatchObject([{ channel: 'sms' }])
    expect(effectOfImage({ effect: { S: marked[0]?.effect } })).toEqual(effect)
  })

  it('is filled by the script that loads a directory, unless the file has a problem', async () => {
    const table = await local.createTable()
    const load = (file: string) => loadDirectory(local.endpoint, file, table.name)
    expect(await load('infra/local/demo/directory.yaml')).toEqual({
      code: 0,
      says: expect.stringContaining('13 units'),
    })
    const unit = await new DynamoDirectory(table).unit('BWC-2025-0117')
    expect(unit).toMatchObject({ site: 'lanting-east', purchasedOn: '2025-03-18' })
    expect(await load('biome.json')).toEqual({ code: 1, says: expect.stringContaining('supplier: is missing') })
  }, 30_000)
})

async function loadDirectory(endpoint: string, file: string, table: string): Promise<{ code: number; says: string }> {
  const env = {
    ...process.env,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
  }
  const child = spawn(process.execPath, ['infra/load-directory.ts', file, '--table', table], { env })
  const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
  return { code, says: out + err }
}
