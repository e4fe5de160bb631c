import type { Contract } from '../../../../shared/directory/directory.ts'
import { refreshContracts } from '../../../../shared/use-cases/contract-ledger.ts'
import type { Host } from '../../host.ts'

/** The four customers of the demo, each with a new contract under the newest version of its plan, accepted on 4 January. */
export async function signContracts({ deps }: Host): Promise<readonly Contract[]> {
  const { directory } = deps
  const { customers, contracts: before } = await directory.all()
  const plans = await deps.plans()
  const signed = customers.map(
    ({ id, plan }): Contract => ({
      id: `${plan}-2027`,
      customer: id,
      plan,
      planVersion: plans.filter((one) => one.id === plan).at(-1)?.version ?? 1,
      signedOn: '2026-12-14',
      deliveredOn: '2026-12-21',
      acceptedOn: '2027-01-04',
      renewals: [],
      papersBy: 'zhao-min',
      coordinator: 'chen-wei',
      manager: 'liu-fang',
    }),
  )
  // What bound them before binds nothing any more.
  await directory.merge({ contracts: [...before.map((one) => ({ ...one, sites: [], units: [] })), ...signed] })
  await refreshContracts(deps)
  return signed
}
