import type { LoanerUnit } from '../directory/directory.ts'
import type { Repair } from './state/repair.ts'
import type { RepairSummary } from './summary.ts'

/** A loaner and the repair that holds it. */
export interface HeldLoaner {
  readonly loaner: LoanerUnit
  readonly repair?: Pick<Repair, 'loaner' | 'closed'>
}

/** How the loaners of one model stand. total = free + reserved + lent. */
export interface LoanerStock {
  readonly model: string
  readonly total: number
  readonly free: number
  /** Of the free ones, those that are still brand-new. */
  readonly freeNew: number
  readonly reserved: number
  readonly lent: number
  /** Lent, though the repair is closed: to be fetched back. */
  readonly toFetchBack: number
  /** Units of this model at customers'. */
  readonly inField: number
  /** Open repairs for which one falls due unless they are done first, none reserved yet. */
  readonly needed: number
  /** Of these, how many take only a brand-new one (R7). */
  readonly neededNew: number
  /** Were all of them to fall due now, it would not be enough. */
  readonly short: boolean
}

/** The stock of every model that has loaners or needs one, shortest first, then by model. */
export const loanerStockOf = (
  loaners: readonly HeldLoaner[],
  open: readonly Pick<RepairSummary, 'model' | 'needsLoaner'>[],
  inField: ReadonlyMap<string, number> = new Map(),
): readonly LoanerStock[] => {
  const needing = open.filter(({ needsLoaner, model }) => needsLoaner !== undefined && model !== undefined)
  const models = new Set([...loaners.map(({ loaner }) => loaner.model), ...needing.flatMap(({ model }) => model ?? [])])
  return [...models]
    .map((model) =>
      modelStock(
        model,
        loaners.filter(({ loaner }) => loaner.model === model),
        needing.filter((repair) => repair.model === model),
        inField.get(model) ?? 0,
      ),
    )
    .toSorted((a, b) => Number(b.short) - Number(a.short) || (a.model < b.model ? -1 : 1))
}

/** Loaners of one model that open repairs need unless they are done first. */
export type Needs = Pick<LoanerStock, 'model' | 'needed' | 'neededNew'>

/** Models of which the free loaners would not be enough, were all of these needed now. */
export const shortModels = (free: readonly LoanerUnit[], needs: readonly Needs[]): readonly Needs[] =>
  needs.filter(({ model, ...needed }) => {
    const own = free.filter((loaner) => loaner.model === model)
    return isShort({ ...needed, free: own.length, freeNew: own.filter(({ used }) => !used).length })
  })

const isShort = (counts: Pick<LoanerStock, 'free' | 'freeNew' | 'needed' | 'neededNew'>): boolean =>
  counts.needed > counts.free || counts.neededNew > counts.freeNew

const modelStock = (
  model: string,
  loaners: readonly HeldLoaner[],
  needing: readonly Pick<RepairSummary, 'needsLoaner'>[],
  inField: number,
): LoanerStock => {
  const free = loaners.filter(({ repair }) => !isHeld(repair))
  const lent = loaners.filter(({ repair }) => repair?.loaner?.state === 'lent')
  const counts = {
    free: free.length,
    freeNew: free.filter(({ loaner }) => !loaner.used).length,
    needed: needing.length,
    neededNew: needing.filter(({ needsLoaner }) => needsLoaner === 'new').length,
  }
  return {
    model,
    total: loaners.length,
    ...counts,
    reserved: loaners.filter(({ repair }) => repair?.loaner?.state === 'reserved').length,
    lent: lent.length,
    toFetchBack: lent.filter(({ repair }) => repair?.closed !== undefined).length,
    inField,
    short: isShort(counts),
  }
}

const isHeld = (repair: HeldLoaner['repair']): boolean =>
  repair?.loaner?.state === 'reserved' || repair?.loaner?.state === 'lent'
