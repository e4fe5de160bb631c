import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Change, Changes, Feed } from '../../../shared/ports/feed.ts'
import { systemClock } from '../system-clock.ts'
import { getItems } from './batches.ts'
import { cursorAfter, cursorAt, readCursor, type Shown, toGive, written } from './feed-cursor.ts'
import { CHANGED, headKey, LOG, subjectIn } from './keys.ts'
import { type Item, queryItems, type Table, textOf } from './queries.ts'
import { CLAUSE_INDEX } from './table.ts'

/** A commit, as the index shows it. */
interface Entry {
  readonly place: string
  /** Partition of its subject. */
  readonly pk: string
  readonly version: number
}

/**
 * The commits of the table, by the instant at which they were saved: an attribute of each log item, and no item more. The index
 * lags and shows no row, so that what it names is read from the subject itself (`feed-cursor.ts` says why nothing is missed).
 */
export class DynamoFeed implements Feed {
  readonly #table: Table
  readonly #clock: Clock

  constructor(table: Table, clock: Clock = systemClock) {
    this.#table = table
    this.#clock = clock
  }

  async read({ after, limit }: Parameters<Feed['read']>[0]): Promise<Changes | 'unknown'> {
    const now = this.#clock.now()
    if (after === undefined) return { items: [], cursor: written(cursorAt(now)), more: false }
    const from = readCursor(after, now)
    if (!from) return 'unknown'
    const [upToGiven, behind] = await Promise.all([
      from.settled < from.given ? this.#between(from.settled, from.given) : [],
      this.#behind(from.given, limit + 1),
    ])
    const entries = new Map([...upToGiven, ...behind].map((entry) => [entry.place, entry]))
    const found = toGive(from, { upToGiven: placesOf(upToGiven), behind: placesOf(behind) } satisfies Shown, limit)
    const heads = await this.#headsOf(found.places.flatMap((place) => entries.get(place) ?? []))
    // A transaction shows its items one by one: whose head is behind its log is read again.
    const places = found.places.filter((place) => {
      const entry = entries.get(place)
      return entry !== undefined && versionOf(heads.get(entry.pk)) >= entry.version
    })
    const latest = new Map(places.flatMap((place) => entries.get(place) ?? []).map((entry) => [entry.pk, entry]))
    return {
      items: [...latest.values()].flatMap((entry) => changeOf(entry, heads.get(entry.pk))),
      cursor: written(cursorAfter(from, { ...found, places }, now)),
      more: found.more,
    }
  }

  async latest(saves: number): Promise<readonly Subject[]> {
    const entries = await this.#query('gsi3sk > :from', { ':from': '2' }, saves, 'descending')
    return [...new Set(entries.map(({ pk }) => subjectIn(pk)))]
  }

  async #between(settled: string, given: string): Promise<readonly Entry[]> {
    const found = await this.#query('gsi3sk BETWEEN :from AND :to', { ':from': settled, ':to': given })
    return found.filter(({ place }) => place > settled)
  }
  #behind(place: string, limit: number): Promise<readonly Entry[]> {
    return this.#query('gsi3sk > :from', { ':from': place }, limit)
  }
  async #query(
    range: string,
    values: Readonly<Record<string, string>>,
    limit?: number,
    order: 'ascending' | 'descending' = 'ascending',
  ): Promise<readonly Entry[]> {
    const query = {
      IndexName: CLAUSE_INDEX,
      KeyConditionExpression: `gsi3pk = :changed AND ${range}`,
      ScanIndexForward: order === 'ascending',
      ExpressionAttributeValues: { ':changed': CHANGED, ...values },
    }
    return (await queryItems(this.#table, query, limit)).map(entryOf)
  }

  /** As they are saved now: read consistently, because what is announced must not be missing in them. */
  async #headsOf(entries: readonly Entry[]): Promise<ReadonlyMap<string, Item>> {
    const keys = [...new Set(entries.map(({ pk }) => pk))].map((pk) => headKey(subjectIn(pk)))
    return new Map((await getItems(this.#table, keys, true)).map((head) => [textOf(head, 'pk'), head]))
  }
}

const placesOf = (entries: readonly Entry[]): readonly string[] => entries.map(({ place }) => place)

const entryOf = (item: Item): Entry => ({
  place: textOf(item, 'gsi3sk'),
  pk: textOf(item, 'pk'),
  version: Number(textOf(item, 'sk').slice(LOG.length)),
})

const versionOf = (head: Item | undefined): number => Number(head?.version ?? 0)

const changeOf = ({ place, pk }: Entry, head: Item | undefined): readonly Change[] =>
  head
    ? [
        {
          subject: subjectIn(pk),
          version: versionOf(head),
          at: place.slice(0, place.indexOf('_')),
          summary: head.summary as object,
        },
      ]
    : []
