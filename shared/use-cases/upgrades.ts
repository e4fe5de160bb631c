import type { RecordedUpgradeEvent } from '../upgrade/events.ts'
import { UPGRADES, upgradeSubject } from '../upgrade/state/subject.ts'
import { ENDS, type Upgrade } from '../upgrade/state/upgrade.ts'
import type { UpgradeSummary } from '../upgrade/summary.ts'
import type { Deps } from './deps.ts'

/** Undefined: there is none of that number. */
export async function loadUpgrade({ store }: Pick<Deps, 'store'>, id: string): Promise<Upgrade | undefined> {
  return (await store.load(upgradeSubject(id))) as Upgrade | undefined
}

export const upgradeHistory = async ({ store }: Pick<Deps, 'store'>, id: string) =>
  (await store.history(upgradeSubject(id))) as readonly RecordedUpgradeEvent[]

/** Which ones. */
export interface UpgradesQuery {
  readonly open?: boolean
  readonly contract?: string
  readonly site?: string
  readonly engineer?: string
  readonly limit: number
  readonly cursor?: string
}

/** So many are read at once, and so often for one answer. */
const AT_ONCE = 200
const MOST_PAGES = 10

/** The latest planned first. `sees`: what they may see of it. What narrows them makes a page short: only without a cursor is it the last. */
export async function listUpgrades(
  { store }: Pick<Deps, 'store'>,
  query: UpgradesQuery,
  sees: (row: UpgradeSummary) => Promise<boolean>,
): Promise<{ readonly items: readonly UpgradeSummary[]; readonly cursor?: string }> {
  const found: UpgradeSummary[] = []
  let { cursor } = query
  for (let pages = 0; pages < MOST_PAGES; pages++) {
    const limit = Math.min(AT_ONCE, query.limit - found.length)
    const page = await store.list({ board: UPGRADES, order: 'descending', limit, ...(cursor && { cursor }) })
    for (const row of page.items as readonly UpgradeSummary[])
      if (fits(row, query) && (await sees(row))) found.push(row)
    cursor = page.cursor
    if (!cursor || found.length >= query.limit) break
  }
  return { items: found, ...(cursor && { cursor }) }
}

/** Every one that there is. */
export async function upgradeIds({ store }: Pick<Deps, 'store'>): Promise<readonly string[]> {
  const ids: string[] = []
  let cursor: string | undefined
  do {
    const page = await store.list({ board: UPGRADES, order: 'ascending', limit: AT_ONCE, ...(cursor && { cursor }) })
    ids.push(...(page.items as readonly UpgradeSummary[]).map(({ id }) => id))
    cursor = page.cursor
  } while (cursor)
  return ids
}

const fits = (row: UpgradeSummary, { open, contract, site, engineer }: UpgradesQuery): boolean =>
  (open === undefined || open !== (ENDS as readonly string[]).includes(row.stage)) &&
  (contract === undefined || row.contract === contract) &&
  (site === undefined || row.site === site) &&
  (engineer === undefined || row.engineer?.id === engineer)
