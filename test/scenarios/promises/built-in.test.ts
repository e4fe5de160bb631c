import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { createHost } from '../../../infra/local/host.ts'
import type { Roster } from '../../../shared/directory/directory.ts'
import { durationMs, type Instant, later } from '../../../shared/kernel/instant.ts'
import type { Language } from '../../../shared/kernel/text.ts'
import { PEOPLE } from '../../support/edge.ts'
import { at } from '../../support/play.ts'
import { twilioCall } from '../../support/twilio.ts'
import { CUSTOMERS, MAILS, World } from '../../support/world.ts'

const { campus, hospital, data, police } = CUSTOMERS

/** A roster on whose only tier nobody on file has the turn; whoever stands in goes on the 23rd. */
const aGap = (from: Instant): Roster => ({
  id: 'night',
  name: '夜班',
  timezone: 'Asia/Shanghai',
  manager: 'liu-fang',
  tiers: [{ name: '夜班', rotation: { people: ['nobody'], start: '2026-11-02T09:00', every: 'week' } }],
  overrides: [{ from: later(from, -durationMs('P1D')), to: at('11-23 09:00'), tier: 0, person: 'chen-wei' }],
})
const WORK = { cause: '电源接触不良', done: '重新插接；建议加装稳压器' }

/** A campus repair that was done on site and waits to be confirmed. */
async function repaired(world: World): Promise<{ id: string; customer: string }> {
  const id = await world.report({ ...campus, severity: 'ordinary' })
  const page = world.sms('wang-qiang')
  const customer = world.mail('报修已受理', MAILS.campus).link
  for (const action of ['respond', 'goOnSite', 'arrive']) await world.tap(page.link, action)
  await world.tap(page.link, 'complete', WORK)
  world.messages()
  return { id, customer }
}

describe('what the system keeps by the way it works', () => {
  it('[H1] [R10] a report by telephone and one that another system took: each becomes a repair that a named person takes', async () => {
    const world = await World.start(at('11-20 10:00'))
    await twilioCall(world, hospital.caller, `CA${'0'.repeat(32)}`)
    await world.call({ ...police, callId: 'mail-1', symptoms: '邮件：黑屏' })
    const { json } = await world.api('/api/repairs')
    expect(json.repairs.map(({ plan }: { plan: string }) => plan)).toEqual(['H', 'R'])
    for (const { id } of json.repairs) {
      const { timeline } = await world.repair(id)
      expect(timeline[0]).toMatchObject({ type: 'opened', at: world.now })
      expect(timeline.find(({ type }: { type: string }) => type === 'paged').text).toContain('王强')
      await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
      expect((await world.repair(id)).assignee).toMatchObject({ id: 'wang-qiang' })
    }
    world.messages()
  })

  it.each([
    ['fax', '传真', 'fax'],
    ['email', '邮件', 'e-mail'],
    ['onSite', '现场提出', 'on site'],
    ['video', '视频', 'video'],
  ])(
    '[H1] [R10] a colleague records a request that came by %s: a repair like any other, with who took it',
    async (through, zh, en) => {
      const world = await World.start(at('11-20 10:00'))
      const request = { ...hospital, callId: 'desk-1', through, symptoms: '血氧无读数', severity: undefined }
      const first = await world.api('/api/repairs', request)
      expect(first.status).toBe(201)
      expect(first.json.clocks[0]).toEqual({ clause: 'H4', milestone: 'responded', dueAt: at('11-20 10:05') })
      const again = await world.api('/api/repairs', request)
      expect([again.status, again.json.repairId]).toEqual([200, first.json.repairId])
      const [opened] = (await world.repair(first.json.repairId)).timeline
      expect(opened).toMatchObject({ call: { channel: through, takenBy: '客服' } })
      expect(opened.text).toContain(en)
      expect((await world.fetch(world.sms('wang-qiang').link)).text).toContain(zh)
      world.messages()
    },
  )

  it('[H1] a request that cannot be read is mended by whoever types it; a viewer records none', async () => {
    const world = await World.start(at('11-20 10:00'))
    const wrong = await world.api('/api/repairs', { through: 'pigeon', symptoms: '' })
    expect(wrong.status).toBe(400)
    expect(wrong.json.problems.map((problem: string) => problem.split(':')[0])).toEqual([
      'callId',
      'symptoms',
      'through',
    ])
    const nowhere = { callId: 'v-0', through: 'fax', symptoms: '黑屏', site: 'nowhere' }
    expect((await world.api('/api/repairs', nowhere)).json.problems).toEqual(['site: no site has the id "nowhere"'])
    const viewer = await world.api('/api/repairs', { callId: 'v-1', through: 'fax', symptoms: '黑屏' }, 'viewer')
    expect(viewer.status).toBe(403)
    expect((await world.api('/api/repairs')).json.repairs).toEqual([])
  })

  it('[H3] [C8] out of hours the hotline answers all the same, and reaches the engineer on duty, then the manager, by mobile', async () => {
    const world = await World.start(at('11-21 03:30')) // a Saturday night
    expect((await world.call({ ...hospital, severity: undefined })).status).toBe(201)
    expect(world.sms('wang-qiang').at).toBe(at('11-21 03:30'))
    expect((await world.call({ ...campus, severity: 'ordinary' })).status).toBe(201)
    world.messages()
    await world.advance('PT30M')
    expect(world.story().some((line) => line.includes('liu-fang'))).toBe(true)
  })

  it('[H5] what the phone cannot solve goes to an engineer in the field, with the emergency plan on record', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...hospital, severity: undefined })
    const page = world.sms('wang-qiang')
    await world.tap(page.link, 'respond', { solution: '先切换备用监护仪，再上门检修' })
    await world.tap(page.link, 'goOnSite')
    const { stage, timeline } = await world.repair(id)
    expect(stage).toBe('arrival')
    const said = timeline.map(({ type, text }: { type: string; text: string }) => `${type} ${text}`)
    expect(said.find((line: string) => line.includes('先切换备用监护仪'))).toBeDefined()
    expect(said.findIndex((line: string) => line.includes('先切换备用监护仪'))).toBeLessThan(
      said.findIndex((line: string) => line.startsWith('visitDecided')),
    )
    world.messages()
  })

  it('[H6] the first line is asked, then the second, then the manager, all within the 5 minutes of H4; then the others', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...hospital, severity: undefined })
    await world.advance('PT4M59S')
    const asked = () => world.messages().flatMap(({ to, kind }) => (kind === 'sms' ? [PEOPLE[to]] : []))
    expect([...new Set(asked())]).toEqual(['wang-qiang', 'zhou-jie', 'liu-fang'])
    await world.advance('PT1S')
    world.messages()
    const { rosters } = (await world.api('/api/oncall')).json
    const tiers = rosters.find(({ roster }: { roster: string }) => roster === 'east').path
    expect(tiers.slice(0, 4).map(({ tier }: { tier: string }) => tier)).toEqual(['一线', '二线', 'manager', '一线'])
    // The second line has it now, and the first is left in peace.
    await world.act(id, { type: 'acknowledge' }, 'engineer/zhou-jie')
    expect((await world.repair(id)).assignee).toMatchObject({ id: 'zhou-jie' })
    world.messages()
  })

  it('[H21] the duty roster: someone every hour of the next four weeks, or the gap in it is named', async () => {
    const now = at('11-20 10:00')
    const world = await World.start(now)
    const rosters = async () => (await world.api('/api/oncall')).json.rosters
    expect((await rosters()).map(({ roster, gaps }: { roster: string; gaps: unknown }) => [roster, gaps])).toEqual([
      ['east', []],
      ['west', []],
    ])
    await world.host.deps.directory.merge({ rosters: [aGap(now)] })
    const [night] = (await rosters()).filter(({ roster }: { roster: string }) => roster === 'night')
    expect(night.gaps).toEqual([{ from: at('11-23 09:00'), to: at('12-18 10:00') }])
  })

  it('[H21] a gap in the roster is told when the system starts, in the time of the roster', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-duty-'))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const now = at('11-20 10:00')
    const startOnce = async (language?: Language): Promise<unknown[]> => {
      const warnings: unknown[] = []
      const log = { info: () => {}, warn: (_: string, fields?: object) => void warnings.push(fields), error: () => {} }
      const host = createHost({
        folder,
        publicUrl: 'https://cn.example.com',
        frozenAt: now,
        log,
        ...(language && { language }),
      })
      await host.start()
      await host.deps.directory.merge({ rosters: [aGap(now)] })
      await host.stop()
      return warnings
    }
    expect(await startOnce()).toEqual([])
    expect(await startOnce()).toEqual([
      { warning: 'rosters.night：11月23日 09:00 – 12月18日 10:00（Asia/Shanghai）无人值班' },
    ])
    expect(await startOnce('en')).toEqual([
      { warning: 'rosters.night: nobody is on duty, 23 Nov 09:00 – 18 Dec 10:00 (Asia/Shanghai)' },
    ])
  })

  it('[N15] [R15] what is registered of a report stands on the record and in the service report', async () => {
    const world = await World.start(at('11-20 10:00'))
    const registered = [
      [data, '天山市政务数据中心', '努尔兰', '新疆天山市政务中心 B 座地下 1 层', 'NGFW-2000', '2025-04-21'],
      [police, '兰亭县公安局', '何平', '浙江省绍兴市兰亭县东街 8 号', 'BWC-5', '2025-03-18'],
    ] as const
    for (const [who, customer, name, address, model, purchasedOn] of registered) {
      const symptoms = `指示灯不亮，${model} 无法开机`
      const id = await world.report({ ...who, severity: undefined, symptoms })
      expect(await world.repair(id)).toMatchObject({
        customer: { name: customer },
        contacts: [{ name, phone: who.caller }],
        site: { address },
        unit: { serial: who.serial, model, purchasedOn },
        symptoms,
      })
      const work = { cause: '电源模块故障', done: '重新插接电源模块' }
      expect((await world.act(id, { type: 'solveRemotely', ...work, how: 'phone' })).status).toBe(200)
      expect((await world.act(id, { type: 'confirm', onBehalf: name })).status).toBe(200)
      const report = (await world.api(`/api/repairs/${id}/report?lang=zh-CN`)).text
      for (const words of [customer, name, who.caller, address, model, who.serial, purchasedOn, symptoms])
        expect(report).toContain(words)
      for (const outcome of [work.cause, work.done, '确认']) expect(report).toContain(outcome)
      // Entered in the maintenance ledger of the unit, and archived.
      const { history } = (await world.api(`/api/units/${who.serial}`)).json
      expect(history).toMatchObject([{ repair: id, symptoms, ...work, outcome: 'confirmed' }])
      expect((await world.repair(id)).timeline.at(-1).type).toBe('closed')
      world.messages()
    }
  })

  it('[C25] the archive opens with the report, closes only on the engineer’s feedback, and is only added to', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...campus, severity: 'ordinary' })
    const confirm = { type: 'confirm', onBehalf: '唐老师' } as const
    const before = (await world.repair(id)).timeline
    expect(before[0]).toMatchObject({ seq: 1, type: 'opened', at: at('11-20 10:00') })
    expect((await world.act(id, confirm)).status).toBe(409) // nobody has said what was done
    await world.act(id, { type: 'solveRemotely', ...WORK, how: 'phone' }, 'engineer/wang-qiang')
    expect((await world.act(id, confirm)).status).toBe(200)
    const { stage, timeline } = await world.repair(id)
    expect(stage).toBe('closed')
    expect(timeline.slice(0, before.length)).toEqual(before)
    expect((await world.act(id, { type: 'complete', ...WORK }, 'engineer/wang-qiang')).status).toBe(409)
    world.messages()
  })

  it('[C16] every repair yields a record with what was advised, which the customer confirms', async () => {
    const world = await World.start(at('11-20 10:00'))
    const { id, customer } = await repaired(world)
    await world.tap(customer, 'confirm', { rating: '5' })
    const report = (await world.fetch(`${customer}/report`)).text
    expect(report).toContain('建议加装稳压器')
    expect(report).toContain('确认')
    expect((await world.repair(id)).closed).toMatchObject({ how: 'confirmed' })
    world.messages()
  })

  it('[N17] after service: the customer’s rating, the archive, and the report as feedback to them', async () => {
    const world = await World.start(at('11-20 10:00'))
    const id = await world.report({ ...data, severity: 'ordinary' })
    const customer = world.mail('报修已受理', MAILS.data).link
    await world.act(id, { type: 'solveRemotely', ...WORK, how: 'phone' })
    await world.tap(customer, 'confirm', { rating: '4', comment: '处理及时' })
    expect(await world.repair(id)).toMatchObject({ stage: 'closed', rating: 4 })
    const closed = world.mail('服务报告', MAILS.data)
    expect((await world.fetch(`${closed.link}/report`)).text).toContain('重新插接')
    const { timeline } = await world.repair(id)
    expect(JSON.stringify(timeline)).toContain('处理及时')
    world.messages()
  })
})
