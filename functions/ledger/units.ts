import { NotFoundError } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { searchKnowledge } from '../../shared/use-cases/knowledge.ts'
import { loanerStock } from '../../shared/use-cases/loaner-stock.ts'
import { refusalOfUnit } from '../../shared/use-cases/reach.ts'
import { unitFile } from '../../shared/use-cases/unit-file.ts'
import { knowledgeQuerySchema } from '../../shared/wire/knowledge.ts'
import { parse } from '../../shared/wire/problem.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { requireNone } from '../api/rights.ts'
import { staffWho } from '../api/roles.ts'
import { json } from '../middleware/http.ts'

export const readUnit: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'units')
  const file = await unitFile(deps, pathOf(event, 'serial'), deps.clock.now())
  requireNone(staff, await refusalOfUnit(deps, staff, file))
  if (!file) throw new NotFoundError('no such unit')
  await auditOpening(deps, staff, `unit/${file.unit.serial}`, file.customer?.id)
  return json(200, file)
}

export const readLoaners: ApiCall = async (event, deps) => {
  staffWho(event, 'loaners')
  return json(200, { models: await loanerStock(deps) })
}

export const search: ApiCall = async (event, deps) => {
  staffWho(event, 'knowledge')
  const { q, ...query } = parse(knowledgeQuerySchema, queryOf(event))
  return json(200, { articles: await searchKnowledge(deps, { words: q, ...query }) })
}
