import { DynamoDBClient, type DynamoDBClientConfig } from '@aws-sdk/client-dynamodb'
import { DynamoDBDocumentClient, ScanCommand } from '@aws-sdk/lib-dynamodb'
import type { RecordedEvent } from '../../shared/repair/events.ts'

export type Item = Readonly<Record<string, unknown>> & { readonly pk: string; readonly sk: string }

/** What the table holds, read past the code that wrote it. */
export async function readTable(TableName: string, config: DynamoDBClientConfig): Promise<readonly Item[]> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient(config))
  const items: Item[] = []
  let start: Record<string, unknown> | undefined
  do {
    const page = await client.send(new ScanCommand({ TableName, ExclusiveStartKey: start }))
    items.push(...((page.Items ?? []) as Item[]))
    start = page.LastEvaluatedKey
  } while (start)
  return items
}

/** The items of one repair by what they are. */
export function repairItems(items: readonly Item[], repairId: string) {
  const own = items.filter(({ pk }) => pk === `REPAIR#${repairId}`)
  return {
    head: own.find(({ sk }) => sk === 'HEAD'),
    effects: own.filter(({ sk }) => sk.startsWith('EFFECT#')),
    events: own
      .filter(({ sk }) => sk.startsWith('LOG#'))
      .toSorted((one, other) => (one.sk < other.sk ? -1 : 1))
      .flatMap(({ events }) => JSON.parse(String(events)) as RecordedEvent[]),
  }
}
