import { expect, it } from 'vitest'
import type { Answer, Answers } from '../../../shared/form/answers.ts'
import { type Form, itemsOf } from '../../../shared/form/form.ts'
import { at } from '../../support/play.ts'
import { signed } from '../planned/contract.ts'
import { actOn, readVisit, signOn } from './visits.ts'

/** An answer to everything: the first option, a number within its limits, the best score. */
const answersTo = (form: Form): Answers =>
  Object.fromEntries(
    itemsOf(form).flatMap((item): readonly (readonly [string, Answer])[] => {
      switch (item.kind) {
        case 'choice':
          return [[item.id, { value: item.options[0]?.value ?? '' }]]
        case 'number':
          return [[item.id, { value: item.max ?? item.min ?? 3 }]]
        case 'text':
          return [[item.id, { value: '无' }]]
        case 'score':
          return [[item.id, { value: 5 }]]
        default:
          return []
      }
    }),
  )

const IN_CHINESE = ['本期故障统计', '设备完好率', '风险提示', '建议']
const IN_ENGLISH = ['Faults of the period', 'Availability', 'Risks', 'Suggestions']

it.each([
  ['C14', 'C', 'visit', '03-08', '到货后拜访、协助制定使用和日常维护规定报告', {}],
  [
    'C20',
    'C',
    'visit',
    '05-13',
    '质保期满联合检查报告',
    { signedOn: '2024-05-01', deliveredOn: '2024-05-20', acceptedOn: '2024-06-01' },
  ],
  ['R14', 'R', 'visit', '03-12', '执法记录仪月度巡检报告', {}],
  ['N18', 'N', 'visit', '05-13', '季度巡检：硬件、软件、风险报告', {}],
  ['H19', 'H', 'call', '05-13', '设备使用回访报告', {}],
] as const)(
  '[%s] the written report comes with what was filled in, the faults of the period and the availability',
  async (clause, plan, way, day, title, dates) => {
    const world = await signed(plan, { planVersion: 4, ...dates })
    await world.advanceTo(at(`${day} 10:00`, 2027))
    const { visits } = (await world.api(`/api/visits?contract=NEW-1&way=${way}`)).json
    const { id } = visits.find(({ works }: { works: { key: string }[] }) =>
      works.some(({ key }) => key.startsWith(`${clause}/`)),
    )
    if (way === 'visit') {
      const from = at(`${day} 15:00`, 2027)
      expect((await actOn(world, id, { type: 'agree', from, agreedBy: '客户', how: 'phone' })).status).toBe(200)
      await world.advanceTo(from)
    }
    for (const { form } of (await readVisit(world, id)).filling) {
      const filled = await actOn(world, id, { type: 'fill', form: form.id, answers: answersTo(form as Form) })
      expect([filled.status, filled.text]).toEqual([200, expect.anything()])
    }
    const before = await readVisit(world, id)
    if (before.allowed.includes('sign')) await signOn(world, id, '客户代表')
    expect((await actOn(world, id, { type: 'done', found: '已完成' })).status).toBe(200)
    const { report, found } = await readVisit(world, id)
    expect(found).toEqual([])
    expect(report?.title.zh).toContain(title)
    const page = await world.api(`/api/visits/${id}/files/${report?.page.sha256}`)
    // In the language of whoever at the customer's it is sent to.
    const parts = page.text.includes('<html lang="en">') ? IN_ENGLISH : IN_CHINESE
    for (const words of [clause, ...parts]) expect(page.text).toContain(words)
    const docx = await world.api(`/api/visits/${id}/files/${report?.docx.sha256}`)
    expect([docx.status, docx.text.slice(0, 2)]).toEqual([200, 'PK'])
    world.messages()
  },
)

it('[C14] whoever reads English is sent the report in English, page and file, and it stays as it was sent', async () => {
  const world = await signed('C', { planVersion: 4, sites: ['jiangnan-teaching'] })
  const { directory } = world.host.deps
  const contacts = (await directory.all()).contacts.filter(({ customer }) => customer === 'jiangnan-university')
  await directory.merge({ contacts: contacts.map((contact) => ({ ...contact, language: 'en' as const })) })
  await world.advanceTo(at('03-08 10:00', 2027))
  const [call] = (await world.api('/api/visits?contract=NEW-1&way=visit')).json.visits
  await actOn(world, call.id, { type: 'agree', from: at('03-08 15:00', 2027), agreedBy: '唐宇', how: 'phone' })
  await world.advanceTo(at('03-08 15:00', 2027))
  for (const { form } of (await readVisit(world, call.id)).filling)
    await actOn(world, call.id, { type: 'fill', form: form.id, answers: answersTo(form as Form) })
  if ((await readVisit(world, call.id)).allowed.includes('sign')) await signOn(world, call.id, '唐宇')
  expect((await actOn(world, call.id, { type: 'done', found: 'Done' })).status).toBe(200)
  const read = async () => {
    const { report } = await readVisit(world, call.id)
    return (await world.api(`/api/visits/${call.id}/files/${report?.page.sha256}`)).text
  }
  const page = await read()
  for (const words of ['<html lang="en">', 'Faults of the period', 'Availability', 'Signatures and photos'])
    expect(page).toContain(words)
  expect(page).not.toContain('本期故障统计')
  // A contact who reads Chinese by now changes nothing of what was sent.
  await directory.merge({ contacts })
  expect(await read()).toBe(page)
  world.messages()
})

it('[H19] [C14] the report of a call leads whoever is sent it to its page, the report, and what they are advised', async () => {
  const world = await signed('H', { planVersion: 4 })
  await world.advanceTo(at('05-13 10:00', 2027))
  world.messages()
  const [call] = (await world.api('/api/visits?contract=NEW-1&way=call')).json.visits
  for (const { form } of (await readVisit(world, call.id)).filling) {
    const answers = { ...answersTo(form as Form), upkeep: { value: 'seldom' } }
    expect((await actOn(world, call.id, { type: 'fill', form: form.id, answers })).status).toBe(200)
  }
  expect((await actOn(world, call.id, { type: 'done', found: '使用正常' })).status).toBe(200)
  const mails = world.messages().filter(({ kind, text }) => kind === 'email' && text.includes('/report'))
  const report = new URL(/https:\S+\/report/.exec(mails[0]?.text ?? '')?.[0] ?? '').pathname
  expect(mails).toHaveLength(1)
  expect(await world.fetch(report)).toMatchObject({ status: 200, text: expect.stringContaining('H19') })
  const customer = report.replace(/\/report$/, '')
  const page = await world.fetch(customer)
  expect([page.status, /cared for|保养/.test(page.text)]).toEqual([200, true])
  const [{ key } = { key: '' }] = (await readVisit(world, call.id)).suggestions ?? []
  expect((await world.tap(customer, 'answerSuggestion', { suggestion: key, answer: 'accepted' })).status).toBe(303)
  expect((await readVisit(world, call.id)).suggestions).toMatchObject([
    { answer: { what: 'accepted', byCustomer: true } },
  ])
  world.messages()
})
