import type { Contract } from '../directory/directory.ts'
import type { Day } from '../kernel/calendar.ts'
import type { Language } from '../kernel/text.ts'
import { describeChanges } from '../plan/describe-changes.ts'
import type { PlanDocument } from '../plan/document.ts'

/** A contract bound to a version of its plan that has a successor. */
export interface OutdatedContract {
  readonly contract: string
  readonly customer: string
  readonly old: PlanDocument
  readonly next: PlanDocument
}

/**
 * The contracts for which a manager can agree a newer version with the customer, one that is in force on that day, by plan, version
 * and id. What names a plan or version that is not there is told elsewhere.
 */
export const outdatedContracts = (
  contracts: readonly Pick<Contract, 'id' | 'customer' | 'plan' | 'planVersion'>[],
  documents: readonly PlanDocument[],
  day: Day,
): OutdatedContract[] =>
  contracts
    .flatMap(({ id, customer, plan, planVersion }): OutdatedContract[] => {
      const versions = documents.filter((document) => document.id === plan)
      const old = versions.find(({ version }) => version === planVersion)
      const next = versions
        .filter(({ effectiveFrom }) => effectiveFrom <= day)
        .toSorted((a, b) => b.version - a.version)[0]
      return old && next && next.version > old.version ? [{ contract: id, customer, old, next }] : []
    })
    .toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1))

const keyOf = ({ old, contract }: OutdatedContract): string =>
  [old.id, String(old.version).padStart(6, '0'), contract].join('/')

/** The contracts that keep an older version, and once for each version what would change for their customers. */
export const describeOutdated = (outdated: readonly OutdatedContract[], language: Language): string[] => {
  const groups = [...Map.groupBy(outdated, ({ old }) => `${old.id}/${old.version}`).values()]
  if (groups.length === 0)
    return [language === 'en' ? 'Every contract has the latest version of its plan' : '所有合同均为最新版承诺']
  return groups.flatMap((group, index) => {
    const [first] = group
    if (!first) return []
    const { old, next } = first
    const heading =
      language === 'en'
        ? `${group.length} contracts keep version ${old.version} of plan ${old.id}; the latest is ${next.version}. To move one, set its planVersion`
        : `${group.length} 份合同沿用承诺 ${old.id} 第 ${old.version} 版，最新为第 ${next.version} 版；改绑请修改合同的 planVersion`
    return [
      ...(index > 0 ? [''] : []),
      heading,
      ...group.map(({ contract, customer }) => `  ${contract}  ${customer}`),
      '',
      ...describeChanges(old, next, language),
    ]
  })
}
