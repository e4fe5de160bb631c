import { addDays, type Day, DEFAULT_TIMEZONE } from '../kernel/calendar.ts'
import { endAfter } from '../kernel/deadline.ts'
import type { PlanDocument } from '../plan/document.ts'
import { rulesOf } from '../plan/rules.ts'
import { boundDocument } from './binding.ts'
import type { Contract, Customer, Directory, Site, Unit } from './directory.ts'
import { type At, error, type Problem, warning } from './problem.ts'

/** What a directory says of plans that the loaded ones do not bear out. To be asked wherever both are known. */
export function problemsWithPlans(directory: Directory, plans: readonly PlanDocument[]): readonly Problem[] {
  const { customers, contracts, sites, units } = directory
  const planOf = new Map(customers.map(({ id, plan }) => [id, plan]))
  const customerAt = new Map(sites.map(({ id, customer }) => [id, customer]))
  const versionsOf = (customer: string | undefined) => plans.filter(({ id }) => id === planOf.get(customer ?? ''))
  return [
    ...customers.flatMap((customer, index) => customerProblems(customer, ['customers', index], plans)),
    ...sites.flatMap((site, index) => siteProblems(site, ['sites', index], versionsOf(site.customer))),
    ...units.flatMap((unit, index) => unitProblems(unit, ['units', index], versionsOf(customerAt.get(unit.site)))),
    ...contracts.flatMap((contract, index) => contractProblems(contract, ['contracts', index], plans)),
  ]
}

const customerProblems = ({ plan }: Customer, at: At, plans: readonly PlanDocument[]): readonly Problem[] =>
  plans.some(({ id }) => id === plan) ? [] : [noPlan([...at, 'plan'], plan, plans)]

const noPlan = (path: At, plan: string, plans: readonly PlanDocument[]): Problem => {
  const known = [...new Set(plans.map(({ id }) => id))].join(', ')
  return error(path, `没有服务承诺 ${plan}；现有 ${known}`, `there is no plan ${plan}; there are ${known}`)
}

function siteProblems({ distance }: Site, at: At, versions: readonly PlanDocument[]): readonly Problem[] {
  const tiers = new Set(versions.flatMap(({ distances = [] }) => distances.map(({ id }) => id)))
  if (distance === undefined || tiers.size === 0 || tiers.has(distance)) return []
  const known = [...tiers].join(', ')
  return [
    error(
      [...at, 'distance'],
      `服务承诺里没有距离档 ${distance}；有 ${known}`,
      `the plan knows no distance ${distance}; it has ${known}`,
    ),
  ]
}

function unitProblems({ category }: Unit, at: At, versions: readonly PlanDocument[]): readonly Problem[] {
  const known = new Set(
    versions.flatMap((plan) => rulesOf(plan, 'warranty').flatMap(({ byCategory = {} }) => Object.keys(byCategory))),
  )
  if (category === undefined || known.size === 0 || known.has(category)) return []
  const categories = [...known].join(', ')
  return [
    warning(
      [...at, 'category'],
      `服务承诺没有为类别 ${category} 另定质保期（有 ${categories}）；按一般期限`,
      `the plan has no warranty of its own for the category ${category} (it has ${categories}): the general one holds`,
    ),
  ]
}

function contractProblems(contract: Contract, at: At, plans: readonly PlanDocument[]): readonly Problem[] {
  const { plan, planVersion, signedOn } = contract
  const versions = plans.filter(({ id }) => id === plan)
  if (versions.length === 0) return [noPlan([...at, 'plan'], plan, plans)]
  const document = boundDocument(plans, contract)
  if (!document) {
    const known = versions.map(({ version }) => version).join(', ')
    return [
      error(
        [...at, 'planVersion'],
        `服务承诺 ${plan} 没有第 ${planVersion} 版；有 ${known}`,
        `plan ${plan} has no version ${planVersion}; it has ${known}`,
      ),
    ]
  }
  return [
    ...(document.effectiveFrom > signedOn
      ? [
          warning(
            [...at, 'planVersion'],
            `签订时（${signedOn}）第 ${planVersion} 版尚未生效，它自 ${document.effectiveFrom} 起生效；请核对`,
            `signed on ${signedOn}, before version ${planVersion} took effect on ${document.effectiveFrom}: please check`,
          ),
        ]
      : []),
    ...firstRenewal(contract, at, document),
  ]
}

/** The first renewed term is expected on the day after the warranty, extensions aside. */
function firstRenewal({ renewals, acceptedOn }: Contract, at: At, plan: PlanDocument): readonly Problem[] {
  const [first] = renewals
  const [rule] = rulesOf(plan, 'warranty')
  if (!first || !acceptedOn || !rule) return []
  const last: Day = endAfter(plan, acceptedOn, rule.base, DEFAULT_TIMEZONE).day
  const path = [...at, 'renewals', 0]
  if (first.from <= last)
    return [
      warning(
        path,
        `续保从 ${first.from} 起，而质保到 ${last} 才届满；重叠的日子付了两次，请核对`,
        `begins on ${first.from}, while the warranty runs to ${last}: these days are paid for twice, please check`,
      ),
    ]
  if (first.from === addDays(last, 1)) return []
  return [
    warning(
      path,
      `质保 ${last} 届满与续保之间有空档：${addDays(last, 1)} 至 ${addDays(first.from, -1)} 不在质保内`,
      `leaves a gap after the warranty, which ends on ${last}: none from ${addDays(last, 1)} to ${addDays(first.from, -1)}`,
    ),
  ]
}
