import { PutCommand } from '@aws-sdk/lib-dynamodb'
import type { Audit, AuditEntry } from '../../../shared/ports/audit.ts'
import type { Page } from '../../../shared/ports/store.ts'
import { auditPartition } from './keys.ts'
import { jsonOf, queryItems, type Table } from './queries.ts'

/** The audit record in the same table. Putting an entry again puts the same. */
export class DynamoAudit implements Audit {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async append(entry: AuditEntry): Promise<void> {
    const Item = {
      pk: auditPartition(entry.at.slice(0, 7)),
      sk: positionOf(entry),
      entry: JSON.stringify(entry),
    }
    await this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item }))
  }

  async list(query: { month: string; limit: number; cursor?: string }): Promise<Page<AuditEntry>> {
    const { month, limit, cursor } = query
    const found = await queryItems(
      this.#table,
      {
        KeyConditionExpression: cursor ? 'pk = :pk AND sk < :cursor' : 'pk = :pk',
        ExpressionAttributeValues: { ':pk': auditPartition(month), ...(cursor && { ':cursor': cursor }) },
        ScanIndexForward: false,
      },
      limit + 1,
    )
    const items = found.slice(0, limit).map((item) => jsonOf<AuditEntry>(item, 'entry'))
    const last = items.at(-1)
    return found.length > limit && last ? { items, cursor: positionOf(last) } : { items }
  }
}

const positionOf = ({ at, id }: AuditEntry): string => `${at}_${id}`
