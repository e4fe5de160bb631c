import { describe, expect, it } from 'vitest'
import { connectHandler } from '../../../functions/hotline/connect.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'
import { context } from '../../unit/functions/support.ts'

const { campus, police } = CUSTOMERS
const NOW = at('11-20 10:00')

describe('how bad it is, in any word of the plan', () => {
  it.each(['一般故障', '一般', 'Ordinary', 'ORDINARY FAULT', 'ｏｒｄｉｎａｒｙ', 'ordinary'])(
    '%s is understood by webhook, by a colleague’s request and by the desk',
    async (severity) => {
      const world = await World.start(NOW)
      const called = await world.call({ ...campus, severity })
      expect([called.status, called.json.problems]).toEqual([201, undefined])
      expect(await world.repair(called.json.repairId)).toMatchObject({ severity: 'ordinary' })
      const request = { ...campus, callId: 'd-1', through: 'phone', symptoms: '无声', severity, matter: 'delivery' }
      const taken = await world.api('/api/repairs', request)
      expect(taken.status).toBe(201)
      expect(await world.repair(taken.json.repairId)).toMatchObject({ severity: 'ordinary' })
      const raised = await world.act(called.json.repairId, {
        type: 'changeSeverity',
        severity: '重大',
        reason: '全校停课',
      })
      expect(raised.json).toMatchObject({ severity: 'critical' })
      const agreed = { agreedBy: '唐宇', how: 'phone' } as const
      const identified = { type: 'identify', serial: campus.serial, severity, ...agreed } as const
      expect((await world.act(called.json.repairId, identified)).status).toBe(200)
      const asked = { plan: 'C', severity, reportedAt: NOW }
      expect((await world.api('/api/deadlines', asked)).status).toBe(200)
      world.messages()
    },
  )

  it('a word that nobody understands is raised, never in silence: the answer, the record and the engineer’s page say so', async () => {
    const world = await World.start(NOW)
    const { status, json } = await world.call({ ...police, severity: '很严重' })
    expect([status, json.repairId]).toEqual([400, expect.any(String)])
    expect(json.clocks.length).toBeGreaterThan(0)
    expect(json.problems).toEqual([expect.stringMatching(/^severity: "很严重" is none of 紧急 .*"urgent" is assumed/)])
    const repair = await world.repair(json.repairId)
    expect(repair.severity).toBe('urgent')
    expect(repair.timeline[0].call).toMatchObject({ severity: '很严重', problems: json.problems })
    expect((await world.fetch(world.sms('wang-qiang').link)).text).toContain('很严重')
    const again = await world.call({ ...police, callId: 'call-1', severity: '很严重' })
    expect([again.status, again.json.problems, again.json.repairId]).toEqual([400, json.problems, json.repairId])
    world.messages()
  })

  it('who joins an open repair with such a word raises nothing; a milder known word lowers nothing', async () => {
    const world = await World.start(NOW)
    const id = await world.report({ ...police, severity: '技术求助' })
    const joined = await world.call({ ...police, severity: '火烧眉毛' })
    expect([joined.status, joined.json.repairId]).toEqual([400, id])
    expect((await world.repair(id)).severity).toBe('help')
    expect((await world.call({ ...police, severity: '严重' })).status).toBe(201)
    expect((await world.repair(id)).severity).toBe('serious')
    world.messages()
  })

  it('by Amazon Connect the flow is told, and the caller', async () => {
    const world = await World.start(NOW)
    const contact = (ContactId: string, severity: string) =>
      connectHandler(world.host.deps)(
        {
          Details: {
            ContactData: {
              ContactId,
              InitialContactId: ContactId,
              CustomerEndpoint: { Address: police.caller, Type: 'TELEPHONE_NUMBER' },
              Attributes: { serial: police.serial, severity },
            },
            Parameters: {},
          },
        } as never,
        context,
      )
    const unknown = await contact('k-1', 'quite bad')
    expect(unknown).toMatchObject({ outcome: 'opened', problem: expect.stringContaining('"quite bad"') })
    expect(unknown.promptZh).toContain('最高级别')
    const known = await contact('k-2', 'Technical help')
    expect(known).toMatchObject({ outcome: 'joined', problem: '' })
    expect(known.promptZh).not.toContain('最高级别')
    await world.host.idle()
    world.messages()
  })

  it('staff are refused with the list, and nothing is recorded', async () => {
    const world = await World.start(NOW)
    const request = { ...campus, callId: 'd-1', through: 'phone', symptoms: '无声', severity: '很急' }
    const refused = await world.api('/api/repairs', request)
    const list = [
      'severity: must be one of 紧急重大故障 / System down (critical), 一般故障 / Ordinary fault (ordinary)',
    ]
    expect([refused.status, refused.json.problems]).toEqual([400, list])
    expect((await world.api('/api/repairs')).json.repairs).toEqual([])
    const id = await world.report({ ...campus, severity: '一般' })
    for (const action of [
      { type: 'changeSeverity', severity: '很急', reason: '?' },
      { type: 'identify', serial: campus.serial, severity: '很急' },
    ] as const)
      expect((await world.act(id, action)).json.problems).toEqual(list)
    world.messages()
  })

  it('what an unknown caller said counts once it is known whose unit it is', async () => {
    const world = await World.start(NOW)
    const { status, json } = await world.call({ caller: '+8613900139000', serial: undefined, severity: '技术求助' })
    expect(status).toBe(201) // assumed is plan N, which has no such word, but R may be the right one
    const { json: identified } = await world.act(json.repairId, { type: 'identify', serial: police.serial })
    expect(identified).toMatchObject({ plan: 'R', severity: 'help' })
    expect((await world.call({ caller: '+8613900139001', serial: undefined, severity: '很急' })).status).toBe(400)
    world.messages()
  })
})
