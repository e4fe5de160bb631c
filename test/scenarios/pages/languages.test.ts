import { expect, it } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

/** The staff API, asked in this language. */
const asked = async (world: World, language: string | undefined, path: string, body?: unknown, role = 'dispatcher') => {
  const login = { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ role }) }
  const { token } = (await world.fetch('/local/login', login)).json
  const headers = {
    authorization: `Bearer ${token}`,
    'content-type': 'application/json',
    ...(language && { 'accept-language': language }),
  }
  return world.fetch(path, {
    headers,
    ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
  })
}

it('the API refuses in the language that is asked for; codes for programs stay', async () => {
  const world = await World.start(at('11-20 02:13'))
  const id = await world.report()
  const act = (language: string | undefined, action: object, role?: string) =>
    asked(world, language, `/api/repairs/${id}/actions`, action, role)

  const missing = await asked(world, 'zh-CN,zh;q=0.9', '/api/repairs/nothing')
  expect([missing.status, missing.json]).toEqual([404, { error: 'notFound', message: '这里没有这样的内容。' }])
  const nowhere = await asked(world, 'zh', '/api/nowhere')
  expect(nowhere.json).toEqual({ error: 'notFound', message: '/api/nowhere 没有内容。' })

  const wrong = await act('zh-CN', { type: 'note', text: '', colour: 'red' })
  expect([wrong.status, wrong.json]).toEqual([
    400,
    { error: 'badRequest', message: '请求有误。', problems: ['text：不能为空', 'colour：没有这个字段'] },
  ])
  const pause = await act('zh-CN', { type: 'pause', reason: '等客户开门', agreedBy: '何平', how: 'phone' })
  expect(pause.json.problems ?? pause.json.message).toEqual(expect.anything())

  const early = await act('zh-CN', { type: 'complete', cause: '电池', done: '检查' })
  expect([early.status, early.json.error]).toEqual([409, 'notAllowed'])
  expect(early.json.message).toMatch(/^现在不能“.*”：报修单处于“.*”/)
  const english = await act('en', { type: 'complete', cause: '电池', done: '检查' })
  expect(english.json.message).toMatch(/^"complete" does not fit: the repair is at stage "/)
  expect(english.json.allowed).toEqual(early.json.allowed)
  // A program that asks for none.
  expect((await act(undefined, { type: 'complete', cause: '电池', done: '检查' })).json).toEqual(english.json)

  const forbidden = await act('zh', { type: 'waive', clock: 'R5/responded', reason: 'x' })
  expect([forbidden.status, forbidden.json.error]).toEqual([403, 'forbidden'])
  expect(forbidden.json.message).toMatch(/^角色 dispatcher 不能“.*”（waive）。$/)
  const unknown = await act('zh', { type: 'waive', clock: 'X9/responded', reason: 'x' }, 'manager')
  expect(unknown.json.problems).toEqual([expect.stringMatching(/^clock：没有 "X9\/responded"；未结束的有 R5/)])
  world.messages()
})
