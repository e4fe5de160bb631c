import type { DatabaseSync } from 'node:sqlite'
import type { FactEvent } from '../../../shared/contract/facts.ts'
import type { ContractFiles } from '../../../shared/ports/contracts.ts'
import { createFlush, migrate } from '../database.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The service files of contracts in the SQLite file. */
export class SqliteContractFiles implements ContractFiles {
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  async facts(contract: string): Promise<readonly FactEvent[]> {
    return allJson<FactEvent>(this.#sql.facts.all(contract), 'event')
  }

  async append(contract: string, event: FactEvent): Promise<'saved' | 'conflict'> {
    const { seq } = event
    const { changes } = this.#sql.append.run({ contract, seq, event: JSON.stringify(event) })
    await this.#flush()
    return changes === 1 ? 'saved' : 'conflict'
  }
}

/** The statements of the contracts' files, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  facts: db.prepare('SELECT event FROM contract_facts WHERE contract = ? ORDER BY seq'),
  append: db.prepare(`
    INSERT INTO contract_facts (contract, seq, event) SELECT :contract, :seq, :event
    WHERE :seq = (SELECT coalesce(max(seq), 0) + 1 FROM contract_facts WHERE contract = :contract)`),
})
