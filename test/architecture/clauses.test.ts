import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { allProofs, clauseTable, proofsIn } from '../../infra/clauses.ts'
import { loadPlans } from '../../infra/plans.ts'

const ROOT = join(import.meta.dirname, '../..')
const documents = loadPlans()
const proofs = allProofs()
const clauses = documents.flatMap((document) => document.clauses)

describe('the table of clauses', () => {
  it('reads the clauses that a test cites in its name', () => {
    const text = "it('[R5] [R6] both', () => {})\ndescribe(`[N4] loss`)\nfor (const [C2] of x)"
    expect(proofsIn('a.test.ts', text).map(({ clause }) => clause)).toEqual(['R5', 'R6', 'N4'])
  })

  it('every clause that is active is proved by a test that carries its id', () => {
    const proved = new Set(proofs.map(({ clause }) => clause))
    expect(clauses.filter(({ id, status }) => status === 'active' && !proved.has(id)).map(({ id }) => id)).toEqual([])
  })

  it('no test cites a clause that no plan has', () => {
    const known = new Set(clauses.map(({ id }) => id))
    expect(proofs.filter(({ clause }) => !known.has(clause))).toEqual([])
  })

  it('is written down as it stands: `npm run clauses -- --write`', () => {
    const table = clauseTable(documents, proofs)
    expect(readFileSync(join(ROOT, 'docs/clauses.md'), 'utf8')).toBe(table)
    const files = [...table.matchAll(/\]\(\.\.\/([^)]+)\)/g)].map(([, file = '']) => file)
    expect(files.filter((file) => !existsSync(join(ROOT, file)))).toEqual([])
  })
})
