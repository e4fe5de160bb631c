import { expect, it } from 'vitest'
import { wayIn } from '../../../web/console/app/way-in.ts'

it.each([
  [{ error: 'unauthorized', message: '请先登录', login: '/local/login' }, 'role'],
  [{ message: 'Unauthorized' }, 'provider'],
  [{ error: 'unauthorized', message: '令牌里没有“custom:staff”这一项' }, { said: '令牌里没有“custom:staff”这一项' }],
])('whoever is turned away with %o signs in by %o', (said, way) => {
  for (const before of ['role', 'provider'] as const) expect(wayIn(said, before)).toEqual(way)
})

it('an answer that broke off says nothing of it', () => {
  for (const before of ['role', 'provider', { said: 'x' }] as const) expect(wayIn({}, before)).toBe(before)
})
