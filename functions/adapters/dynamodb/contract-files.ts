import type { FactEvent } from '../../../shared/contract/facts.ts'
import { subjectOf } from '../../../shared/kernel/subject.ts'
import type { ContractFiles } from '../../../shared/ports/contracts.ts'
import { FACT, subjectPartition } from './keys.ts'
import { jsonOf, queryItems, type Table } from './queries.ts'

/** The service files of contracts as an earlier version kept them in the same table. */
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
}
