import type { ConnectContactFlowEvent } from 'aws-lambda'
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest'
import { connectHandler } from '../../../../functions/hotline/connect.ts'
import { onTheLine } from '../../../../shared/use-cases/on-the-line.ts'
import { minute } from '../../../support/repair-fixtures.ts'
import { context, type Stage, stage } from '../support.ts'

let deps: Stage
beforeEach(async () => {
  deps = await stage()
})
afterEach(() => void vi.useRealTimers())

const contact = (changes: object = {}, parameters: Record<string, string> = {}) =>
  ({
    Name: 'ContactFlowEvent',
    Details: {
      ContactData: {
        ContactId: 'contact-2',
        InitialContactId: 'contact-1',
        CustomerEndpoint: { Address: '+8613800138001', Type: 'TELEPHONE_NUMBER' },
        Queue: null,
        Attributes: { severity: 'serious', symptoms: '无法开机' },
        ...changes,
      },
      Parameters: parameters,
    },
  }) as unknown as ConnectContactFlowEvent
const invoke = (event: ConnectContactFlowEvent) => connectHandler(deps)(event, context)

describe('a contact of Amazon Connect', () => {
  test('opens a repair and is answered in flat text', async () => {
    const answer = await invoke(contact())
    expect(answer).toMatchObject({
      outcome: 'opened',
      repairId: '261120-0001',
      number: '2 6 1 1 2 0, 0 0 0 1',
      responseDue: minute(10),
    })
    expect(answer.promptZh).toContain('2点23分前')
    expect(answer.promptEn).toContain('by 02:23')
    for (const value of Object.values(answer)) expect(typeof value).toBe('string')
    expect(Buffer.byteLength(JSON.stringify(answer))).toBeLessThan(32_768)
  })
  test('is one call by its first contact id, through transfers and retries', async () => {
    await invoke(contact())
    expect(await invoke(contact({ ContactId: 'contact-3' }))).toMatchObject({
      outcome: 'repeated',
      repairId: '261120-0001',
    })
    expect(await deps.repairs.ofCall('contact-1')).toBe('261120-0001')
  })
  test('with words longer than there is room for is a repair all the same, and says on record that they go on', async () => {
    const { repairId } = await invoke(contact({ Attributes: { symptoms: '长'.repeat(10_001) } }))
    const [call] = (await deps.repairs.load(repairId ?? ''))?.calls ?? []
    expect(call?.problems).toEqual(['symptoms: the first 10000 of 10001 characters are kept'])
  })
  test('that only begins or ends opens nothing: the desk sees who is on the line, and since when', async () => {
    const { clock, ...rest } = deps
    expect(await invoke(contact({}, { line: 'began' }))).toMatchObject({ outcome: 'noted', repairId: '' })
    expect(await onTheLine(deps)).toMatchObject({
      count: 1,
      newest: [{ id: 'contact-1', caller: '+8613800138001', name: '何平', since: clock.now() }],
    })
    expect(await deps.repairs.ofCall('contact-1')).toBeUndefined()
    // Then the flow reports it: the same call, with what it became.
    const later = { ...rest, clock: { now: () => minute(4) } }
    await connectHandler(later)(contact(), context)
    expect((await onTheLine(later)).newest).toMatchObject([{ since: clock.now(), repair: '261120-0001' }])
    await invoke(contact({}, { line: 'ended' }))
    expect((await onTheLine(deps)).count).toBe(0)
  })
  test('without endpoint, attributes and words still opens a repair', async () => {
    const bare = contact({ CustomerEndpoint: null, Attributes: null, InitialContactId: null })
    expect(await invoke(bare)).toMatchObject({ outcome: 'opened' })
    expect(await deps.repairs.load('261120-0001')).toMatchObject({
      needsIdentification: true,
      severity: expect.any(String),
    })
  })
  test('may pass what it knows as parameters', async () => {
    await invoke(contact({}, { serial: 'BWC-2025-0117', severity: 'help', recordingUrl: 'https://example.com/r' }))
    expect(await deps.repairs.load('261120-0001')).toMatchObject({
      severity: 'help',
      unit: { serial: 'BWC-2025-0117' },
      calls: [{ recordingUrl: 'https://example.com/r' }],
    })
  })
})

describe('the flow hears that it should try again', () => {
  test('when we fail', async () => {
    deps = { ...deps, repairs: { ...deps.repairs, ofCall: () => Promise.reject(new Error('down')) } }
    expect(await invoke(contact())).toMatchObject({
      outcome: 'failed',
      repairId: '',
      promptZh: '系统正忙，请不要挂机。',
    })
    expect(deps.lines).toMatchObject([{ level: 'error' }])
  })
  test('when we take too long for Connect’s 8 s', async () => {
    vi.useFakeTimers()
    deps = { ...deps, repairs: { ...deps.repairs, ofCall: () => new Promise(() => {}) } }
    const answer = invoke(contact())
    await vi.advanceTimersByTimeAsync(6000)
    expect(await answer).toMatchObject({ outcome: 'failed' })
  })
})
