import type { DatabaseSync } from 'node:sqlite'
import { normaliseSerial } from '../../../shared/directory/serial.ts'
import type { KnowledgeHit, KnowledgeQuery, ServiceRecord } from '../../../shared/knowledge/record.ts'
import { FOUND_PER_TERM, LOOKED_AT_PER_TERM, positionOf, rank, shortlist } from '../../../shared/knowledge/search.ts'
import { modelTerm, termsOfQuery, termsOfRecord } from '../../../shared/knowledge/terms.ts'
import type { ServiceRecords } from '../../../shared/ports/records.ts'
import { migrate, transaction } from '../database.ts'
import { allJson, jsonOf } from './rows.ts'
import { tables } from './schema.ts'

/** Service records in the SQLite file, and the words by which they are found. */
export class SqliteServiceRecords implements ServiceRecords {
  readonly #db: DatabaseSync
  readonly #sql: ReturnType<typeof prepareStatements>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#sql = prepareStatements(db)
  }

  async ofUnit(serial: string): Promise<readonly ServiceRecord[]> {
    return allJson<ServiceRecord>(this.#sql.ofUnit.all(normaliseSerial(serial)), 'record')
  }

  async ofRepair(repairId: string): Promise<ServiceRecord | undefined> {
    return jsonOf<ServiceRecord>(this.#sql.ofRepair.get(repairId), 'record')
  }

  async search(query: KnowledgeQuery): Promise<readonly KnowledgeHit[]> {
    const model = query.model === undefined ? null : modelTerm(query.model)
    const found = termsOfQuery(query).map((term) =>
      this.#sql.withTerm.all({ term, model, lookedAt: LOOKED_AT_PER_TERM, rows: FOUND_PER_TERM }),
    )
    const names = shortlist(found.map((rows) => rows.map(({ position }) => String(position))))
    const records = names.flatMap((position) => jsonOf<ServiceRecord>(this.#sql.at.get(position), 'record') ?? [])
    return rank(query, records)
  }

  async put(record: ServiceRecord): Promise<void> {
    this.write(record)
  }

  /** Done with each write. */
  async index(): Promise<void> {}

  /** Writes a record and its words, in the transaction under way if there is one. */
  write(record: ServiceRecord): void {
    transaction(this.#db, () => {
      const before = jsonOf<ServiceRecord>(this.#sql.ofRepair.get(record.repair), 'record')
      if (before) for (const term of termsOfRecord(before)) this.#sql.removeTerm.run(term, positionOf(before))
      const position = positionOf(record)
      const model = record.model === undefined ? '' : modelTerm(record.model)
      for (const term of termsOfRecord(record)) this.#sql.putTerm.run(term, position, model)
      const unit = record.unit === undefined ? null : normaliseSerial(record.unit)
      this.#sql.put.run(record.repair, unit, position, JSON.stringify(record))
    })
  }
}

/** The statements of the service records, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  ofUnit: db.prepare('SELECT record FROM service_records WHERE unit = ? ORDER BY position'),
  ofRepair: db.prepare('SELECT record FROM service_records WHERE repair = ?'),
  at: db.prepare('SELECT record FROM service_records WHERE position = ?'),
  withTerm: db.prepare(`
    SELECT position FROM (
      SELECT position, model FROM record_terms WHERE term = :term ORDER BY position DESC LIMIT :lookedAt)
    WHERE :model IS NULL OR model = :model LIMIT :rows`),
  put: db.prepare(`
    INSERT INTO service_records (repair, unit, position, record) VALUES (?, ?, ?, ?)
    ON CONFLICT (repair) DO UPDATE SET unit = excluded.unit, position = excluded.position, record = excluded.record`),
  putTerm: db.prepare('INSERT INTO record_terms (term, position, model) VALUES (?, ?, ?) ON CONFLICT DO NOTHING'),
  removeTerm: db.prepare('DELETE FROM record_terms WHERE term = ? AND position = ?'),
})
