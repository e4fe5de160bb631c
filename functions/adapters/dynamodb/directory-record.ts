import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, type TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { type DirectoryChange, SUPPLIER } from '../../../shared/directory/change.ts'
import type { Contact, Directory, Price } from '../../../shared/directory/directory.ts'
import type { DirectoryRecord } from '../../../shared/ports/directory-record.ts'
import { itemsOf } from './directory.ts'
import {
  contactKey,
  contractKey,
  customerKey,
  EDITS,
  editPosition,
  editsHeadKey,
  editsPartition,
  type Key,
  loanerKey,
  personKey,
  priceKey,
  rosterKey,
  siteContactKey,
  siteKey,
  supplierKey,
  unitKey,
} from './keys.ts'
import { getItem, type Item, queryItems, type Table, textOf } from './queries.ts'
import { BOARD_INDEX } from './table.ts'
import { jsonAttribute, jsonIn } from './texts.ts'

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** What one transaction of DynamoDB can write, but for the item that numbers the changes. */
const MOST_WRITES = 99
/** 4 MB, of letters with three bytes each. */
const MOST_LETTERS = 1_200_000

/** The directory record in the same table. A change is written in one transaction with its entry. */
export class DynamoDirectoryRecord implements DirectoryRecord {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async last(): Promise<number> {
    return Number((await getItem(this.#table, editsHeadKey, true))?.seq ?? 0)
  }

  async save(changes: readonly DirectoryChange[]): Promise<'saved' | 'conflict'> {
    for (const part of partsOf(changes.map((change) => ({ change, writes: writesOf(this.#table.name, change) }))))
      if ((await this.#savePart(part)) === 'conflict') return 'conflict'
    return 'saved'
  }

  async #savePart(part: readonly Weighed[]): Promise<'saved' | 'conflict'> {
    const [first, last] = [part[0]?.change.seq ?? 1, part.at(-1)?.change.seq ?? 1]
    const isFirst = first === 1
    const head: Write = {
      Update: {
        TableName: this.#table.name,
        Key: editsHeadKey,
        UpdateExpression: 'SET seq = :last',
        ConditionExpression: isFirst ? 'attribute_not_exists(pk)' : 'seq = :before',
        ExpressionAttributeValues: { ':last': last, ...(!isFirst && { ':before': first - 1 }) },
      },
    }
    try {
      const TransactItems = [head, ...part.flatMap(({ writes }) => writes)]
      await this.#table.client.send(new TransactWriteCommand({ TransactItems }))
      return 'saved'
    } catch (error) {
      if (isOvertaken(error)) return 'conflict'
      throw error
    }
  }

  async list({ of, limit, cursor }: Parameters<DirectoryRecord['list']>[0]) {
    const [pk, sk] = of ? ['pk', 'sk'] : ['gsi1pk', 'gsi1sk']
    const found = await queryItems(
      this.#table,
      {
        KeyConditionExpression: cursor === undefined ? `${pk} = :pk` : `${pk} = :pk AND ${sk} < :cursor`,
        ExpressionAttributeValues: {
          ':pk': of ? editsPartition(of.list, of.entry) : EDITS,
          ...(cursor !== undefined && { ':cursor': cursor }),
        },
        ScanIndexForward: false,
        ...(of ? { ConsistentRead: true } : { IndexName: BOARD_INDEX }),
      },
      limit + 1,
    )
    const items = found.slice(0, limit).map((item) => jsonIn<DirectoryChange>(item, 'change'))
    const last = found[limit - 1]
    return found.length > limit && last ? { items, cursor: textOf(last, 'sk') } : { items }
  }
}

interface Weighed {
  readonly change: DirectoryChange
  readonly writes: readonly Write[]
}

/** In order, as many together as a transaction has room for. */
function partsOf(changes: readonly Weighed[]): readonly (readonly Weighed[])[] {
  const parts: Weighed[][] = []
  let [writes, letters] = [0, 0]
  for (const change of changes) {
    const length = JSON.stringify(change.writes).length
    if (change.writes.length > writes || length > letters) {
      parts.push([])
      writes = MOST_WRITES
      letters = MOST_LETTERS
    }
    parts.at(-1)?.push(change)
    writes -= change.writes.length
    letters -= length
  }
  return parts
}

/** A condition that fails, or somebody at work on the same items. */
const isOvertaken = (error: unknown): boolean =>
  error instanceof TransactionCanceledException &&
  (error.CancellationReasons ?? []).some(
    ({ Code }) => Code === 'ConditionalCheckFailed' || Code === 'TransactionConflict',
  )

function writesOf(TableName: string, change: DirectoryChange): readonly Write[] {
  return [...entryWrites(TableName, change), { Put: { TableName, Item: changeItem(change) } }]
}

export function changeItem(change: DirectoryChange): Item {
  const position = editPosition(change.seq)
  return {
    pk: editsPartition(change.list, change.entry),
    sk: position,
    gsi1pk: EDITS,
    gsi1sk: position,
    change: jsonAttribute(change),
  }
}

/** The entry under the condition that it is as before, then the copies of a contact at its sites. */
function entryWrites(TableName: string, change: DirectoryChange): readonly Write[] {
  const { list, before, after } = change
  const Key = keyOf(change)
  const unchanged = before
    ? {
        ConditionExpression: '#data = :before',
        ExpressionAttributeNames: { '#data': 'data' },
        ExpressionAttributeValues: { ':before': JSON.stringify(before) },
      }
    : { ConditionExpression: 'attribute_not_exists(pk)' }
  const sitesOf = (contact: DirectoryChange['after']) =>
    list === 'contacts' && contact ? (contact as Contact).sites : []
  const [then, now] = [sitesOf(before), sitesOf(after)]
  const gone = [...new Set(then)].filter((site) => !now.includes(site))
  const forget = gone.map((site): Write => ({ Delete: { TableName, Key: siteContactKey(site, change.entry) } }))
  if (!after) return [{ Delete: { TableName, Key, ...unchanged } }, ...forget]
  if (list === 'loaners') return [loanerWrite(TableName, Key, change)]
  const [Item, ...copies] = distinct(itemsOf({ [list]: list === SUPPLIER ? after : [after] } as Partial<Directory>))
  return [
    { Put: { TableName, Item, ...unchanged } },
    ...copies.map((copy): Write => ({ Put: { TableName, Item: copy } })),
    ...forget,
  ]
}

/** An update, so that a repair that holds the loaner goes on holding it. */
const loanerWrite = (TableName: string, Key: Key, { before, after }: DirectoryChange): Write => ({
  Update: {
    TableName,
    Key,
    UpdateExpression: 'SET #data = :after',
    ConditionExpression: before ? '#data = :before' : 'attribute_not_exists(pk)',
    ExpressionAttributeNames: { '#data': 'data' },
    ExpressionAttributeValues: {
      ':after': JSON.stringify(after),
      ...(before && { ':before': JSON.stringify(before) }),
    },
  },
})

/** DynamoDB refuses a transaction that names an item twice. */
const distinct = (items: readonly Item[]): readonly Item[] => [
  ...new Map(items.map((item) => [`${item.pk} ${item.sk}`, item])).values(),
]

function keyOf({ list, entry, before, after }: DirectoryChange): Key {
  switch (list) {
    case 'supplier':
      return supplierKey
    case 'people':
      return personKey(entry)
    case 'rosters':
      return rosterKey(entry)
    case 'customers':
      return customerKey(entry)
    case 'sites':
      return siteKey(entry)
    case 'contacts':
      return contactKey(entry)
    case 'units':
      return unitKey(entry)
    case 'loaners':
      return loanerKey(entry)
    case 'contracts':
      return contractKey(entry)
    case 'prices': {
      const price = (after ?? before) as Price
      return priceKey(price.list, price.code)
    }
    default:
      return list satisfies never
  }
}
