import { expect, it } from 'vitest'
import { playYear } from '../../../infra/local/demo/year/play.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'

const quiet = {
  info: () => {},
  warn: () => {},
  error: (message: string, fields?: object) => console.error(message, fields),
}

it('[C11] [C14] [C15] [C17] [C18] [C29] [C37] [C38] [H7] [H10] [H19] [N13] [N18] [N20] [N24] [N25] [N29] [R9] [R14] a year of four contracts: what was forgotten is broken, the rest is kept', {
  timeout: 600_000,
}, async () => {
  const told: string[] = []
  const { lines, visits, messages } = await playYear(
    {
      episode: (on, name) => told.push(`${on} ${name.en}`),
      visit: (_, visit, what) => what === 'missed' && told.push(`missed ${visit}`),
    },
    quiet,
  )
  const ended = (clause: string, state: Obligation['state']) =>
    lines.filter((line) => line.clause === clause && line.state === state).length
  // The inspection of June at one station was forgotten, and made good after its day.
  expect(lines.filter(({ state }) => state === 'broken').map(({ clause, what }) => `${clause} ${what}`)).toEqual([
    'R14 visit:inspection-6',
    'N24 upgrade:undisturbed',
  ])
  expect(lines.length).toBeGreaterThanOrEqual(200)
  for (const line of lines) expect(line.endedAt, line.id).toBeDefined()
  expect([ended('R14', 'kept'), ended('R9', 'kept'), ended('H7', 'kept'), ended('N24', 'kept')]).toEqual([83, 5, 3, 3])
  // Installed, commissioned and trained on one visit.
  expect(ended('H10', 'kept')).toBe(3)
  // Rules for use, and an archive at each place; a call for each month in which something was mended.
  expect([ended('C37', 'kept'), ended('C29', 'kept')]).toEqual([5, 5])
  // Two changes of systems, and a drill that was watched.
  expect([ended('C38', 'kept'), ended('N25', 'kept'), ended('N13', 'kept')]).toEqual([1, 1, 3])
  // C11 and C17 of one place are one visit; the customer who was not there was visited again.
  expect([ended('C11', 'kept'), ended('C17', 'kept')]).toEqual([16, 16])
  expect(visits).toBeLessThan(lines.length)
  expect(told.filter((line) => line.startsWith('missed'))).toHaveLength(1)
  expect(told).toContain('2027-06-12 That night: backed up, cut off after the second step, rolled back')
  // Neither silence nor noise.
  expect(messages / visits).toBeLessThan(15)
})
