import type { DatabaseSync, SQLInputValue, StatementSync } from 'node:sqlite'
import { type DirectoryChange, SUPPLIER } from '../../../shared/directory/change.ts'
import type { Directory } from '../../../shared/directory/directory.ts'
import type { ListName } from '../../../shared/directory/lists.ts'
import type { DirectoryRecord } from '../../../shared/ports/directory-record.ts'
import { createFlush, migrate, transaction } from '../database.ts'
import { SqliteDirectory } from './directory.ts'
import { allJson } from './rows.ts'
import { tables } from './schema.ts'

/** The directory record in the SQLite file, beside the master data that it is about. */
export class SqliteDirectoryRecord implements DirectoryRecord {
  readonly #db: DatabaseSync
  readonly #directory: SqliteDirectory
  readonly #sql: ReturnType<typeof prepareStatements>
  readonly #flush: () => Promise<void>

  constructor(db: DatabaseSync) {
    migrate(db, tables)
    this.#db = db
    this.#directory = new SqliteDirectory(db)
    this.#sql = prepareStatements(db)
    this.#flush = createFlush(db)
  }

  async last(): Promise<number> {
    return Number(this.#sql.last.get()?.seq ?? 0)
  }

  async save(changes: readonly DirectoryChange[]): Promise<'saved' | 'conflict'> {
    try {
      transaction(this.#db, () => {
        for (const change of changes) this.#write(change)
      })
    } catch (error) {
      if (error instanceof Conflict) return 'conflict'
      throw error
    }
    await this.#flush()
    return 'saved'
  }

  #write(change: DirectoryChange): void {
    const { seq, list, entry, before, after } = change
    const row = this.#sql.last.get()
    if (seq !== Number(row?.seq ?? 0) + 1 || !this.#isAs(change)) throw new Conflict()
    if (after) this.#directory.mergeNow({ [list]: list === SUPPLIER ? after : [after] } as Partial<Directory>)
    else if (before && list !== SUPPLIER) this.#delete(list, entry)
    this.#sql.append.run(seq, list, entry, JSON.stringify(change))
  }

  /** The text that was read is the text that is there: what was written is never written otherwise. */
  #isAs({ list, entry, before }: DirectoryChange): boolean {
    const [statement, ...values] = placeOf(this.#sql.find, list, entry)
    return statement.get(...values)?.data === (before && JSON.stringify(before))
  }

  #delete(list: ListName, entry: string): void {
    const [statement, ...values] = placeOf(this.#sql.remove, list, entry)
    statement.run(...values)
    if (list === 'contacts') this.#directory.forgetSites(entry)
  }

  async list({ of, limit, cursor }: Parameters<DirectoryRecord['list']>[0]) {
    const before = cursor === undefined ? BEYOND : Number(cursor)
    const rows = of ? this.#sql.ofEntry.all(of.list, of.entry, before, limit + 1) : this.#sql.all.all(before, limit + 1)
    const found = allJson<DirectoryChange>(rows, 'change')
    const items = found.slice(0, limit)
    const last = items.at(-1)
    return found.length > limit && last ? { items, cursor: String(last.seq) } : { items }
  }
}

/** Where an entry stands: the statement that leads to it, and with which values. */
function placeOf(
  statements: ReturnType<typeof placed>,
  list: DirectoryChange['list'],
  entry: string,
): readonly [StatementSync, ...SQLInputValue[]] {
  if (list === 'loaners' || list === 'contracts') return [statements[list], entry]
  if (list === 'prices') return [statements.prices, ...splitOnce(entry)]
  return [statements.directory, KINDS[list], entry]
}

class Conflict extends Error {}

const BEYOND = Number.MAX_SAFE_INTEGER

/** What the table of master data calls the entries of a list. */
const KINDS = {
  supplier: 'supplier',
  people: 'person',
  rosters: 'roster',
  customers: 'customer',
  sites: 'site',
  contacts: 'contact',
  units: 'unit',
} as const

/** A price list's name has no blanks. */
const splitOnce = (price: string): readonly [string, string] => {
  const at = price.indexOf(' ')
  return [price.slice(0, at), price.slice(at + 1)]
}

/** The statements of the directory record, compiled once. */
export const prepareStatements = (db: DatabaseSync) => ({
  last: db.prepare('SELECT max(seq) AS seq FROM directory_changes'),
  append: db.prepare('INSERT INTO directory_changes (seq, list, entry, change) VALUES (?, ?, ?, ?)'),
  all: db.prepare('SELECT change FROM directory_changes WHERE seq < ? ORDER BY seq DESC LIMIT ?'),
  ofEntry: db.prepare(
    'SELECT change FROM directory_changes WHERE list = ? AND entry = ? AND seq < ? ORDER BY seq DESC LIMIT ?',
  ),
  find: placed(db, 'SELECT data'),
  remove: placed(db, 'DELETE'),
})

const placed = (db: DatabaseSync, verb: 'SELECT data' | 'DELETE') => ({
  directory: db.prepare(`${verb} FROM directory WHERE kind = ? AND id = ?`),
  loaners: db.prepare(`${verb} FROM loaners WHERE serial = ?`),
  contracts: db.prepare(`${verb} FROM contracts WHERE id = ?`),
  prices: db.prepare(`${verb} FROM prices WHERE list = ? AND code = ?`),
})
