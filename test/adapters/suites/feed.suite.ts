import { setImmediate as turn } from 'node:timers/promises'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { contractStory } from '../../../shared/contract/story.ts'
import type { Change, Changes, Feed } from '../../../shared/ports/feed.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import type { RepairSummary } from '../../../shared/repair/summary.ts'
import { summaryOf } from '../../../shared/repair/summary.ts'
import { KeptBoard } from '../../../shared/use-cases/kept-board.ts'
import { repairsIn } from '../../../shared/use-cases/repairs.ts'
import { aCommit, aRepair, closed, minute, next, numbered, repairId } from '../../support/repair-fixtures.ts'
import { opener, type Stores } from '../stores.ts'

/** What follows a board without a gap. */
export function feedContract(create: () => Promise<Stores>, runs: number): void {
  let stores: Stores
  beforeEach(async () => {
    stores = await create()
  })
  const save = opener(() => stores.store)

  const read = async (after?: string, limit = 100): Promise<Changes> => {
    const found = await stores.feed.read({ limit, ...(after !== undefined && { after }) })
    if (found === 'unknown') throw new Error(`the feed does not know ${after}`)
    return found
  }
  /** All there is after a cursor, page by page. */
  const all = async (after: string, limit?: number): Promise<readonly Change[]> => {
    const { items, cursor, more } = await read(after, limit)
    return more ? [...items, ...(await all(cursor, limit))] : items
  }

  describe('the feed', () => {
    it('gives whoever begins nothing but a place, and then what is saved, as the board shows it', async () => {
      const { items, cursor } = await read()
      expect(items).toEqual([])
      expect((await read(cursor)).items).toEqual([])
      const repair = await save(aRepair())
      const { items: given, more } = await read(cursor)
      expect(given).toEqual([
        {
          subject: repairSubject(repair.id),
          version: 1,
          at: expect.stringMatching(/^20.*Z$/),
          summary: summaryOf(repair),
        },
      ])
      expect(more).toBe(false)
      const done = await save(closed(await save(next(repair))))
      expect((await read(cursor)).items).toMatchObject([{ version: 3, summary: summaryOf(done) }])
    })

    it('gives subjects of every kind', async () => {
      const { cursor } = await read()
      const entry = { board: 'contracts', position: 'K-1', summary: { id: 'K-1', open: 1, missing: 0 } }
      const subject = `${contractStory.kind}/K-1` as const
      await stores.store.save({ ...aCommit(aRepair()), subject, entry })
      expect((await read(cursor)).items).toMatchObject([{ subject, version: 1, summary: entry.summary }])
    })

    it('gives so many at once, and goes on there; each subject once a page, as it stands', async () => {
      const { cursor } = await read()
      for (const repair of numbered(1, 7)) await save(next(await save(repair)))
      const page = await read(cursor, 5)
      expect(page).toMatchObject({ more: true })
      expect(page.items.map(({ version }) => version)).toEqual([2, 2, 2])
      const rest = await all(page.cursor, 5)
      const given = new Set([...page.items, ...rest].map(({ subject }) => subject))
      expect([...given]).toEqual(numbered(1, 7).map(({ id }) => repairSubject(id)))
    })

    it('knows no place that it did not give', async () => {
      const { cursor } = await read()
      await save(aRepair())
      const { cursor: other } = await read(cursor)
      const wrong = ['', 'x', '1', '-1', '0-0', '1-000000000000', '99999999999999999999', '[]', `${other}x`.repeat(3)]
      const odd = [null, ['a', 'b', 'c'], [minute(0)], ['2026-99-99T00:00:00.000Z', '2026-99-99T00:00:00.000Z', '']]
      const encoded = odd.map((one) => Buffer.from(JSON.stringify(one)).toString('base64url'))
      for (const after of [...wrong, ...encoded])
        expect(await stores.feed.read({ after, limit: 9 }), after).toBe('unknown')
    })

    it('leads whoever follows it to the board that a fresh reader sees, whoever else is writing', async () => {
      const choice = fc.record({ repair: fc.nat(5), ends: fc.integer({ min: 0, max: 5 }), rest: fc.nat(2) })
      const writer = fc.array(choice, { minLength: 1, maxLength: 8 })
      const property = fc.asyncProperty(
        fc.array(writer, { minLength: 2, maxLength: 4 }),
        fc.integer({ min: 1, max: 4 }),
        fc.nat(6),
        async (writers, limit, startsAfter) => {
          stores = await create()
          const writing = Promise.all(writers.map((choices) => write(stores, choices)))
          let isWriting = true
          void writing.then(() => {
            isWriting = false
          })
          for (let turns = 0; turns < startsAfter; turns++) await turn()
          const screen = new Screen(stores, limit)
          const kept = new KeptBoard({ feed: stores.feed, repairs: repairsIn(stores) })
          await Promise.all([screen.begin(), kept.read()])
          while (isWriting) await Promise.all([screen.follow(), kept.read(), kept.read()])
          await writing
          await screen.follow()
          const fresh = await board(stores)
          expect(screen.open()).toEqual(fresh)
          expect((await kept.read()).rows).toEqual(fresh)
        },
      )
      await fc.assert(property, { numRuns: Math.ceil(runs / 5) })
    }, 60_000)

    it('leads the board that is kept on, once reading fails and once the feed has forgotten where it was', async () => {
      let [fails, forgets] = [false, false]
      const feed: Pick<Feed, 'read'> = {
        read: async (query) => {
          if (fails) throw new Error('nothing can be read')
          return forgets && query.after !== undefined ? 'unknown' : stores.feed.read(query)
        },
      }
      const kept = new KeptBoard({ feed, repairs: repairsIn(stores) })
      const ids = async () => (await kept.read()).rows.map(({ id }) => id.slice(-1))
      const [first, second] = [await save(aRepair({ id: repairId('0001') })), aRepair({ id: repairId('0002') })]
      expect(await ids()).toEqual(['1'])
      fails = true
      await save(second)
      await expect(kept.read()).rejects.toThrow('nothing can be read')
      fails = false
      expect(await ids()).toEqual(['1', '2'])
      forgets = true
      await save(closed(first))
      expect(await ids()).toEqual(['2'])
    })
  })
}

interface Choice {
  readonly repair: number
  readonly ends: number
  readonly rest: number
}

/** Opens, changes and closes repairs that others are at as well. */
async function write({ store }: Stores, choices: readonly Choice[]): Promise<void> {
  for (const { repair, ends, rest } of choices) {
    for (let turns = 0; turns < rest; turns++) await turn()
    const id = repairId(String(repair).padStart(4, '0'))
    const before = (await store.load(repairSubject(id))) as Repair | undefined
    if (before?.stage === 'closed') continue
    const after = before ? next(before) : aRepair({ id, reportedAt: minute(repair) })
    await store.save(aCommit(ends === 0 && before ? { ...closed(before) } : after))
  }
}

const board = async ({ store }: Stores): Promise<readonly RepairSummary[]> =>
  (await store.list({ board: 'open', order: 'ascending', limit: 100 })).items as readonly RepairSummary[]

/** What a reader does: keep a place, read the board page by page, then take what the feed gives; of two rows the newer. */
class Screen {
  readonly #stores: Stores
  readonly #limit: number
  readonly #rows = new Map<string, RepairSummary>()
  #cursor = ''

  constructor(stores: Stores, limit: number) {
    this.#stores = stores
    this.#limit = limit
  }

  async begin(): Promise<void> {
    const begun = await this.#stores.feed.read({ limit: 1 })
    if (begun === 'unknown') throw new Error('the feed has no beginning')
    this.#cursor = begun.cursor
    await turn()
    for (const row of await board(this.#stores)) this.#take(row)
  }

  async follow(): Promise<void> {
    for (let more = true; more; ) {
      const read = await this.#stores.feed.read({ after: this.#cursor, limit: this.#limit })
      if (read === 'unknown') throw new Error(`the feed has forgotten ${this.#cursor}`)
      for (const { summary } of read.items) this.#take(summary as RepairSummary)
      this.#cursor = read.cursor
      more = read.more
      await turn()
    }
  }

  #take(row: RepairSummary): void {
    if ((this.#rows.get(row.id)?.version ?? 0) <= (row.version ?? 0)) this.#rows.set(row.id, row)
  }

  open(): readonly RepairSummary[] {
    const rows = [...this.#rows.values()].filter(({ stage }) => stage !== 'closed')
    return rows.toSorted((a, b) => (a.id < b.id ? -1 : 1))
  }
}
