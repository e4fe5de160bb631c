import { describe, expect, it } from 'vitest'
import { claimsOf, known, type StaffClaims, staffClaimsOf } from '../../../functions/api/claims.ts'
import { ledgerHandler } from '../../../functions/ledger/ledger.ts'
import { ask, request, stage } from './support.ts'

const UUID = '0b0f6a5e-5f0a-4c7e-9a51-0b2d6a7c1e11'
const PATH = { path: '/api/loaners', routeKey: 'GET /api/loaners' }
const read = async (claims: Record<string, unknown>, by?: StaffClaims) =>
  claimsOf(await known(request({ ...PATH, claims: claims as Record<string, string> }), await stage(), by))

const COGNITO = staffClaimsOf({ STAFF_CLAIM: 'cognito:username', ROLE_CLAIM: 'cognito:groups' })

describe('who a token is', () => {
  it('by default its sub, with role or custom:role', async () => {
    expect(await read({ sub: 'chen-wei', role: 'engineer' })).toMatchObject({ sub: 'chen-wei', role: 'engineer' })
    expect(
      await read({ sub: 'x', 'custom:role': 'viewer' }, staffClaimsOf({ STAFF_CLAIM: '', ROLE_CLAIM: '' })),
    ).toEqual({
      sub: 'x',
      role: 'viewer',
    })
  })

  it('by the claims that the stack names: a sub nobody chose, and a role that users write, say nothing', async () => {
    const claims = { sub: UUID, 'cognito:username': 'chen-wei', 'custom:role': 'manager', role: 'manager' }
    expect(await read({ ...claims, 'cognito:groups': '[engineer]' }, COGNITO)).toMatchObject({
      sub: 'chen-wei',
      role: 'engineer',
    })
    expect(await read(claims, COGNITO)).not.toHaveProperty('role')
  })

  it.each([
    ['[engineer manager]', 'manager'],
    ['[manager engineer others]', 'manager'],
    ['["viewer","dispatcher"]', 'dispatcher'],
    ['dispatcher,engineer', 'dispatcher'],
    ['[others]', undefined],
    ['managers', 'managers'], // none of ours: refused where the role is asked for
    [['viewer', 'engineer'], 'engineer'],
  ])('groups %j: %s', async (groups, role) => {
    const claims = await read({ 'cognito:username': 'chen-wei', 'cognito:groups': groups }, COGNITO)
    expect(claims?.role).toBe(role)
  })

  it('is called as the directory has it, whatever the token says', async () => {
    expect(await read({ sub: 'chen-wei', role: 'engineer', name: '刘芳' })).toMatchObject({ name: '陈伟' })
    expect(await read({ sub: 'zhang', role: 'dispatcher', name: '张三' })).toMatchObject({ name: '张三' })
  })

  it('without the claim nobody: 401 names it; with an unknown role 403', async () => {
    const handler = ledgerHandler({ ...(await stage()), claims: COGNITO })
    const unnamed = await ask(handler, { ...PATH, claims: { sub: UUID, 'cognito:groups': '[manager]' } })
    expect([unnamed.status, unnamed.json.message]).toEqual([401, expect.stringContaining('cognito:username')])
    const claims = { 'cognito:username': 'chen-wei', 'cognito:groups': '[managers]' }
    expect((await ask(handler, { ...PATH, claims })).status).toBe(403)
  })
})
