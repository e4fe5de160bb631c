import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Mutes } from '../../../shared/ports/mutes.ts'
import type { Mute } from '../../../shared/repair/state/mute.ts'
import { MUTES, muteKey } from './keys.ts'
import { jsonOf, queryItems, type Table } from './queries.ts'

/** Mutes in the same table, in one partition by their planned end: a page that is due reads those not over, mostly none. */
export class DynamoMutes implements Mutes {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async put(mute: Mute): Promise<void> {
    const Item = { ...muteKey(mute), mute: JSON.stringify(mute) }
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item }))
  }

  async endingAfter(instant: Instant): Promise<readonly Mute[]> {
    const found = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk AND sk > :after',
      // Behind every id of that very instant.
      ExpressionAttributeValues: { ':pk': MUTES, ':after': `${instant}~` },
      ConsistentRead: true,
    })
    return found.map((item) => jsonOf<Mute>(item, 'mute'))
  }

  async latest(limit: number): Promise<readonly Mute[]> {
    const query = {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': MUTES },
      ScanIndexForward: false,
    }
    return (await queryItems(this.#table, query, limit)).map((item) => jsonOf<Mute>(item, 'mute'))
  }
}
