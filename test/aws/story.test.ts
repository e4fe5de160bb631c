import { afterAll, beforeAll, describe, expect, inject, it, vi } from 'vitest'
import { embeddedSystem } from '../scenarios/story/embedded.ts'
import { comparable } from '../scenarios/story/record.ts'
import { storyDirectory } from '../scenarios/story/setting.ts'
import { tellStory } from '../scenarios/story/story.ts'
import { deployedSystem } from './deployed.ts'
import { clientConfig, type Deployment, deployFirst, loadDirectory } from './deployment.ts'
import { emulatedAccess } from './emulator/emulated.ts'
import { type Emulator, startEmulator } from './emulator/emulator.ts'
import { readTable, repairItems } from './table.ts'

let emulator: Emulator
let deployment: Deployment
let access: ReturnType<typeof emulatedAccess>
let deployed: ReturnType<typeof deployedSystem>
let repairId: string
/** What nobody came to do at once the sweeper does, once a minute. */
const WITHIN_A_SWEEP = { timeout: 150_000, interval: 500 }

beforeAll(async () => {
  emulator = await startEmulator('story')
  deployment = await deployFirst(emulator, inject('assembly'))
  access = emulatedAccess(deployment)
  deployed = deployedSystem(access)
  repairId = await tellStory(deployed)
})
afterAll(() => emulator?.stop())

describe('one story, two places', () => {
  it('leaves the same record and the same messages as in the embedded system', async () => {
    const { json: there } = await deployed.api(`/api/repairs/${repairId}`)
    const embedded = await embeddedSystem(there.reportedAt)
    const { json: here } = await embedded.api(`/api/repairs/${await tellStory(embedded)}`)
    expect(comparable(there)).toEqual(comparable(here))
    expect(comparable(await deployed.messages())).toEqual(comparable(await embedded.messages()))
  })

  it('passes through every stage in one execution, which ends well and leaves none behind', async () => {
    const executions = await access.executions.all()
    expect(executions.map(({ name, status }) => `${name} ${status}`)).toEqual([`${repairId} SUCCEEDED`])
    expect(await access.executions.states(repairId)).toEqual([
      'AwaitResponse',
      'AwaitRemoteFix',
      'AwaitArrival',
      'AwaitRepair',
      'AwaitConfirmation',
      'Closed',
    ])
  })

  it('leaves a whole archive in the table, nothing waiting, every message handed over once', async () => {
    const items = await readTable(deployment.tableName, clientConfig(emulator.endpoint))
    const { head, effects, events } = repairItems(items, repairId)
    const { json } = await deployed.api(`/api/repairs/${repairId}`)
    expect(head).toMatchObject({ version: json.version, gsi1pk: expect.stringMatching(/^CLOSED#/) })
    expect(events.map(({ seq }) => seq)).toEqual(json.timeline.map(({ seq }: { seq: number }) => seq))
    // The lists of master data stand in that index too, and links by their repair; of what waits, nothing is left.
    expect(items.filter(({ gsi2pk }) => gsi2pk && !/^(LIST|LINKS)#/.test(String(gsi2pk)))).toEqual([])
    const { obligations } = (await deployed.api(`/api/repairs/${repairId}/obligations`)).json
    expect(obligations.length).toBeGreaterThan(0)
    expect(items.filter(({ sk }) => sk.startsWith('OBLIGATION#'))).toHaveLength(obligations.length)
    expect(new Set(effects.map(({ status }) => status))).toEqual(new Set(['sent']))
    // Each mail once; what followed a page within its minute is one message with others.
    const sent = await access.sent()
    const texts = effects.filter(({ channel }) => channel === 'sms').length
    // The customer's one contact has an address.
    expect(sent.filter(({ subject }) => subject !== undefined)).toHaveLength(effects.length - texts)
    const pages = sent.filter(({ subject }) => subject === undefined)
    expect(pages.length).toBeLessThanOrEqual(texts)
    expect(new Set(pages.map(({ to, text }) => `${to} ${text}`)).size).toBe(pages.length)
    expect(items.find(({ sk }) => sk === 'CALL')).toMatchObject({ repairId })
    expect(items.filter(({ pk, repairId }) => pk === 'LOANERS' && repairId)).toEqual([])
  })

  it('has an execution for each contract: it waits for what is owed, wakes with each record, and ends with the last', async () => {
    const [delivered = ''] = new Date().toISOString().split('T')
    const contract = {
      ...{ id: 'K-1', customer: 'lanting-police', plan: 'R', planVersion: 1, renewals: [] },
      ...{ signedOn: delivered, deliveredOn: delivered, papersBy: 'zhao-min', manager: 'liu-fang' },
    }
    await loadDirectory(emulator, deployment.tableName, { ...storyDirectory(), contracts: [contract] })
    const record = (clause: string, need: string) =>
      deployed.api('/api/contracts/K-1/facts', { clause, need, about: 'contract', document: '已完成' })
    const status = async () => (await access.ofContracts.all()).map(({ name, status }) => `${name} ${status}`)

    expect((await record('R12', 'site-file')).status).toBe(200)
    await vi.waitFor(async () => expect(await status()).toEqual(['contract_K-1 RUNNING']), WITHIN_A_SWEEP)
    await vi.waitFor(
      async () => expect(await access.ofContracts.states('contract_K-1')).toContain('AwaitPapers'),
      WITHIN_A_SWEEP,
    )
    const { works } = (await deployed.api('/api/contracts/K-1')).json
    expect(works).toMatchObject([{ clause: 'R9', need: 'call-1', state: 'open' }])
    expect((await record('R9', 'call-1')).json.works).toMatchObject([{ state: 'done' }])
    await vi.waitFor(async () => expect(await status()).toEqual(['contract_K-1 SUCCEEDED']), WITHIN_A_SWEEP)
    await access.ofContracts.requireNoneFailed()
  })

  it('asks for a token and for a signature', async () => {
    const stranger = deployedSystem({ ...access, staffToken: 'no.token.atall', twilioToken: 'another' })
    expect((await stranger.api('/api/repairs')).status).toBe(401)
    expect((await stranger.twilio('/hotline/twilio/voice', { CallSid: 'CA1' })).status).toBe(403)
  })
})
