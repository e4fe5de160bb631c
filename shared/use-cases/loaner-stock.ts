import { type HeldLoaner, type LoanerStock, loanerStockOf } from '../repair/loaner-stock.ts'
import type { RepairSummary } from '../repair/summary.ts'
import type { Deps } from './deps.ts'

const PAGE = 200

/** How the loaners stand, model by model: a shortage shows while the clock that needs one still runs. */
export async function loanerStock(deps: Deps): Promise<readonly LoanerStock[]> {
  const [held, open, { units }] = await Promise.all([heldLoaners(deps), openRepairs(deps), deps.directory.all()])
  const inService = units.filter(({ replacedBy }) => replacedBy === undefined)
  const inField = Map.groupBy(inService, ({ model }) => model)
  return loanerStockOf(held, open, new Map([...inField].map(([model, some]) => [model, some.length])))
}

const heldLoaners = async (deps: Deps): Promise<readonly HeldLoaner[]> =>
  Promise.all(
    (await deps.repairs.loaners()).map(async ({ loaner, repairId }) => {
      const repair = repairId === undefined ? undefined : await deps.repairs.load(repairId)
      return { loaner, ...(repair?.loaner?.serial === loaner.serial && { repair }) }
    }),
  )

/** Every open repair, oldest report first. */
async function openRepairs(deps: Pick<Deps, 'repairs'>): Promise<readonly RepairSummary[]> {
  const found: RepairSummary[] = []
  let cursor: string | undefined
  do {
    const page = await deps.repairs.list({ status: 'open', limit: PAGE, ...(cursor && { cursor }) })
    found.push(...page.items)
    cursor = page.cursor
  } while (cursor)
  return found
}
