import type { Override, Person, Roster } from '../../../shared/directory/directory.ts'
import type { Rotation } from '../../../shared/directory/rota.ts'

export const person = (id: string): Person => ({
  id,
  name: `${id}工`,
  phone: `+86138000${id.length}0000`,
  language: 'zh-CN',
})
export const people = ['an', 'bo', 'chen', 'duan', 'er', 'fang', 'boss'].map(person)

const rotation = (ids: readonly string[], every: Rotation['every'] = 'week'): Rotation => ({
  people: ids,
  start: '2026-11-02T09:00',
  every,
})

/** Two tiers in Shanghai with weekly handovers on Mondays at 09:00, and a manager. */
export const rosterWith = (changes: Partial<Roster> = {}): Roster => ({
  id: 'night',
  name: '夜班',
  timezone: 'Asia/Shanghai',
  manager: 'boss',
  tiers: [
    { name: '一线', rotation: rotation(['an', 'bo', 'chen']) },
    { name: '二线', rotation: rotation(['duan', 'er'], 'day') },
  ],
  overrides: [],
  ...changes,
})

export const oneTier = (of: Partial<Rotation> & { timezone?: string; overrides?: readonly Override[] }): Roster => {
  const { timezone = 'Asia/Shanghai', overrides = [], ...changes } = of
  return rosterWith({
    timezone,
    overrides,
    tiers: [{ name: '一线', rotation: { ...rotation(['an', 'bo', 'chen']), ...changes } }],
  })
}
