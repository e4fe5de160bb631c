import { expect, it } from 'vitest'
import { repairView } from '../../../functions/api/view.ts'
import { withoutPeople } from '../../../shared/kernel/mask.ts'
import { serviceReport } from '../../../shared/message/report.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { repairViewSchema } from '../../../shared/wire/repairs.ts'
import { reportPage } from '../../../web/pages/report.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const THEIRS =
  /何平|he[.-]ping|王小明|小明|13900001111|0000-?1111|wang@home|赵所长|Li Ying|138001380(01|02)|13800138001/

/** A call in which the caller names themselves, and work on which people of the customer's gave their word. */
async function talkative() {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report({
    symptoms: '我是王小明，无法开机，打我 139 0000 1111 或 wang@home.example',
    contact: { name: '王小明', phone: '13900001111', email: 'wang@home.example' },
  })
  const wang = 'engineer/wang-qiang'
  await world.act(id, { type: 'acknowledge' }, wang)
  await world.act(id, { type: 'respond', note: '何平说灯不亮；Li Ying 也在' }, wang)
  await world.act(id, { type: 'goOnSite', visitAt: at('11-20 04:00'), agreedBy: 'Li Ying', how: 'phone' }, wang)
  await world.act(
    id,
    { type: 'pause', reason: '等赵所长开门', until: at('11-20 09:00'), agreedBy: '赵所长', how: 'phone' },
    wang,
  )
  await world.act(id, { type: 'arrive' }, wang)
  await world.act(id, { type: 'complete', cause: '电池', done: '换电池，王小明在场', noParts: true }, wang)
  await world.act(id, { type: 'confirm', onBehalf: '赵所长', how: 'phone', comment: '王小明很满意' })
  world.messages()
  return { world, id }
}

it('a viewer reads no name, number or address of the customer’s people, in whatever answer', async () => {
  const { world, id } = await talkative()
  const day = 'from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z'
  const answers = [
    `/api/repairs/${id}`,
    `/api/repairs/${id}/report?lang=zh-CN`,
    `/api/repairs/${id}/report?lang=en`,
    `/api/repairs/${id}/obligations`,
    '/api/repairs?status=closed',
    '/api/repairs',
    `/api/ledger/due?${day}`,
    `/api/ledger/rates?by=customer&month=2026-11`,
    '/api/knowledge?q=无法开机',
    '/api/mutes',
    '/api/rosters',
    '/api/rosters/east',
    '/api/loaners',
  ]
  for (const path of answers) {
    const { status, text } = await world.api(path, undefined, 'viewer')
    expect(status, path).toBe(200)
    expect(THEIRS.exec(text)?.[0], path).toBeUndefined()
  }
  const { json } = await world.api(`/api/repairs/${id}`, undefined, 'viewer')
  expect(parse(repairViewSchema, json)).toEqual(json)
  expect(json.symptoms).toBe('我是王**，无法开机，打我 139****1111 或 w***@home.example')
  expect(json.contacts.map(({ name }: { name: string }) => name)).toContain('何**')
  const texts = json.timeline.map(({ text }: { text: string }) => text).join('\n')
  expect(texts).toContain('何**说灯不亮；L** 也在')
  expect(texts).toContain('王强') // ours
  // Whoever works on it reads everything, and the board names nobody to anyone.
  expect((await world.api(`/api/repairs/${id}`)).text).toContain('王小明')
  expect((await world.api('/api/repairs?status=closed')).text).not.toContain('王小明')
})

it('whatever somebody calls themselves, a masked repair is one that can be shown', async () => {
  const { world, id } = await talkative()
  const { repairs } = world.host.deps
  const repair = (await repairs.load(id)) ?? expect.fail()
  const archive = JSON.stringify({ repair: { ...repair, plan: undefined }, history: await repairs.history(id) })
  const words = new Set(archive.match(/"[^"\\]{1,40}"/g)?.map((word) => word.slice(1, -1)))
  expect(words.size).toBeGreaterThan(100)
  for (const word of words) {
    const named = JSON.parse(archive.replaceAll('"王小明"', JSON.stringify(word)))
    const shown = withoutPeople({ ...named, repair: { ...named.repair, plan: repair.plan } })
    for (const language of ['zh-CN', 'en'] as const) {
      expect(() => repairView(shown.repair, shown.history, [], language), word).not.toThrow()
      const supplier = { zh: '承诺', en: 'Chengnuo' }
      const report = () =>
        reportPage(serviceReport(shown.repair, shown.history), {
          supplier: { name: supplier, hotline: '+864008001300' },
          language,
        })
      expect(report, word).not.toThrow()
    }
  }
})
