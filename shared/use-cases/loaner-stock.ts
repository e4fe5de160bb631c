import { type HeldLoaner, type LoanerStock, loanerStockOf } from '../repair/loaner-stock.ts'
import { openRows } from './board-rows.ts'
import type { Deps } from './deps.ts'

/** How the loaners stand, model by model: a shortage shows while the clock that needs one still runs. */
export async function loanerStock(deps: Deps): Promise<readonly LoanerStock[]> {
  const [held, open, { units }] = await Promise.all([heldLoaners(deps), openRows(deps), deps.directory.all()])
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
