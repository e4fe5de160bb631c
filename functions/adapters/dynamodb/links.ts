import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Links } from '../../../shared/ports/links.ts'
import { type LinkRecord, type LinkTo, readLink } from '../../../shared/subject/effect.ts'
import { type Holder, holderOf, nameOfLink } from '../../../shared/subject/link.ts'
import { linkItem } from './items.ts'
import { linkKey, linksPartition, revokedKey } from './keys.ts'
import { getItem, jsonOf, queryItems, type Table } from './queries.ts'
import { BOARD_INDEX, WAITING_INDEX } from './table.ts'

/** Links in the table; what was revoked is one small item a person. */
export class DynamoLinks implements Links {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async save(link: LinkRecord): Promise<void> {
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item: linkItem(link) }))
  }

  async find(hash: string): Promise<LinkRecord | undefined> {
    const item = await getItem(this.#table, linkKey(hash), true)
    return item && readLink(jsonOf<LinkRecord>(item, 'link'))
  }

  async list(of: Parameters<Links['list']>[0], limit: number): Promise<readonly LinkRecord[]> {
    const [IndexName, key] = 'about' in of ? [WAITING_INDEX, 'gsi2pk'] : [BOARD_INDEX, 'gsi1pk']
    const query = {
      IndexName,
      KeyConditionExpression: `${key} = :of`,
      ExpressionAttributeValues: { ':of': linksPartition(of) },
      ScanIndexForward: false,
    }
    return (await queryItems(this.#table, query, limit)).map((item) => readLink(jsonOf<LinkRecord>(item, 'link')))
  }

  async revokedAt(subject: LinkTo): Promise<Instant | undefined> {
    const item = await getItem(this.#table, revokedKey(holderOf(subject)), true)
    const instants = [item?.[ALL], item?.[nameOfLink(subject)]].filter((at) => typeof at === 'string')
    return instants.toSorted().at(-1)
  }

  async revoke(holder: Holder, subject: LinkTo | undefined, at: Instant): Promise<void> {
    await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: revokedKey(holder),
        UpdateExpression: 'SET #what = :at',
        ExpressionAttributeNames: { '#what': subject ? nameOfLink(subject) : ALL },
        ExpressionAttributeValues: { ':at': at },
      }),
    )
  }
}

/** No link is called so. */
const ALL = 'all'
