import { expect, it } from 'vitest'
import { versionBefore, versionsOf } from '../../../web/console/app/plans/versions.ts'
import { plans } from '../../support/plans.ts'

it('of every plan the latest version comes first, and one is in force on any day', () => {
  const told = (day: string) =>
    versionsOf(plans, day)
      .find(({ id }) => id === 'R')
      ?.versions.map(({ document, standing }) => `${document.version} ${standing}`)
  expect(told('2026-10-31')).toEqual(['4 coming', '3 coming', '2 coming', '1 inForce'])
  expect(told('2026-11-01')).toEqual(['4 coming', '3 coming', '2 inForce', '1 before'])
  expect(told('2026-12-01')).toEqual(['4 coming', '3 inForce', '2 before', '1 before'])
  expect(told('2026-12-10')).toEqual(['4 inForce', '3 before', '2 before', '1 before'])
  // Before the first takes effect, the first is what holds.
  expect(told('2020-01-01')).toEqual(['4 coming', '3 coming', '2 coming', '1 inForce'])
})

it('a version is compared with the one before it; the first with none', () => {
  const [first, second] = plans.filter(({ id }) => id === 'R').toSorted((a, b) => a.version - b.version)
  if (!first || !second) throw new Error('R has two versions')
  expect(versionBefore(plans, second)).toBe(first)
  expect(versionBefore(plans, first)).toBeUndefined()
})
