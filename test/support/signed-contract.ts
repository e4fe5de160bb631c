import type { Host } from '../../infra/local/host.ts'
import { refreshContracts } from '../../shared/use-cases/contract-ledger.ts'

const PEOPLE = { papersBy: 'zhao-min', coordinator: 'chen-wei', manager: 'liu-fang' }

/** A new contract, `NEW-1`, under the fourth version of a plan: signed, delivered and accepted in the week before the first of March 2027. */
export async function signContract(host: Host, plan: string, changes: object = {}): Promise<void> {
  const { directory } = host.deps
  const { customers, sites, contracts } = await directory.all()
  const customer = customers.find((one) => one.plan === plan)
  if (!customer) throw new Error(`nobody has plan ${plan}`)
  const dates = { signedOn: '2027-02-22', deliveredOn: '2027-02-26', acceptedOn: '2027-03-01' }
  const contract = {
    id: 'NEW-1',
    customer: customer.id,
    plan,
    planVersion: 4,
    sites: sites.filter((site) => site.customer === customer.id).map(({ id }) => id),
    renewals: [],
    ...PEOPLE,
    ...dates,
  }
  // Of its own it has no others: every site is under the new one.
  const before = contracts.filter((one) => one.customer === customer.id)
  await directory.merge({
    contracts: [...before.map((one) => ({ ...one, sites: [], units: [] })), { ...contract, ...changes }],
  })
  await refreshContracts(host.deps)
  await host.idle()
}
