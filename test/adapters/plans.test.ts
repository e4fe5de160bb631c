import { DeleteCommand, ScanCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import { describe } from 'vitest'
import { logKey, stateKey } from '../../functions/adapters/dynamodb/keys.ts'
import { dynamoPlans } from '../../functions/adapters/dynamodb/plans.ts'
import { DynamoSubjectStore } from '../../functions/adapters/dynamodb/subject-store.ts'
import { openDatabase } from '../../infra/local/database.ts'
import { sqlitePlans } from '../../infra/local/store/plans.ts'
import { SqliteSubjectStore } from '../../infra/local/store/subject-store.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { onDynamoDb } from '../support/dynamodb/on-dynamodb.ts'
import { aRepair } from '../support/repair-fixtures.ts'
import { plansSuite } from './suites/plans.suite.ts'

describe('SQLite', () => {
  plansSuite(async () => {
    const db = openDatabase(':memory:')
    return {
      process: () => ({ store: new SqliteSubjectStore(db), plans: sqlitePlans(db) }),
      async written() {
        const rows = db.prepare('SELECT events FROM commits ORDER BY version').all()
        const state = String(db.prepare('SELECT state FROM subjects').get()?.state)
        return { state, events: rows.map(({ events }) => String(events)) }
      },
      async overwrite({ state, events }) {
        db.prepare('UPDATE subjects SET state = ?').run(state)
        db.prepare('UPDATE commits SET events = ?').run(events)
      },
      async clear() {
        db.exec('DELETE FROM plans')
      },
    }
  })
})

onDynamoDb('DynamoDB', 'the suites of plans on DynamoDB (test/adapters/plans.test.ts)', (local) => {
  plansSuite(async () => {
    const table = await local().createTable()
    const { client, name: TableName } = table
    const subject = repairSubject(aRepair().id)
    const items = async () => (await client.send(new ScanCommand({ TableName }))).Items ?? []
    const set = (Key: object, attribute: string, text: string) =>
      client.send(
        new UpdateCommand({
          TableName,
          Key: { ...Key },
          UpdateExpression: 'SET #a = :text',
          ExpressionAttributeNames: { '#a': attribute },
          ExpressionAttributeValues: { ':text': text },
        }),
      )
    return {
      process: () => ({ store: new DynamoSubjectStore(table), plans: dynamoPlans(table) }),
      async written() {
        const all = await items()
        const logs = all.filter(({ sk }) => sk.startsWith('LOG#')).toSorted((a, b) => (a.sk < b.sk ? -1 : 1))
        return { state: all.find(({ sk }) => sk === 'STATE')?.state, events: logs.map(({ events }) => events) }
      },
      async overwrite({ state, events }) {
        await set(stateKey(subject), 'state', state)
        await set(logKey(subject, 1), 'events', events)
      },
      async clear() {
        for (const { pk, sk } of await items())
          if (pk.startsWith('PLAN#')) await client.send(new DeleteCommand({ TableName, Key: { pk, sk } }))
      },
    }
  })
})
