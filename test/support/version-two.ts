import type { Instant } from '../../shared/kernel/instant.ts'
import { World } from './world.ts'

/** A world in which every contract of a plan is bound to version 2. */
export const withVersion2 = async (plan: string, now: Instant): Promise<World> => {
  const world = await World.start(now)
  const { contracts = [] } = await world.host.deps.directory.all()
  const bound = contracts.filter((contract) => contract.plan === plan)
  await world.host.deps.directory.merge({ contracts: bound.map((one) => ({ ...one, planVersion: 2 })) })
  return world
}
