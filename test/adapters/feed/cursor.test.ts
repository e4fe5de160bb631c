import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  type Cursor,
  cursorAfter,
  cursorAt,
  readCursor,
  toGive,
  written,
} from '../../../functions/adapters/dynamodb/feed-cursor.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { minute, START } from '../../support/repair-fixtures.ts'

interface Entry {
  readonly place: string
  /** From when on the index shows it; until then it comes and goes, as one copy of the index or another answers. */
  readonly seenAt: number
  readonly settledAt: number
}

const at = (ms: number): Instant => later(START, ms)
const shownOf = (entries: readonly Entry[], ms: number, luck: number): readonly string[] =>
  entries
    .filter(({ seenAt, settledAt }, index) => ms >= settledAt || (ms >= seenAt && (index * 7 + luck) % 3 > 0))
    .map(({ place }) => place)
    .toSorted()

const step = (cursor: Cursor, shown: readonly string[], limit: number, ms: number) => {
  const upToGiven = shown.filter((place) => place > cursor.settled && place <= cursor.given)
  const behind = shown.filter((place) => place > cursor.given).slice(0, limit + 1)
  const found = toGive(cursor, { upToGiven, behind }, limit)
  return { ...found, cursor: cursorAfter(cursor, found, at(ms)) }
}

it('misses nothing that turns up within the window, in whatever order, and goes through any wire', () => {
  const entry = fc.record({ saved: fc.nat(120_000), late: fc.nat(20_000), unsteady: fc.nat(30_000) })
  const run = fc.property(
    fc.array(entry, { maxLength: 40 }),
    fc.integer({ min: 1, max: 9 }),
    fc.array(fc.tuple(fc.integer({ min: 1, max: 9000 }), fc.nat(2)), { minLength: 20, maxLength: 60 }),
    (times, limit, polls) => {
      const entries = times.map(({ saved, late, unsteady }, index) => ({
        place: `${at(saved)}_${index}.1`,
        seenAt: saved + late,
        settledAt: saved + late + unsteady,
      }))
      let cursor = cursorAt(at(0))
      let ms = 0
      const given = new Set<string>()
      const ask = (luck: number): boolean => {
        const { places, more, cursor: after } = step(cursor, shownOf(entries, ms, luck), limit, ms)
        for (const place of places) given.add(place)
        const read = readCursor(written(after), at(ms))
        expect(read).toEqual(after)
        cursor = after
        return more
      }
      for (const [rest, luck] of [...polls, [180_000, 0] as const]) {
        ms += rest
        for (let asked = 0; ask(luck) && asked < 100; asked++);
      }
      expect([...given].toSorted()).toEqual(entries.map(({ place }) => place).toSorted())
    },
  )
  fc.assert(run, { numRuns: 300 })
})

it('gives nothing again after two seconds, as long as nothing turns up late', () => {
  const places = Array.from({ length: 30 }, (_, second) => `${at(second * 1000)}_x.1`)
  let cursor = cursorAt(at(0))
  const times = new Map<string, number>()
  for (let ms = 0; ms <= 60_000; ms += 1000) {
    const shown = places.filter((place) => place.slice(0, 24) <= at(ms))
    const { places: given, cursor: after } = step(cursor, shown, 100, ms)
    for (const place of given) times.set(place, (times.get(place) ?? 0) + 1)
    cursor = after
  }
  expect([...times.keys()]).toEqual(places)
  // Asked every second: when it is saved, and for two seconds more, the last of them begun.
  expect(Math.max(...times.values())).toBe(4)
})

it('forgets a place after a day', () => {
  const cursor = written(cursorAt(START))
  expect(readCursor(cursor, minute(23 * 60))).toBeDefined()
  expect(readCursor(cursor, minute(24 * 60))).toBeUndefined()
})
