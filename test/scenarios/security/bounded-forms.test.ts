import { beforeEach, describe, expect, test } from 'vitest'
import { apiHandler } from '../../../functions/api/api.ts'
import { linksHandler } from '../../../functions/links/links.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import { act } from '../../../shared/use-cases/act.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { parseActionForm } from '../../../shared/wire/form.ts'
import { type Answer, ask, linkFor, type Stage, stage } from '../../unit/functions/support.ts'

/** What froze the process for minutes takes milliseconds; a busy machine gets its share. */
const LONGEST_MS = 1500
/** 250 kB of blanks: a plus sign stands for one in a form. */
const BLANKS = '+'.repeat(250_000)

const CHEN = { kind: 'engineer', id: 'chen-wei', name: '陈伟' } as const
let deps: Stage
let repairId: string

beforeEach(async () => {
  deps = await stage()
  const report = { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: '无法开机' } as const
  repairId = (await reportFault(deps, report)).repair.id
})

const post = async (kind: 'engineer' | 'customer', holder: string, body: string): Promise<Answer> => {
  const token = await linkFor(deps, { about: repairSubject(repairId), kind, holder })
  const path = `/${kind === 'engineer' ? 'p' : 'c'}/${token}`
  return ask(linksHandler(deps), { method: 'POST', path, parameters: { token }, body })
}

/** A form that the console sends. */
const postAs = (role: 'dispatcher' | 'manager', body: string): Promise<Answer> =>
  ask(apiHandler({ ...deps, openApi: () => ({}) }), {
    method: 'POST',
    path: `/api/repairs/${repairId}/actions`,
    routeKey: 'POST /api/repairs/{id}/actions',
    headers: { 'content-type': 'application/x-www-form-urlencoded' },
    parameters: { id: repairId },
    claims: { sub: 'xie-min', role },
    body,
  })

const inTime = async <T>(run: () => Promise<T>): Promise<T> => {
  const begin = performance.now()
  const result = await run()
  expect(performance.now() - begin).toBeLessThan(LONGEST_MS)
  return result
}

describe('a quote of 250 kB of blanks between two codes', () => {
  const body = `action=quote&origin=user&items=A${BLANKS}%C2%B7`
  test('by the customer, who may not quote, is refused before it is read', async () => {
    expect(await inTime(() => post('customer', 'he-ping', body))).toMatchObject({ status: 409 })
  })
  test('by the engineer who has it is too long, and says so', async () => {
    await act(deps, repairId, { type: 'acknowledge' }, CHEN)
    const answer = await inTime(() => post('engineer', 'chen-wei', body))
    expect(answer.status).toBe(400)
    expect(answer.body).toContain('太长，请缩短')
  })
  test('by a dispatcher in the console is refused in time', async () => {
    expect((await inTime(() => postAs('dispatcher', body))).status).toBe(400)
  })
})

test('a form of fifty fields is read, one of fifty-one is not', () => {
  const form = (count: number) =>
    new URLSearchParams(`action=acknowledge${Array.from({ length: count - 1 }, (_, at) => `&f${at}=+`).join('')}`)
  expect(parseActionForm(form(50), 'Asia/Shanghai')).toEqual({ type: 'acknowledge' })
  expect(() => parseActionForm(form(51), 'Asia/Shanghai')).toThrow('more than 50 fields')
})
test('a field of 12,000 characters is read, one more is not', () => {
  const note = (length: number) => new URLSearchParams({ action: 'note', text: 'x'.repeat(length) })
  expect(() => parseActionForm(note(12_000), 'Asia/Shanghai')).toThrow('expected string to have <=1000 characters')
  expect(() => parseActionForm(note(12_001), 'Asia/Shanghai')).toThrow('at most 12000 characters')
})
test('a form of 60,000 unknown fields is refused in time', async () => {
  const body = `action=note&text=x&${Array.from({ length: 20_000 }, (_, at) => `f${at}=1`).join('&')}`
  expect((await inTime(() => post('engineer', 'chen-wei', body))).status).toBe(400)
})

/** What every object of the language has besides its own. */
const INHERITED = ['constructor', '__proto__', 'toString', 'hasOwnProperty', 'valueOf']

describe('no form reaches what every object inherits:', () => {
  test.each(INHERITED)('action=%s', async (name) => {
    for (const [kind, holder] of [
      ['engineer', 'chen-wei'],
      ['customer', 'he-ping'],
    ] as const)
      expect((await post(kind, holder, `action=${name}&${name}=x`)).status).toBe(400)
    expect((await postAs('manager', `action=${name}`)).status).toBe(400)
  })
  test.each(INHERITED)('a choice of %s', async (name) => {
    await act(deps, repairId, { type: 'acknowledge' }, CHEN)
    const answer = await post('engineer', 'chen-wei', `action=quote&items=A-1&origin=${name}`)
    expect(answer.status).toBe(400)
    // Nor where what was written is shown once more because the action does not fit any longer.
    expect((await post('customer', 'he-ping', `action=quote&origin=${name}`)).status).toBe(409)
  })
})
