import type { DatabaseSync } from 'node:sqlite'
import type { FactEvent } from '../../../shared/contract/facts.ts'
import type { ContractFiles } from '../../../shared/ports/contracts.ts'
import { migrate } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The service files of contracts as an earlier version kept them in the SQLite file. */
export class SqliteContractFiles implements ContractFiles {
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
  }

  async facts(contract: string): Promise<readonly FactEvent[]> {
    return allJson<FactEvent>(this.#sql.facts.all(contract), 'event')
  }
}

/** The statements of the contracts' files, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  facts: db.prepare('SELECT event FROM contract_facts WHERE contract = ? ORDER BY seq'),
})
