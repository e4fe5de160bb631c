import { UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { type Instant, toMs } from '../../../shared/kernel/instant.ts'
import { type Period, periodOf, type Tallies } from '../../../shared/ports/tallies.ts'
import { tallyKey } from './keys.ts'
import { type Table, TableContentError } from './queries.ts'

/** Long after its hour, and after the last of its day. */
const KEPT_S = 24 * 3600

/** One item for each key and hour or day, which DynamoDB takes away a day later. */
export class DynamoTallies implements Tallies {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async add(key: string, at: Instant, per?: Period): Promise<number> {
    const { Attributes } = await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: tallyKey(key, periodOf(at, per)),
        UpdateExpression: 'ADD #count :one SET expiresAt = :end',
        ExpressionAttributeNames: { '#count': 'count' },
        ExpressionAttributeValues: { ':one': 1, ':end': Math.ceil(toMs(at) / 1000) + KEPT_S },
        ReturnValues: 'UPDATED_NEW',
      }),
    )
    if (typeof Attributes?.count !== 'number') throw new TableContentError(`the tally of ${key} is not a number`)
    return Attributes.count
  }
}
