import { afterAll, beforeAll, describe, expect, inject, it } from 'vitest'
import { embeddedSystem } from '../scenarios/story/embedded.ts'
import { comparable } from '../scenarios/story/record.ts'
import { tellStory } from '../scenarios/story/story.ts'
import { deployedSystem } from './deployed.ts'
import { clientConfig, type Deployment, deployFirst } from './deployment.ts'
import { emulatedAccess } from './emulator/emulated.ts'
import { type Emulator, startEmulator } from './emulator/emulator.ts'
import { readTable, repairItems } from './table.ts'

let emulator: Emulator
let deployment: Deployment
let access: ReturnType<typeof emulatedAccess>
let deployed: ReturnType<typeof deployedSystem>
let repairId: string

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

  it('asks for a token and for a signature', async () => {
    const stranger = deployedSystem({ ...access, staffToken: 'no.token.atall', twilioToken: 'another' })
    expect((await stranger.api('/api/repairs')).status).toBe(401)
    expect((await stranger.twilio('/hotline/twilio/voice', { CallSid: 'CA1' })).status).toBe(403)
  })
})
