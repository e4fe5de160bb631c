import { DeleteCommand, PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { idOf } from '../../../shared/kernel/subject.ts'
import type { Page } from '../../../shared/ports/store.ts'
import type { FollowUp, Watch } from '../../../shared/ports/watch.ts'
import { boardPartition, followMark, followPartition, owedKey, recordKey, roundKey, SHARDS, subjectIn } from './keys.ts'
import { getItem, queryItems, queryShards, type Table, textOf, unlessRefused, waitingIn } from './queries.ts'
import { BOARD_INDEX } from './table.ts'

/** What the watchdog reads and notes in the same table. */
export class DynamoWatch implements Watch {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  /** Shard after shard, so that nothing is read that is not counted. */
  async openPage(limit: number, cursor = '0'): Promise<Page<object>> {
    const items: object[] = []
    const [first = 0, from = ''] = [Number(cursor.slice(0, 1)), cursor.slice(1)]
    for (let shard = first, after = from; shard < SHARDS; shard++, after = '') {
      const heads = await queryItems(
        this.#table,
        {
          IndexName: BOARD_INDEX,
          KeyConditionExpression: after ? 'gsi1pk = :board AND gsi1sk > :after' : 'gsi1pk = :board',
          ExpressionAttributeValues: { ':board': boardPartition('open', shard), ...(after && { ':after': after }) },
        },
        limit - items.length,
      )
      items.push(...heads.map(({ summary }) => summary as object))
      const end = heads.at(-1)
      if (items.length >= limit && end) return { items, cursor: `${shard}${textOf(end, 'gsi1sk')}` }
    }
    return { items }
  }

  async round(name: string): Promise<string | undefined> {
    const item = await getItem(this.#table, roundKey(name), true)
    return item && textOf(item, 'stand')
  }

  async keepRound(name: string, stand: string): Promise<void> {
    const Item = { ...roundKey(name), stand }
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item }))
  }

  async unfollowed(before: Instant, limit: number): Promise<readonly FollowUp[]> {
    const items = await queryShards(this.#table, 'gsi2sk', (shard) => waitingIn(followPartition(shard), before), limit)
    return items.map((item) => ({
      subject: subjectIn(textOf(item, 'pk')),
      what: item.kind === 'owed' ? 'ledger' : 'record',
      mark: textOf(item, 'gsi2sk'),
    }))
  }

  /** `filed` tells the stream that this change is no news. */
  async followed({ subject, what, mark }: FollowUp): Promise<void> {
    const condition = { ConditionExpression: 'gsi2sk = :mark' }
    const TableName = this.#table.name
    await unlessRefused(() =>
      what === 'ledger'
        ? this.#table.client.send(
            new DeleteCommand({
              TableName,
              Key: owedKey(subject),
              ...condition,
              ExpressionAttributeValues: { ':mark': mark },
            }),
          )
        : this.#table.client.send(
            new UpdateCommand({
              TableName,
              Key: recordKey(idOf(subject)),
              UpdateExpression: 'SET filed = :yes REMOVE gsi2pk, gsi2sk',
              ...condition,
              ExpressionAttributeValues: { ':mark': mark, ':yes': true },
            }),
          ),
    )
  }

  async postpone({ subject, what, mark }: FollowUp, until: Instant): Promise<void> {
    await unlessRefused(() =>
      this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: what === 'ledger' ? owedKey(subject) : recordKey(idOf(subject)),
          UpdateExpression: 'SET gsi2sk = :later',
          ConditionExpression: 'gsi2sk = :mark',
          ExpressionAttributeValues: { ':mark': mark, ':later': followMark(until, mark.slice(mark.indexOf('_') + 1)) },
        }),
      ),
    )
  }
}
