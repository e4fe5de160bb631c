import { expect, it } from 'vitest'
import type { Answer, Answers } from '../../../shared/form/answers.ts'
import { type Form, itemsOf } from '../../../shared/form/form.ts'
import { rebuild } from '../../../shared/use-cases/rebuild.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { signed, worksOf } from '../planned/contract.ts'
import { actOn, MANAGER, readVisit, signOn } from './visits.ts'

/** Nothing wrong anywhere, and this to suggest. */
const answersTo = (form: Form, advice: string): Answers =>
  Object.fromEntries(
    itemsOf(form).flatMap((item): readonly (readonly [string, Answer])[] => {
      if (item.kind === 'choice') return [[item.id, { value: item.options[0]?.value ?? '' }]]
      if (item.kind === 'number') return [[item.id, { value: item.max ?? item.min ?? 3 }]]
      return item.kind === 'text' ? [[item.id, { value: advice }]] : []
    }),
  )
/** Of the library; she reads English. */
const EMILY = 'emily.carter@jiangnan.example.com'

/** The inspection of a site that is done on that day, with this advice; and the customer's link. */
async function inspected(world: World, day: string, advice: string): Promise<{ id: string; customer: string }> {
  const { visits } = (await world.api('/api/visits?contract=NEW-1&way=visit', undefined, MANAGER)).json
  const { id } = visits.find(
    ({ place, works }: { place: string; works: { key: string }[] }) =>
      place === 'jiangnan-library' && works.some(({ key }) => key.startsWith('C17/')),
  )
  await actOn(world, id, { type: 'agree', from: at(`${day} 10:00`, 2027), agreedBy: '唐宇', how: 'phone' })
  await world.advanceTo(at(`${day} 10:05`, 2027))
  for (const { form } of (await readVisit(world, id)).filling) {
    const answers = answersTo(form as Form, form.id === 'full-inspection' ? advice : '无')
    const filled = await actOn(world, id, { type: 'fill', form: form.id, answers })
    expect([filled.status, filled.text]).toEqual([200, expect.anything()])
  }
  await signOn(world, id, '李老师')
  // What may still be written anew is not the customer's to answer yet.
  expect((await answer(world, id, 'x')).status).toBe(409)
  expect((await actOn(world, id, { type: 'done', found: '已检查 12 间' })).status).toBe(200)
  const customer = world.mail(`Your written report · ${id}`, EMILY).link.replace(/\/report$/, '')
  world.messages()
  return { id, customer }
}
const answer = (world: World, id: string, suggestion: string, given = 'accepted', who = MANAGER) =>
  actOn(world, id, { type: 'answerSuggestion', suggestion, answer: given, saidBy: 'Emily', how: 'phone' }, who)
const listed = async (world: World, query = '', who = MANAGER) =>
  (await world.api(`/api/suggestions${query}`, undefined, who)).json.suggestions as {
    visit: string
    key: string
    acceptedAt?: string
    site: string
    what: { zh: string }
  }[]

it('[C17] [N18] advice stays on the list of its site until it is answered, stands in the next report; accepted, it stays to be done until ours say what was done, which the customer is told', async () => {
  const world = await signed('C', { planVersion: 4 })
  await world.advanceTo(at('05-12 09:00', 2027))
  const { id, customer } = await inspected(world, '05-24', '建议加装遮光帘')
  const [first, ...others] = await listed(world)
  expect(others).toEqual([])
  expect(first).toMatchObject({ visit: id, site: 'jiangnan-library', what: { zh: '建议加装遮光帘' } })
  const key = first?.key ?? ''
  expect(await listed(world, '?customer=jiangnan-university&site=jiangnan-teaching')).toEqual([])
  expect(await listed(world, '?customer=lanting-police')).toEqual([])
  // What a visit of an earlier version left is listed with all else that is derived anew.
  for (const { id: one } of await world.host.deps.shelf.all('suggestions/jiangnan-university', world.now))
    await world.host.deps.shelf.remove('suggestions/jiangnan-university', one)
  expect(await listed(world)).toEqual([])
  await rebuild(world.host.deps)
  expect(await listed(world)).toMatchObject([{ visit: id, key: first?.key }])

  // "Later" is no end of it.
  expect((await answer(world, id, key, 'later')).status).toBe(200)
  expect(await listed(world)).toMatchObject([{ key, isLater: true }])

  await world.advanceTo(at('08-13 09:00', 2027))
  const next = await inspected(world, '08-24', '无')
  const { report } = await readVisit(world, next.id)
  const page = (await world.api(`/api/visits/${next.id}/files/${report?.page.sha256}`)).text
  expect(page).toMatch(/Earlier suggestions, still to be answered[\s\S]*建议加装遮光帘 \(2027-05-24\)/)

  // The customer's own word stands: ours do not write over it, and whoever coordinates is told what they want.
  expect((await world.fetch(customer)).text).toContain('建议加装遮光帘')
  const said = await world.tap(customer, 'answerSuggestion', { suggestion: key, answer: 'accepted', words: '请下月装' })
  expect(said.status).toBe(303)
  await world.advance('PT10M')
  expect(world.sms('chen-wei', '客户同意了我们的建议').text).toContain(id)
  const ofIt = async () => (await listed(world)).filter((one) => one.key === key && one.visit === id)
  expect(await ofIt()).toMatchObject([{ acceptedAt: expect.any(String) }])
  expect((await answer(world, id, key, 'declined')).status).toBe(409)
  world.messages()
  const carryOut = (suggestion: string, words = '三间教室已加装') =>
    actOn(world, id, { type: 'carryOut', suggestion, words }, 'dispatcher')
  expect((await carryOut('no-such')).status).toBe(400)
  expect((await carryOut(key, '')).status).toBe(400)
  expect((await carryOut(key)).status).toBe(200)
  expect((await carryOut(key)).status).toBe(409)
  const { text } = world.mail('What you accepted of our advice is done', EMILY)
  expect(text).toMatch(/Advice: 建议加装遮光帘\nDetails: 三间教室已加装/)
  expect(await ofIt()).toEqual([])
  expect((await world.fetch(customer)).text).toContain('三间教室已加装')
  expect((await readVisit(world, id)).suggestions).toMatchObject([
    { answer: { what: 'accepted', words: '请下月装', byCustomer: true } },
  ])
  world.messages()
})

it('[C17] what ours say the customer answered the customer can correct; nobody of another roster or customer sees or answers it', async () => {
  const world = await signed('C', { planVersion: 4 })
  await world.advanceTo(at('05-12 09:00', 2027))
  const { id, customer } = await inspected(world, '05-24', '建议加装遮光帘')
  const [{ key } = { key: '' }] = await listed(world)
  // A stranger: an engineer of another roster sees none, and answers none.
  expect(await listed(world, '', 'engineer/aygul')).toEqual([])
  expect((await answer(world, id, key, 'accepted', 'engineer/aygul')).status).toBe(403)
  expect((await world.api('/api/suggestions?limit=0', undefined, MANAGER)).status).toBe(400)
  // Hasty: one that there is not; an answer that is none.
  expect((await answer(world, id, 'no-such')).status).toBe(400)
  expect((await answer(world, id, key, 'perhaps')).status).toBe(400)
  // Dishonest: "they accepted". The customer says what they said.
  const unheard = { type: 'answerSuggestion', suggestion: key, answer: 'accepted' }
  expect((await actOn(world, id, unheard, MANAGER)).json.problems[0]).toMatch(/^saidBy: is missing: say who/)
  expect((await actOn(world, id, { ...unheard, saidBy: 'Emily' }, MANAGER)).json.problems[0]).toMatch(
    /^how: is missing/,
  )
  expect((await actOn(world, id, { ...unheard, saidBy: 'Emily', how: 'link' }, MANAGER)).status).toBe(400)
  expect((await answer(world, id, key)).status).toBe(200)
  const heard = { what: 'accepted', by: '刘芳', said: { by: 'Emily', how: 'phone' } }
  expect((await readVisit(world, id)).suggestions).toMatchObject([{ answer: heard }])
  expect(await listed(world)).toMatchObject([{ key, acceptedAt: expect.any(String) }])
  // Whoever is said to have answered reads it, and can correct it.
  const noted = world.mail('Your answer to our advice is on record', EMILY)
  expect(noted.text).toMatch(/Advice: 建议加装遮光帘\nAnswer: Accepted\nAgreed by: Emily\nHow: by phone/)
  await world.advance('PT10M')
  expect(world.sms('chen-wei', '客户同意了我们的建议').text).toContain(id)
  const page = (await world.fetch(customer)).text
  expect(page).toMatch(/建议加装遮光帘[\s\S]*Accepted · Emily by phone · 刘芳/)
  await world.tap(noted.link, 'answerSuggestion', { suggestion: key, answer: 'declined' })
  expect(await listed(world)).toEqual([])
  expect((await readVisit(world, id)).suggestions).toMatchObject([{ answer: { what: 'declined', byCustomer: true } }])
  // Twice is once.
  expect((await world.tap(customer, 'answerSuggestion', { suggestion: key, answer: 'accepted' })).status).toBe(409)
  world.messages()
})

it('[C17] [C29] work for which the plan wants a form is not recorded without it: the answer says on which page, and a manager records what is on paper', async () => {
  const world = await signed('C', { planVersion: 4 })
  await world.advanceTo(at('05-12 09:00', 2027))
  world.messages()
  const [work] = await worksOf(world, 'C17')
  const fact = { clause: 'C17', need: work?.need, about: work?.about, document: '已巡检' }
  for (const who of ['engineer/wang-qiang', 'dispatcher']) {
    const { status, json } = await world.api('/api/contracts/NEW-1/facts', fact, who)
    expect([status, json.problems]).toEqual([
      400,
      [
        expect.stringMatching(
          /need: the plan wants the form full-inspection filled in: do so on the page of V270512-\d+/,
        ),
      ],
    ])
  }
  expect((await worksOf(world, 'C17'))[0]).toMatchObject({ state: 'open' })
  expect((await world.api('/api/contracts/NEW-1/facts', fact, MANAGER)).status).toBe(200)
  expect((await worksOf(world, 'C17'))[0]).toMatchObject({ state: 'done', document: '已巡检' })
  world.messages()
})
