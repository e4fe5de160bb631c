import { defined } from '../kernel/fields.ts'
import { type Needs, shortModels } from '../repair/loaner-stock.ts'
import type { RepairSummary } from '../repair/summary.ts'
import type { WatchDeps } from './deps.ts'

/** So many open repairs are looked at in one sweep, whatever is open. */
const PAGE = 500
/** What a round remembers of models that may need a loaner. */
const MODELS = 200
const ROUND = 'open'

interface Counted {
  readonly repairs: number
  readonly clocks: number
  readonly broken: number
  readonly needs: readonly Needs[]
}
/** How far the round has come, and what the last whole one has found. */
interface Stand {
  readonly cursor?: string
  readonly counted: Counted
  readonly last?: Omit<Counted, 'needs'> & { readonly short: number }
}
const NOTHING: Counted = { repairs: 0, clocks: 0, broken: 0, needs: [] }

/**
 * Counts what is open, a page each sweep, so that a sweep costs the same at a hundred and at a hundred thousand; what the last
 * whole round has found is told each time. Few open repairs are counted anew every minute.
 */
export async function countOpen({ watch, repairs, metrics }: WatchDeps, page = PAGE): Promise<void> {
  const before = standIn(await watch.round(ROUND))
  const { items, cursor } = await watch.openPage(page, before.cursor)
  const counted = (items as readonly RepairSummary[]).reduce(withRepair, before.counted)
  const last = cursor ? before.last : await wholeRound(counted, () => repairs.freeLoaners())
  const stand: Stand = { ...(cursor && { cursor }), counted: cursor ? counted : NOTHING, ...defined({ last }) }
  await watch.keepRound(ROUND, JSON.stringify(stand))
  if (!last) return
  metrics.count('OpenRepairs', last.repairs)
  metrics.count('OpenClocks', last.clocks)
  metrics.count('BrokenClocks', last.broken)
  metrics.count('LoanersShort', last.short)
}

const standIn = (text: string | undefined): Stand => (text ? (JSON.parse(text) as Stand) : { counted: NOTHING })

async function wholeRound(
  { needs, ...counted }: Counted,
  freeLoaners: WatchDeps['repairs']['freeLoaners'],
): Promise<NonNullable<Stand['last']>> {
  return { ...counted, short: needs.length > 0 ? shortModels(await freeLoaners(), needs).length : 0 }
}

const withRepair = (counted: Counted, { openClocks, brokenClocks, model, needsLoaner }: RepairSummary): Counted => ({
  repairs: counted.repairs + 1,
  clocks: counted.clocks + openClocks,
  broken: counted.broken + brokenClocks,
  needs: model !== undefined && needsLoaner ? withNeed(counted.needs, model, needsLoaner === 'new') : counted.needs,
})

function withNeed(needs: readonly Needs[], model: string, isNew: boolean): readonly Needs[] {
  const { needed, neededNew } = needs.find((one) => one.model === model) ?? { needed: 0, neededNew: 0 }
  const others = needs.filter((one) => one.model !== model)
  if (needed === 0 && others.length >= MODELS) return needs
  return [...others, { model, needed: needed + 1, neededNew: neededNew + (isNew ? 1 : 0) }]
}
