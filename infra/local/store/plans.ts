import type { DatabaseSync } from 'node:sqlite'
import { KeptPlans } from '../../../functions/adapters/kept-plans.ts'
import { migrate } from '../database.ts'
import { textOf } from './rows.ts'
import { tables } from './schema.ts'

/** Plans in the SQLite file. */
export function sqlitePlans(db: DatabaseSync): KeptPlans {
  migrate(db, tables)
  const sql = prepareStatements(db)
  return new KeptPlans({
    read: async (digest) => textOf(sql.plan.get(digest), 'plan'),
    write: async (digest, plan) => void sql.keepPlan.run(digest, plan),
  })
}

/** The statements of the plans, compiled once. */
const prepareStatements = (db: DatabaseSync) => ({
  plan: db.prepare('SELECT plan FROM plans WHERE digest = ?'),
  keepPlan: db.prepare('INSERT INTO plans (digest, plan) VALUES (?, ?) ON CONFLICT DO NOTHING'),
})
