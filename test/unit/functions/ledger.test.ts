import { beforeEach, describe, expect, test } from 'vitest'
import { MAY_USE, ROLES } from '../../../functions/api/roles.ts'
import { ledgerHandler } from '../../../functions/ledger/ledger.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { auditSchema } from '../../../shared/wire/evidence.ts'
import { knowledgeSchema } from '../../../shared/wire/knowledge.ts'
import { lineListSchema, obligationListSchema, ratesSchema, satisfactionSchema } from '../../../shared/wire/ledger.ts'
import { outdatedSchema } from '../../../shared/wire/outdated.ts'
import { plannedListSchema } from '../../../shared/wire/planned.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { ROUTES } from '../../../shared/wire/routes.ts'
import { loanersSchema, unitFileSchema } from '../../../shared/wire/units.ts'
import { type Answer, type Ask, ask, type Stage, stage } from './support.ts'

let deps: Stage
let id: string
beforeEach(async () => {
  deps = await stage()
  const report = { callId: 'c-1', channel: 'api', caller: '+8613800138001', symptoms: '无法开机' } as const
  id = (await reportFault(deps, report)).repair.id
})

const call = (route: string, more: Partial<Ask> & { role?: string } = {}): Promise<Answer> => {
  const { role = 'manager', ...rest } = more
  const [method = 'GET', template = ''] = route.split(' ')
  const parameters = rest.parameters ?? { id, serial: 'BWC-2025-0117' }
  const path = template.replace(/\{(\w+)\}/g, (_, name: string) => (parameters as Record<string, string>)[name] ?? '')
  const body = method === 'POST' ? { body: '{}' } : {}
  return ask(ledgerHandler(deps), {
    method,
    path,
    routeKey: route,
    claims: { sub: 'chen-wei', role },
    ...body,
    ...rest,
    parameters,
  })
}

describe('who may call', () => {
  const guarded = ROUTES.filter((route) => route.function === 'ledger').map(({ method, path }) => `${method} ${path}`)
  test.each(guarded)('%s asks for a token with a role', async (route) => {
    expect(await ask(ledgerHandler(deps), { path: '/', routeKey: route })).toMatchObject({ status: 401 })
    expect(await call(route, { role: 'guest' })).toMatchObject({ status: 403, json: { error: 'forbidden' } })
  })

  const ALL = ROLES
  const STAFF = ['engineer', 'dispatcher', 'manager']
  test.each([
    ['GET /api/ledger/due', ALL],
    ['GET /api/ledger/rates', ALL],
    ['GET /api/ledger/lines', ALL],
    ['GET /api/ledger/latest', ALL],
    ['GET /api/ledger/satisfaction', ALL],
    ['GET /api/repairs/{id}/obligations', ALL],
    ['GET /api/repairs/{id}/report', ALL],
    ['GET /api/planned', ALL],
    ['GET /api/knowledge', ALL],
    ['GET /api/loaners', ALL],
    ['GET /api/units/{serial}', STAFF],
    ['GET /api/contracts/{id}', STAFF],
    ['POST /api/contracts/{id}/facts', STAFF],
    ['POST /api/contracts/{id}/waivers', ['manager']],
    ['POST /api/contracts/{id}/agreements', ['manager']],
    ['POST /api/contracts/{id}/taken-back', ['manager']],
    ['GET /api/contracts/outdated', ['manager']],
    ['POST /api/contracts/{id}/version', ['manager']],
    ['GET /api/ledger/obligations', ['dispatcher', 'manager']],
    ['POST /api/evidence/verify', ['dispatcher', 'manager']],
    ['GET /api/audit', ['manager']],
  ])('%s: %j', async (route, roles) => {
    const admitted = await Promise.all(
      ROLES.map(async (role) => ((await call(route, { role })).status === 403 ? [] : [role])),
    )
    expect(admitted.flat()).toEqual(roles)
  })
  test('a manager may use everything', () => {
    for (const roles of Object.values(MAY_USE)) expect(roles).toContain('manager')
  })
})

describe('answers are as the contract says', () => {
  test.each([
    ['GET /api/ledger/due', '', lineListSchema],
    ['GET /api/ledger/lines', 'month=2026-11', lineListSchema],
    ['GET /api/planned', '', plannedListSchema],
    ['GET /api/ledger/latest', '', lineListSchema],
    ['GET /api/ledger/satisfaction', 'by=engineer&month=2026-11', satisfactionSchema],
    ['GET /api/ledger/rates', 'by=month&month=2026-10&lastMonth=2026-11', ratesSchema],
    ['GET /api/repairs/{id}/obligations', '', obligationListSchema],
    [
      'GET /api/ledger/obligations',
      'customer=lanting-police&from=2026-11-01T00:00:00Z&to=2026-12-01T00:00:00Z',
      obligationListSchema,
    ],
    ['GET /api/ledger/rates', 'by=clause&plan=R', ratesSchema],
    ['GET /api/ledger/rates', 'by=clause&id=R5', ratesSchema],
    ['GET /api/loaners', '', loanersSchema],
    ['GET /api/knowledge', 'q=开机', knowledgeSchema],
    ['GET /api/audit', '', auditSchema],
    ['GET /api/contracts/outdated', '', outdatedSchema],
  ])('%s?%s', async (route, query, schema) => {
    const { status, json } = await call(route, { query })
    expect({ status, problems: json.problems }).toEqual({ status: 200 })
    expect(parse(schema, json)).toEqual(json)
  })
  test('the file of a unit', async () => {
    const [unit] = (await deps.directory.all()).units
    const { json } = await call('GET /api/units/{serial}', { parameters: { serial: unit?.serial ?? '' } })
    expect(parse(unitFileSchema, json)).toEqual(json)
  })
  test('the report of a repair is a page, as safe as any', async () => {
    const report = await call('GET /api/repairs/{id}/report', { query: 'lang=zh-CN' })
    expect(report.body).toContain('售后服务报告')
    expect(report.headers).toMatchObject({ 'content-security-policy': expect.stringContaining("default-src 'none'") })
  })
  test.each(['GET /api/repairs/{id}/report', 'GET /api/repairs/{id}/obligations', 'GET /api/contracts/{id}'])(
    '%s of none: 404',
    async (route) => {
      const answer = await call(route, { parameters: { id: '000000-0000' } })
      expect(answer).toMatchObject({ status: 404, json: { error: 'notFound' } })
    },
  )
})
