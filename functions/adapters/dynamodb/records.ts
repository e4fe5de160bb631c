import { PutCommand, QueryCommand } from '@aws-sdk/lib-dynamodb'
import type { KnowledgeHit, KnowledgeQuery, ServiceRecord } from '../../../shared/knowledge/record.ts'
import { FOUND_PER_TERM, LOOKED_AT_PER_TERM, rank, shortlist } from '../../../shared/knowledge/search.ts'
import { modelTerm, termsOfQuery } from '../../../shared/knowledge/terms.ts'
import type { ServiceRecords } from '../../../shared/ports/records.ts'
import { getItems, putItems } from './batches.ts'
import { recordItem, wordItems } from './items.ts'
import { recordKey, servicePartition, wordPartition } from './keys.ts'
import { getItem, type Item, jsonOf, queryItems, type Table, textOf } from './queries.ts'
import { BOARD_INDEX } from './table.ts'

/** Service records in the same table. Their words are written behind the save, so a record is found by them a moment later. */
export class DynamoServiceRecords implements ServiceRecords {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async ofUnit(serial: string): Promise<readonly ServiceRecord[]> {
    const items = await queryItems(this.#table, {
      IndexName: BOARD_INDEX,
      KeyConditionExpression: 'gsi1pk = :pk',
      ExpressionAttributeValues: { ':pk': servicePartition(serial) },
    })
    return items.map(recordIn)
  }

  async ofRepair(repairId: string): Promise<ServiceRecord | undefined> {
    const item = await getItem(this.#table, recordKey(repairId), true)
    return item && recordIn(item)
  }

  async search(query: KnowledgeQuery): Promise<readonly KnowledgeHit[]> {
    const found = await Promise.all(termsOfQuery(query).map((term) => this.#withTerm(term, query.model)))
    const items = await getItems(this.#table, shortlist(found).map(recordKey))
    return rank(query, items.map(recordIn))
  }

  /** Repairs, latest report first. So many words fit into one answer of DynamoDB. */
  async #withTerm(term: string, model: string | undefined): Promise<readonly string[]> {
    const { Items = [] } = await this.#table.client.send(
      new QueryCommand({
        TableName: this.#table.name,
        KeyConditionExpression: 'pk = :pk',
        ScanIndexForward: false,
        ...(model === undefined
          ? { ExpressionAttributeValues: { ':pk': wordPartition(term) }, Limit: FOUND_PER_TERM }
          : {
              FilterExpression: 'model = :model',
              ExpressionAttributeValues: { ':pk': wordPartition(term), ':model': modelTerm(model) },
              Limit: LOOKED_AT_PER_TERM,
            }),
      }),
    )
    return Items.slice(0, FOUND_PER_TERM).map((item) => textOf(item, 'repair'))
  }

  async put(record: ServiceRecord): Promise<void> {
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item: recordItem(record) }))
    await this.index(record)
  }

  /** Words that a record no longer has stay: whoever finds it by them reads the record itself. */
  async index(record: ServiceRecord): Promise<void> {
    await putItems(this.#table, wordItems(record))
  }
}

const recordIn = (item: Item): ServiceRecord => jsonOf<ServiceRecord>(item, 'record')
