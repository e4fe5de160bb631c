import type { Host } from '../../../infra/local/host.ts'
import { refreshContracts } from '../../../shared/use-cases/contract-ledger.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

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

/** A world in which a new contract has been signed, delivered and accepted; see `signContract`. */
export async function signed(plan: string, changes: object = {}): Promise<World> {
  const world = await World.start(at('03-01 08:00', 2027))
  await signContract(world.host, plan, changes)
  world.messages()
  return world
}

export interface Work {
  readonly clause: string
  readonly need: string
  readonly about: string
  readonly by: string
  readonly state: string
  readonly dueAt: string
  readonly firstDueAt?: string
}
export const worksOf = async (world: World, clause: string): Promise<readonly Work[]> =>
  (await world.api('/api/contracts/NEW-1', undefined, 'manager/liu-fang')).json.works.filter(
    (work: Work) => work.clause === clause,
  )
export const recordWork = (world: World, { clause, need, about }: Work) =>
  world.api('/api/contracts/NEW-1/facts', { clause, need, about, document: '已完成，无异常' }, 'manager/liu-fang')

/** The customer who has a plan in the demo. */
export const customerOf = (plan: string): string =>
  ({ C: 'jiangnan-university', H: 'renhe-hospital', N: 'tianshan-data', R: 'lanting-police' })[plan] ?? ''

/** The line of the ledger of one time of planned work. */
export const lineOf = async (world: World, { clause, need, about }: Work) =>
  (await world.host.deps.ledger.ofSubject('contract/NEW-1')).find(
    ({ id }) => id === `contract/NEW-1/${clause}/${need}/${about}`,
  )
