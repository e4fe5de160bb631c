import { ofContractItself } from '../contract/facts.ts'
import { needsOf } from '../contract/lines.ts'
import { outdatedContracts } from '../contract/outdated.ts'
import { boundDocument } from '../directory/binding.ts'
import type { Contract } from '../directory/directory.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import type { Change } from '../plan/change.ts'
import { comparePlans } from '../plan/diff.ts'
import type { PlanDocument } from '../plan/document.ts'
import type { How } from '../promise/agreement.ts'
import { auditMove, type Requester } from './audit.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'

/** The contracts that keep one older version of a plan, and what its latest would change for their customers. */
export interface OutdatedVersion {
  readonly plan: string
  readonly title: Text
  readonly version: number
  readonly latest: number
  readonly changes: readonly Change[]
  readonly contracts: readonly { readonly id: string; readonly customer: string; readonly name?: string }[]
}

/** By plan, version and contract. */
export async function outdatedVersions(deps: Deps): Promise<readonly OutdatedVersion[]> {
  const { contracts, customers } = await deps.directory.all()
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  const today = dayOf(deps.clock.now(), DEFAULT_TIMEZONE)
  const outdated = outdatedContracts(contracts, await deps.plans(), today)
  const groups = Map.groupBy(outdated, ({ old }) => `${old.id}/${old.version}`)
  return [...groups.values()].flatMap((group) => {
    const [first] = group
    if (!first) return []
    const { old, next } = first
    return {
      plan: old.id,
      title: next.title,
      version: old.version,
      latest: next.version,
      changes: comparePlans(old, next),
      contracts: group.map(({ contract: id, customer }) => {
        const name = names.get(customer)
        return { id, customer, ...defined({ name }) }
      }),
    }
  })
}

/** Which version a contract is to keep from now on, why, and who of the customer agreed. */
export interface ContractMove {
  readonly planVersion: number
  readonly reason: string
  readonly agreedBy?: string
  readonly how?: How
}

/**
 * Moves a contract to a newer version of its plan: what is reported from now on is under it, open repairs keep theirs. It is on
 * the audit record before it holds. The same again changes nothing. Undefined: no such contract. Throws BadRequestError for a
 * version that is not newer, not there or not in force, and for one that is worse for the customer without their yes.
 */
export async function moveContract(
  deps: Deps,
  id: string,
  move: ContractMove,
  who: Requester,
): Promise<Contract | undefined> {
  const contract = await deps.directory.contract(id)
  if (!contract) return undefined
  const { plan, planVersion: from } = contract
  if (move.planVersion !== from) {
    const documents = documentsOf(await deps.plans(), contract, move.planVersion, deps.clock.now())
    requireBetterOrAgreed(move, documents)
    await auditMove(deps, who, { contract: id, customer: contract.customer, plan, from, ...move })
    // Before it holds: what only the new version asks for was not promised before now.
    const fact = { type: 'moved', needed: documents.old ? needsOf(documents.old) : [] } as const
    await appendFact(deps, id, who.actor, () => ({ ...ofContractItself('moved'), fact }))
    await deps.directory.merge({ contracts: [{ ...contract, planVersion: move.planVersion }] })
  }
  await refreshContract(deps, id)
  return { ...contract, planVersion: move.planVersion }
}

function documentsOf(plans: readonly PlanDocument[], contract: Contract, version: number, now: Instant) {
  const { plan, planVersion } = contract
  const newer = plans.filter((document) => document.id === plan && document.version > planVersion)
  const next = newer.find((document) => document.version === version)
  const known = newer.map((document) => document.version).join(', ')
  if (!next)
    throw new BadRequestError([
      fault(
        'planVersion',
        `要比第 ${planVersion} 版新；承诺 ${plan} 有：${known || '没有更新的版本'}`,
        `must be newer than ${planVersion}; of plan ${plan} there is: ${known || 'none'}`,
      ),
    ])
  const { effectiveFrom } = next
  if (effectiveFrom > dayOf(now, DEFAULT_TIMEZONE))
    throw new BadRequestError([
      fault(
        'planVersion',
        `承诺 ${plan} 第 ${version} 版从 ${effectiveFrom} 起生效`,
        `version ${version} of plan ${plan} is in force from ${effectiveFrom} on`,
      ),
    ])
  return { old: boundDocument(plans, contract), next }
}

/** A version that is worse for the customer anywhere takes their yes. */
function requireBetterOrAgreed(
  { agreedBy, how }: ContractMove,
  { old, next }: { readonly old: PlanDocument | undefined; readonly next: PlanDocument },
): void {
  if (agreedBy !== undefined && how !== undefined) return
  const worse = old ? comparePlans(old, next).filter(({ effect }) => effect === 'worse') : []
  const [first] = worse
  if (!first) return
  const missing = [agreedBy === undefined && 'agreedBy', how === undefined && 'how'].filter((field) => field !== false)
  const { clause } = first
  throw new BadRequestError(
    missing.map((field) =>
      fault(
        field,
        `有 ${worse.length} 处对客户更不利（首先是 ${clause ?? '总则'}）：请填写客户方谁同意、怎么说的`,
        `${worse.length} changes are worse for the customer, first ${clause ?? 'for all clauses'}: say who of them agreed, and how`,
      ),
    ),
  )
}
