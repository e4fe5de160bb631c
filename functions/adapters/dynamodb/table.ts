import type { CreateTableCommandInput } from '@aws-sdk/client-dynamodb'

export const BOARD_INDEX = 'gsi1'
export const WAITING_INDEX = 'gsi2'
export const CLAUSE_INDEX = 'gsi3'
export const ENGINEER_INDEX = 'gsi4'
/** What the ledger's indexes hold of a line besides keys: enough to count it. */
const COUNTED = ['outcome', 'lateMs']

const INDEXES = [
  { IndexName: BOARD_INDEX, Projection: { ProjectionType: 'ALL' } },
  { IndexName: WAITING_INDEX, Projection: { ProjectionType: 'ALL' } },
  { IndexName: CLAUSE_INDEX, Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: COUNTED } },
  { IndexName: ENGINEER_INDEX, Projection: { ProjectionType: 'INCLUDE', NonKeyAttributes: COUNTED } },
] as const

const text = (name: string) => ({ AttributeName: name, AttributeType: 'S' as const })
const schema = (partition: string, sort: string) => [
  { AttributeName: partition, KeyType: 'HASH' as const },
  { AttributeName: sort, KeyType: 'RANGE' as const },
]

/** The table as the adapter expects it. The data stack creates the real one. */
export const tableDefinition = (TableName: string): CreateTableCommandInput => ({
  TableName,
  BillingMode: 'PAY_PER_REQUEST',
  AttributeDefinitions: ['pk', 'sk', ...INDEXES.flatMap(({ IndexName }) => [`${IndexName}pk`, `${IndexName}sk`])].map(
    text,
  ),
  KeySchema: schema('pk', 'sk'),
  GlobalSecondaryIndexes: INDEXES.map((index) => ({
    ...index,
    KeySchema: schema(`${index.IndexName}pk`, `${index.IndexName}sk`),
  })),
})
