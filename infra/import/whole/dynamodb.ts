import { PutCommand, ScanCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { editsHeadKey, holdKey, revokedKey } from '../../../functions/adapters/dynamodb/keys.ts'
import { getItem, type Item, type Table, unlessRefused } from '../../../functions/adapters/dynamodb/queries.ts'
import { SettingError } from '../../../shared/kernel/errors.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { shortNameOf } from '../../../shared/kernel/subject.ts'
import { thingsOf } from './from-items.ts'
import { MOVED } from './moved.ts'
import type { Taker, Thing, ThingOf } from './things.ts'
import { itemsFor } from './to-items.ts'

/** All that the table keeps, as its partitions lie: one read of all of it. */
export async function* thingsInTable({ client, name }: Table): AsyncGenerator<Thing> {
  let start: Item | undefined
  do {
    const page = await client.send(
      new ScanCommand({ TableName: name, ConsistentRead: true, ...(start && { ExclusiveStartKey: start }) }),
    )
    for (const item of page.Items ?? []) yield* thingsOf(item)
    start = page.LastEvaluatedKey
  } while (start !== undefined)
}

/**
 * Puts things into a table that holds none, or goes on with the same file after a cut. What is there stays as it is: the system may
 * have moved on with what was put before. `now`: since when what is attended to waits.
 *
 * @throws SettingError for a table that holds anything else.
 */
export async function tableTaker(table: Table, now: Instant, digest: string): Promise<Taker> {
  await requireRoom(table, digest)
  let changes = 0
  const put = async (thing: Thing): Promise<void> => {
    if (thing.of === 'holds') return hold(table, thing)
    if (thing.of === 'revocations') return revoke(table, thing)
    if (thing.of === 'changes') changes = Math.max(changes, thing.change.seq)
    for (const item of itemsFor(thing, now)) await putNew(table, item)
  }
  return {
    async put(things) {
      await Promise.all(things.map(put))
    },
    async end() {
      if (changes > 0) await putNew(table, { ...editsHeadKey, seq: changes })
      await putAny(table, { ...MOVED, digest, isDone: true })
    },
  }
}

async function requireRoom(table: Table, digest: string): Promise<void> {
  const moved = await getItem(table, MOVED, true)
  if (moved?.digest === digest && moved.isDone !== true) return
  const first = moved ? undefined : await thingsInTable(table).next()
  if (moved || !first?.done)
    throw new SettingError({
      zh: `${table.name} 不是空的：要整体导入，先部署一套新的`,
      en: `${table.name} is not empty: a whole installation goes into a fresh deployment`,
    })
  await putAny(table, { ...MOVED, digest })
}

const putAny = async ({ client, name }: Table, item: Item): Promise<void> =>
  void (await client.send(new PutCommand({ TableName: name, Item: item })))

const putNew = ({ client, name }: Table, item: Item): Promise<boolean> =>
  unlessRefused(() =>
    client.send(new PutCommand({ TableName: name, Item: item, ConditionExpression: 'attribute_not_exists(pk)' })),
  )

/** A loaner's own item says whose it is; any other hold is an item of its own. */
const hold = (table: Table, { hold, subject }: ThingOf<'holds'>): Promise<void> =>
  update(table, {
    Key: holdKey(hold),
    UpdateExpression: 'SET repairId = :own',
    ConditionExpression: 'attribute_not_exists(repairId)',
    ExpressionAttributeValues: { ':own': shortNameOf(subject) },
  })

const revoke = (table: Table, { holder, link = 'all', at }: ThingOf<'revocations'>): Promise<void> =>
  update(table, {
    Key: revokedKey(holder),
    UpdateExpression: 'SET #link = if_not_exists(#link, :at)',
    ExpressionAttributeNames: { '#link': link },
    ExpressionAttributeValues: { ':at': at },
  })

const update = async ({ client, name }: Table, what: Omit<UpdateCommandInput, 'TableName'>): Promise<void> =>
  void (await unlessRefused(() => client.send(new UpdateCommand({ TableName: name, ...what }))))
