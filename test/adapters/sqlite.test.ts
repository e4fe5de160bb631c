import type { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { migrate, openDatabase } from '../../infra/local/database.ts'
import { prepareStatements as auditStatements, SqliteAudit } from '../../infra/local/store/audit.ts'
import { prepareStatements as fileStatements, SqliteContractFiles } from '../../infra/local/store/contract-files.ts'
import { prepareStatements as directoryStatements, SqliteDirectory } from '../../infra/local/store/directory.ts'
import { prepareStatements as editStatements, SqliteDirectoryRecord } from '../../infra/local/store/directory-record.ts'
import { prepareStatements as feedStatements, SqliteFeed } from '../../infra/local/store/feed.ts'
import { SqliteInboxes } from '../../infra/local/store/inboxes.ts'
import {
  prepareStatements as ledgerStatements,
  prepareLines,
  prepareTallies,
  SqliteLedger,
} from '../../infra/local/store/ledger.ts'
import { prepareStatements as linkStatements, SqliteLinks } from '../../infra/local/store/links.ts'
import { SqliteMutes } from '../../infra/local/store/mutes.ts'
import { prepareStatements as recordStatements, SqliteServiceRecords } from '../../infra/local/store/records.ts'
import { tables } from '../../infra/local/store/schema.ts'
import { SqliteShelf } from '../../infra/local/store/shelf.ts'
import { prepareStatements as storeStatements } from '../../infra/local/store/statements.ts'
import { SqliteSubjectStore } from '../../infra/local/store/subject-store.ts'
import { SqliteTallies } from '../../infra/local/store/tallies.ts'
import { SqliteWatch } from '../../infra/local/store/watch.ts'
import { termsOfRecord } from '../../shared/knowledge/terms.ts'
import { WAITING_KINDS } from '../../shared/ports/store.ts'
import { aCommit, anEffect, aRecord, aRepair, minute, next } from '../support/repair-fixtures.ts'
import { storeSuite } from './suites/store.suite.ts'

describe('SQLite', () => {
  storeSuite(async () => {
    const db = openDatabase(':memory:')
    const store = new SqliteSubjectStore(db)
    return {
      store,
      feed: new SqliteFeed(db),
      watch: new SqliteWatch(db, store),
      inboxes: new SqliteInboxes(db),
      links: new SqliteLinks(db),
      ledger: new SqliteLedger(db),
      records: new SqliteServiceRecords(db),
      contractFiles: new SqliteContractFiles(db),
      audit: new SqliteAudit(db),
      mutes: new SqliteMutes(db),
      tallies: new SqliteTallies(db),
      shelf: new SqliteShelf(db),
      directory: new SqliteDirectory(db),
      directoryRecord: new SqliteDirectoryRecord(db),
    }
  }, 150)

  describe('onEffects', () => {
    it('tells of effects once they are saved, and of nothing else', async () => {
      const store = new SqliteSubjectStore(openDatabase(':memory:'))
      const listener = vi.fn()
      store.onEffects(listener)
      const repair = aRepair()
      const effects = [anEffect(repair, 1)]
      await store.save(aCommit(repair, { effects }))
      await store.save(aCommit(repair, { effects: [anEffect(repair, 2)] }))
      await store.save(aCommit(next(repair)))
      expect(listener.mock.calls).toEqual([[effects]])
    })
  })

  it('finds everything by an index, and sorts nothing that an index has sorted', () => {
    const db = openDatabase(':memory:')
    migrate(db, tables)
    const indexed = { ...storeStatements(db), ...feedStatements(db), ...directoryStatements(db), ...linkStatements(db) }
    // Everything is wanted whole for an export, and loaners are few.
    const { allLoaners: _1, allContracts: _2, allPrices: _3, ...statements } = indexed
    const slow = Object.entries(statements).filter(([, { sourceSQL }]) =>
      /SCAN|TEMP B-TREE FOR ORDER/.test(planOf(db, sourceSQL)),
    )
    expect(slow.map(([name]) => name)).toEqual(['pendingAbout', 'sentAbout'])
    // Only the few effects about one subject are sorted: those that still wait, and those that were sent.
    expect(planOf(db, statements.pendingAbout.sourceSQL)).toContain('USING INDEX effects_about')
    expect(planOf(db, statements.sentAbout.sourceSQL)).toContain('(key>? AND key<?)')
    expect(planOf(db, statements.listUp.sourceSQL)).toContain('USING INDEX subjects_by_board')
    expect(planOf(db, statements.listDown.sourceSQL)).toContain('USING INDEX subjects_by_board')
    expect(planOf(db, statements.overdue.sourceSQL)).toContain('USING INDEX subjects_by_attention')
    for (const kind of WAITING_KINDS)
      expect(planOf(db, statements[kind].sourceSQL)).toContain('USING INDEX effects_waiting')
    expect(planOf(db, statements.contactsByPhone.sourceSQL)).toContain('USING INDEX contacts_by_phone')
  })

  it('keeps no words of a record that it no longer has', async () => {
    const db = openDatabase(':memory:')
    const records = new SqliteServiceRecords(db)
    await records.put(aRecord({ cause: '主板进水' }))
    const now = aRecord({ cause: '电池', reportedAt: minute(1) })
    await records.put(now)
    const terms = db.prepare('SELECT term FROM record_terms').all()
    expect(terms.map(({ term }) => term).toSorted()).toEqual([...termsOfRecord(now)].toSorted())
  })

  it('answers each question about the ledger, the records and the files from one index', () => {
    const db = openDatabase(':memory:')
    migrate(db, tables)
    const ledger = ledgerStatements(db)
    const records = recordStatements(db)
    const { find, remove, ...edits } = editStatements(db)
    const all = [ledger, records, fileStatements(db), auditStatements(db), edits, find, remove].flatMap((part) =>
      Object.entries(part),
    )
    const slow = all.filter(([, { sourceSQL }]) =>
      /SCAN (?!\(subquery|CONSTANT)|TEMP B-TREE/.test(planOf(db, sourceSQL)),
    )
    expect(slow.map(([name]) => name)).toEqual([])
    const asks = (statement: { sourceSQL: string }, index: string) =>
      expect(planOf(db, statement.sourceSQL)).toContain(`USING ${index}`)
    asks(ledger.due, 'INDEX obligations_unended ((due_at,id)>')
    asks(ledger.ofCustomer, 'INDEX obligations_of_customer (customer=? AND (due_at,id)>')
    asks(ledger.ofNobody, 'INDEX obligations_of_nobody ((due_at,id)>')
    asks(ledger.clause, 'COVERING INDEX obligations_by_clause')
    asks(ledger.customer, 'COVERING INDEX obligations_by_customer')
    asks(ledger.engineer, 'COVERING INDEX obligations_by_engineer')
    for (const { ofCustomer, ofNobody } of Object.values(prepareTallies(db))) {
      asks(ofCustomer, 'INDEX obligations_of_customer (customer=? AND due_at>? AND due_at<?)')
      asks(ofNobody, 'INDEX obligations_of_nobody (due_at>? AND due_at<?)')
    }
    for (const [by, { all, ofState }] of Object.entries(prepareLines(db))) {
      asks(all, `INDEX obligations_by_${by} (${by}=? AND month=?)`)
      asks(ofState, `INDEX obligations_by_${by} (${by}=? AND month=? AND state=?)`)
    }
    asks(records.ofUnit, 'INDEX service_records_of_unit')
    asks(records.withTerm, 'PRIMARY KEY (term=?)')
  })
})

const planOf = (db: DatabaseSync, sql: string): string =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => String(row.detail))
    .join('\n')
