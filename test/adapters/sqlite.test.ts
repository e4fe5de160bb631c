import type { DatabaseSync } from 'node:sqlite'
import { describe, expect, it, vi } from 'vitest'
import { migrate, openDatabase } from '../../infra/local/database.ts'
import { prepareStatements as directoryStatements, SqliteDirectory } from '../../infra/local/store/directory.ts'
import { SqliteRepairStore } from '../../infra/local/store/repair-store.ts'
import { tables } from '../../infra/local/store/schema.ts'
import { prepareStatements as storeStatements } from '../../infra/local/store/statements.ts'
import { aCommit, anEffect, aRepair, next } from '../support/repair-fixtures.ts'
import { storeContract } from './store.contract.ts'

describe('SQLite', () => {
  storeContract(async () => {
    const db = openDatabase(':memory:')
    return { store: new SqliteRepairStore(db), directory: new SqliteDirectory(db) }
  })

  describe('onEffects', () => {
    it('tells of effects once they are saved, and of nothing else', async () => {
      const store = new SqliteRepairStore(openDatabase(':memory:'))
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
    // Loaners are few, and the free ones among them are wanted whole.
    const { freeLoaners: _, ...statements } = { ...storeStatements(db), ...directoryStatements(db) }
    const slow = Object.entries(statements).filter(([, { sourceSQL }]) =>
      /SCAN|TEMP B-TREE FOR ORDER/.test(planOf(db, sourceSQL)),
    )
    expect(slow.map(([name]) => name)).toEqual(['pendingOfRepair'])
    // Only the few effects of one repair that still wait are sorted.
    expect(planOf(db, statements.pendingOfRepair.sourceSQL)).toContain('USING INDEX effects_of_repair')
    expect(planOf(db, statements.listOpen.sourceSQL)).toContain('USING INDEX repairs_by_board')
    expect(planOf(db, statements.listClosed.sourceSQL)).toContain('USING INDEX repairs_by_board')
    expect(planOf(db, statements.overdue.sourceSQL)).toContain('USING INDEX repairs_by_attention')
    expect(planOf(db, statements.pendingBefore.sourceSQL)).toContain('USING INDEX effects_waiting')
    expect(planOf(db, statements.contactByPhone.sourceSQL)).toContain('USING INDEX contacts_by_phone')
  })
})

const planOf = (db: DatabaseSync, sql: string): string =>
  db
    .prepare(`EXPLAIN QUERY PLAN ${sql}`)
    .all()
    .map((row) => String(row.detail))
    .join('\n')
