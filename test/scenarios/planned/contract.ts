import { at } from '../../support/play.ts'
import { signContract } from '../../support/signed-contract.ts'
import { World } from '../../support/world.ts'

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
