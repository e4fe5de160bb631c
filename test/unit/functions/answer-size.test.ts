import { describe, expect, it } from 'vitest'
import { apiHandler } from '../../../functions/api/api.ts'
import { repairView } from '../../../functions/api/view.ts'
import { linesOf } from '../../../functions/links/views.ts'
import { MOST_ANSWER_BYTES } from '../../../functions/middleware/answer-size.ts'
import { httpHandler, json, problemJson } from '../../../functions/middleware/http.ts'
import { excerptOf } from '../../../shared/message/excerpt.ts'
import { serviceReport } from '../../../shared/message/report.ts'
import type { RecordedEvent } from '../../../shared/repair/events.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { repairViewSchema } from '../../../shared/wire/repairs.ts'
import { reportPage } from '../../../web/pages/report.ts'
import { anEvent, aRepair } from '../../support/repair-fixtures.ts'
import { ask, stage } from './support.ts'

/** What Lambda counts: the whole answer, written as JSON. */
const sizeOf = (answer: unknown): number => Buffer.byteLength(JSON.stringify(answer))
const LAMBDA_TAKES = 6 * 1024 * 1024

describe('an answer', () => {
  const answering = async (body: string) => {
    const deps = await stage()
    const handler = httpHandler(deps, {
      handle: async () => ({ statusCode: 200, headers: { 'content-type': 'text/plain' }, body }),
      problem: problemJson,
    })
    return ask(handler, { path: '/api/anything', headers: { 'accept-language': 'zh-CN' } })
  }

  it.each([
    ['letters', 'x', MOST_ANSWER_BYTES - 2],
    ['quotes, of two bytes each once they are written', '"', Math.floor(MOST_ANSWER_BYTES / 2) - 1],
    ['Chinese, of three', '修', Math.floor((MOST_ANSWER_BYTES - 2) / 3)],
  ])('of %s goes up to what Lambda takes, and not a character further', async (_, letter, most) => {
    const fits = await answering(letter.repeat(most))
    expect(fits.status).toBe(200)
    expect(sizeOf({ statusCode: 200, headers: fits.headers, body: fits.body })).toBeLessThanOrEqual(LAMBDA_TAKES)
    const { status, json: problem } = await answering(letter.repeat(most + 1))
    expect([status, problem]).toEqual([
      413,
      { error: 'answerTooLarge', message: '结果超过 6 MB，无法返回：请缩小范围，例如更短的时间或更小的 limit。' },
    ])
  })
})

/** An archive that somebody has written full for months. */
const notes = (count: number): RecordedEvent[] =>
  Array.from({ length: count }, (_, n) =>
    n === 0
      ? anEvent(1, { type: 'attempted', note: 'the first' })
      : anEvent(n + 1, { type: 'attempted', note: `${'"修'.repeat(500)} ${n + 1}` }),
  )

describe('an archive longer than an answer', () => {
  const history = notes(5000)
  const repair = aRepair()

  it('says how it began and how it stands, and how much is left out', () => {
    const { events, omitted } = excerptOf(history)
    expect(events.length + omitted).toBe(5000)
    expect(omitted).toBeGreaterThan(1000)
    expect([events[0], events.at(-1)]).toEqual([history[0], history.at(-1)])
    expect(events.slice(1)).toEqual(history.slice(omitted + 1))
  })

  it('is shown whole while it fits', () => {
    expect(excerptOf(notes(300))).toEqual({ events: notes(300), omitted: 0 })
    expect(excerptOf([])).toEqual({ events: [], omitted: 0 })
  })

  it('fits the API, the pages and the report, in either language', () => {
    for (const language of ['zh-CN', 'en'] as const) {
      const view = repairView(repair, history, [], language)
      expect(sizeOf(json(200, view))).toBeLessThan(LAMBDA_TAKES)
      expect(view.timelineOmitted).toBeGreaterThan(0)
      expect(repairViewSchema.shape.timelineOmitted.safeParse(view.timelineOmitted).success).toBe(true)
      const lines = linesOf(history, repair, language)
      expect(sizeOf(lines)).toBeLessThan(LAMBDA_TAKES / 2)
      expect(lines.at(-2)?.text).toMatch(/从略|left out/)
      const supplier = { name: { zh: '承诺', en: 'Chengnuo' }, hotline: '400', defaultRoster: 'r' }
      const page = reportPage(serviceReport(repair, history), { supplier, language } as never)
      expect(sizeOf(page)).toBeLessThan(LAMBDA_TAKES)
      expect(page).toMatch(/从略|left out/)
    }
  })
})

describe('an id longer than any', () => {
  it('names nothing: no store is asked for it', async () => {
    const deps = await stage()
    await reportFault(deps, { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: '无法开机' })
    const load = () =>
      Promise.reject(new Error('One or more parameter values were invalid: Size of hashkey has exceeded'))
    const handler = apiHandler({ ...deps, store: { ...deps.store, load } as never, openApi: () => ({}) })
    for (const id of ['x'.repeat(201), '修'.repeat(3000), '\ud800'])
      for (const [method, route] of [
        ['GET', '/api/repairs/{id}'],
        ['POST', '/api/repairs/{id}/actions'],
      ] as const) {
        const claims = { sub: 'manager', role: 'manager' }
        const body = '{"type":"note","text":"x"}'
        const what = { method, path: route, routeKey: `${method} ${route}`, parameters: { id }, claims }
        expect((await ask(handler, { ...what, ...(method === 'POST' && { body }) })).status).toBe(404)
      }
  })
})
