import { PutCommand } from '@aws-sdk/lib-dynamodb'
import { KeptPlans } from '../kept-plans.ts'
import { planKey } from './keys.ts'
import { getItem, type Table, textOf } from './queries.ts'

/** Plans in the same table, one item each. */
export const dynamoPlans = (table: Table): KeptPlans =>
  new KeptPlans({
    async read(digest) {
      const item = await getItem(table, planKey(digest), true)
      return item && textOf(item, 'plan')
    },
    async write(digest, plan) {
      await table.client.send(new PutCommand({ TableName: table.name, Item: { ...planKey(digest), plan } }))
    },
  })
