import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'

export const BOARD_INDEX = 'gsi1'
export const WAITING_INDEX = 'gsi2'

const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const })
const schema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
]

/** The table as the adapter expects it. The data stack creates the real one. */
export const tableDefinition = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', 'gsi1pk', 'gsi1sk', 'gsi2pk', 'gsi2sk'].map(text),
  KeySchema: schema('pk', 'sk'),
  GlobalSecondaryIndexes: [BOARD_INDEX, WAITING_INDEX].map((IndexName) => ({
    IndexName,
    KeySchema: schema(`${IndexName}pk`, `${IndexName}sk`),
    Projection: { ProjectionType: 'ALL' },
  })),
})
