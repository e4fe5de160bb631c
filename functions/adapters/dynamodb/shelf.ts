import { DeleteCommand, PutCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, toMs } from '../../../shared/kernel/instant.ts'
import type { Shelf, Shelved } from '../../../shared/ports/shelf.ts'
import { shelfKey, shelfPartition } from './keys.ts'
import { type Item, jsonOf, queryItems, type Table } from './queries.ts'

/** The shelves in the same table, a partition each. What is over is put away by the table itself, hours later: until then it is left out. */
export class DynamoShelf implements Shelf {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async put(kind: string, thing: Shelved): Promise<void> {
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item: shelfItem(kind, thing) }))
  }

  async all(kind: string, now: Instant): Promise<readonly Shelved[]> {
    const found = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': shelfPartition(kind) },
      ConsistentRead: true,
    })
    return found.map((item) => jsonOf<Shelved>(item, 'thing')).filter(({ until }) => until === undefined || until > now)
  }

  async remove(kind: string, id: string): Promise<void> {
    await this.#table.client.send(new DeleteCommand({ TableName: this.#table.name, Key: shelfKey(kind, id) }))
  }
}

export const shelfItem = (kind: string, thing: Shelved): Item => ({
  ...shelfKey(kind, thing.id),
  thing: JSON.stringify(thing),
  ...(thing.until && { expiresAt: Math.ceil(toMs(thing.until) / 1000) }),
})
