import { describe, expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const REPORT = at('11-20 02:13')

describe('who is asked, and who has it', () => {
  it('acknowledged, then forgotten: warned twice, and at the deadline it goes up one level', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    const page = world.sms('wang-qiang')
    world.messages()
    await world.advance('PT1M')
    await world.tap(page.link, 'acknowledge')
    expect(world.story()).toEqual(['02:14 mail: 工程师已接单 · 261120-0001 · 兰亭县公安局城东派出所 执法记录仪 0117'])
    await world.advanceTo(at('11-20 02:25'))
    expect(world.story()).toEqual([
      '02:18 wang-qiang: R5响应剩5分钟 城东所 记录仪0117 261120-0001 02:23 前 <link>',
      '02:21 wang-qiang: R5响应剩2分钟 城东所 记录仪0117 261120-0001 02:23 前 <link>',
      '02:23 zhou-jie: 紧急 R5响应超时 王强 城东所 记录仪0117：无法开机 261120-0001 02:26 前接单 <link>',
      '02:23 mail: 维修延误通知 · 261120-0001 · 兰亭县公安局城东派出所 执法记录仪 0117',
    ])
    // The chase ends when the promise is fulfilled at last, with its length on record.
    await world.tap(page.link, 'respond')
    await world.advanceTo(at('11-20 02:27'))
    expect(await world.clocks(id)).toMatchObject({ 'R5 responded': 'broken PT2M', 'R6 responded': 'kept' })
    expect((await world.repair(id)).assignee.id).toBe('wang-qiang')
    world.sms('zhou-jie', '王强已接') // asked above, and need not any more
  })

  it('[N14] nobody answers: who has duty, the manager, the others, round again more slowly, never silence', async () => {
    const world = await World.start(REPORT)
    await world.report({ severity: 'help' })
    await world.advanceTo(at('11-20 02:27'))
    const pages = world.story().filter((line) => /求助/.test(line))
    expect(pages.map((line) => line.split(':', 2).join(':'))).toEqual([
      '02:13 wang-qiang',
      '02:16 zhou-jie',
      '02:19 liu-fang',
      '02:22 chen-wei',
      '02:25 li-na',
    ])
    await world.advance('PT12H')
    const sent = world.messages().filter(({ kind }) => kind === 'sms')
    const gaps = sent.slice(1).map(({ at: when }, index) => Date.parse(when) - Date.parse(sent[index]?.at ?? ''))
    expect(Math.max(...gaps)).toBeLessThanOrEqual(60 * 60_000)
    expect(sent.some(({ to }) => to === '+8613800138100')).toBe(true)
  })

  it('two engineers acknowledge at once: one has it, the other is told, one mail', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    await world.advance('PT3M')
    const links = [world.sms('wang-qiang').link, world.sms('zhou-jie').link]
    world.messages()
    const answers = await Promise.all(links.map((link) => world.tap(link, 'acknowledge', { id: 'tap' })))
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 409])
    expect(answers.find(({ status }) => status === 409)?.text).toContain('我来接手')
    const { timeline, assignee } = await world.repair(id)
    const acknowledged = timeline.filter(({ type }: { type: string }) => type === 'acknowledged')
    expect(acknowledged).toHaveLength(1)
    expect(assignee.id).toBe(acknowledged[0].person.id)
    world.mail('工程师已接单')
    const [slower] = ['wang-qiang', 'zhou-jie'].filter((one) => one !== assignee.id)
    world.sms(slower ?? '', `${assignee.name}已接`)
  })

  it('take-over: a colleague who has the link may take it, and the one before is free', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    await world.advance('PT3M')
    const [wang, zhou] = [world.sms('wang-qiang').link, world.sms('zhou-jie').link]
    await world.tap(wang, 'acknowledge')
    world.messages()
    expect((await world.tap(zhou, 'respond')).status).toBe(409) // it is Wang Qiang's
    await world.tap(zhou, 'takeOver')
    world.mail('工程师')
    world.sms('wang-qiang', '周洁已接')
    expect((await world.repair(id)).assignee.id).toBe('zhou-jie')
    expect((await world.tap(wang, 'respond')).status).toBe(409)
    expect((await world.tap(zhou, 'respond')).status).toBe(303)
  })

  it('handed over to a named colleague: asked at once, then the path without the one who gave it up', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    const wang = world.sms('wang-qiang').link
    await world.tap(wang, 'respond')
    world.messages()
    await world.advance('PT5M')
    expect((await world.act(id, { type: 'handOver', person: 'nobody', reason: '下班' })).json).toMatchObject({
      problems: ['person: nobody has the id "nobody"'],
    })
    const offered = (await world.fetch(wang)).text
    expect(offered).toContain('<option value="li-na">李娜 · 一线</option>')
    expect(offered).not.toContain('<option value="wang-qiang">')
    await world.tap(wang, 'handOver', { person: 'li-na', reason: '车坏了' })
    expect(world.sms('li-na', '转交').at).toBe(at('11-20 02:18'))
    expect(await world.repair(id)).not.toHaveProperty('assignee')
    await world.advance('PT3M')
    const next = world.sms('zhou-jie')
    await world.tap(next.link, 'acknowledge')
    world.mail('工程师')
    world.sms('li-na', '周洁已接')
    expect((await world.repair(id)).assignee.id).toBe('zhou-jie')
  })

  it('assigned by the dispatcher to someone who is not on the path', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    world.messages()
    await world.act(id, { type: 'assign', person: 'ma-jun' })
    const { link } = world.sms('ma-jun')
    await world.tap(link, 'acknowledge')
    world.mail('工程师已接单')
    world.sms('wang-qiang', '马军已接')
    expect((await world.repair(id)).assignee.id).toBe('ma-jun')
  })

  it('an engineer of the staff API acts as the engineer', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    world.messages()
    await world.act(id, { type: 'acknowledge' }, 'engineer/wang-qiang')
    world.mail('工程师已接单')
    expect((await world.repair(id)).assignee.id).toBe('wang-qiang')
    expect(
      (
        await world.act(
          id,
          { type: 'withdraw', reason: '误报', agreedBy: 'Zhang', how: 'phone' },
          'engineer/wang-qiang',
        )
      ).status,
    ).toBe(403)
    expect((await world.act(id, { type: 'note', text: '看看' }, 'viewer')).status).toBe(403)
  })
})

describe('whoever was paged is told that a colleague has it', () => {
  const has = /不用管了/
  const told = (world: World) => world.story().filter((line) => has.test(line))

  it('[H3] everyone who was paged and did not answer, once; not whoever answered, and nobody who was not paged', async () => {
    const world = await World.start(REPORT)
    await world.report()
    await world.advance('PT6M') // Wang Qiang, Zhou Jie and the manager have been asked
    const { link } = world.sms('zhou-jie')
    const wangs = world.sms('wang-qiang').link
    world.messages()
    await world.tap(link, 'acknowledge')
    expect(told(world)).toEqual([
      '02:19 wang-qiang: 周洁已接 城东所 记录仪0117 261120-0001 您不用管了 <link>',
      '02:19 liu-fang: 周洁已接 城东所 记录仪0117 261120-0001 您不用管了 <link>',
    ])
    // The page behind the earlier link says so too.
    expect((await world.fetch(wangs)).text).toContain('当前由 周洁 负责')
    await world.tap(link, 'acknowledge')
    await world.tap(link, 'respond')
    await world.advance('PT10M')
    expect(told(world)).toEqual([])
  })

  it('the first who is asked answers: nobody else has heard of it, and nobody is told', async () => {
    const world = await World.start(REPORT)
    await world.report()
    const { link } = world.sms('wang-qiang')
    world.messages()
    await world.tap(link, 'acknowledge')
    expect(told(world)).toEqual([])
  })

  it('over before anybody answers: they are told that it is', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    await world.advance('PT3M')
    world.messages()
    await world.act(id, { type: 'withdraw', reason: '客户撤销', agreedBy: '何平', how: 'phone' })
    expect(told(world)).toEqual([
      '02:16 wang-qiang: 已结束 城东所 记录仪0117 261120-0001 您不用管了 <link>',
      '02:16 zhou-jie: 已结束 城东所 记录仪0117 261120-0001 您不用管了 <link>',
    ])
  })

  it('given by the dispatcher to someone else: the one who had it is told once that one has taken it', async () => {
    const world = await World.start(REPORT)
    const id = await world.report()
    await world.tap(world.sms('wang-qiang').link, 'respond')
    await world.act(id, { type: 'assign', person: 'ma-jun' })
    const { link } = world.sms('ma-jun')
    expect(told(world)).toEqual([])
    await world.tap(link, 'acknowledge')
    expect(told(world)).toEqual(['02:13 wang-qiang: 马军已接 城东所 记录仪0117 261120-0001 您不用管了 <link>'])
  })
})
