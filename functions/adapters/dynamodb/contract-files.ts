import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { FactEvent } from '../../../shared/contract/facts.ts'
import { subjectOf } from '../../../shared/kernel/subject.ts'
import type { ContractFiles } from '../../../shared/ports/contracts.ts'
import { FACT, factKey, subjectPartition } from './keys.ts'
import { getItem, jsonOf, queryItems, type Table, unlessRefused } from './queries.ts'

/** The service files of contracts in the same table. */
export class DynamoContractFiles implements ContractFiles {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async facts(contract: string): Promise<readonly FactEvent[]> {
    const items = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
      ExpressionAttributeValues: { ':pk': subjectPartition(subjectOf('contract', contract)), ':kind': FACT },
      ConsistentRead: true,
    })
    return items.map((item) => jsonOf<FactEvent>(item, 'event'))
  }

  /** Nothing is ever taken out of a file, so an event before this one that is there stays there. */
  async append(contract: string, event: FactEvent): Promise<'saved' | 'conflict'> {
    const { seq } = event
    if (seq < 1 || (seq > 1 && !(await getItem(this.#table, factKey(contract, seq - 1), true)))) return 'conflict'
    const Item = { ...factKey(contract, seq), event: JSON.stringify(event) }
    const put = new PutCommand({ TableName: this.#table.name, Item, ConditionExpression: 'attribute_not_exists(pk)' })
    return (await unlessRefused(() => this.#table.client.send(put))) ? 'saved' : 'conflict'
  }
}
