import { refreshContracts } from '../../../shared/use-cases/contract-ledger.ts'
import { at } from '../../support/play.ts'
import { type Answer, World } from '../../support/world.ts'

const PEOPLE = { coordinator: 'zhao-min', manager: 'liu-fang' }

/** A world in which the data centre's contract is under the fourth version of its plan; its site is in Ürümqi, two hours behind. */
export async function underFour(now = at('12-14 12:00'), changes: object = {}): Promise<World> {
  const world = await World.start(now)
  const { directory } = world.host.deps
  const contract = await directory.contract('TS-2025-004')
  if (!contract) throw new Error('the demo has no TS-2025-004')
  await directory.merge({ contracts: [{ ...contract, planVersion: 4, ...PEOPLE, ...changes }] })
  await refreshContracts(world.host.deps)
  await world.host.idle()
  world.messages()
  return world
}

export const FIRST = {
  contract: 'TS-2025-004',
  site: 'tianshan-machine-room',
  units: ['FW-2025-0003', 'FW-2025-0004'],
  title: '防火墙固件 7.2 升级到 7.4',
  engineer: 'ma-jun',
}
export const PROPOSAL = {
  type: 'propose',
  from: at('12-20 01:00'),
  until: at('12-20 05:00'),
  steps: ['备机升级', '切换到备机', '主机升级'],
  risks: '切换时约 2 分钟中断；固件不兼容时要回退',
  met: '努尔兰、马军',
  metAt: at('12-14 11:00'),
  rollback: '切回主机，刷回 7.2 固件并恢复配置',
  downtime: 5,
}
export const BACKUP = {
  type: 'backUp',
  what: '两台防火墙的全部配置',
  where: '堡垒机 /backup/1219',
  reference: 'sha256:9f2c',
}

/** Plans the first upgrade. Gives its number. */
export async function planned(world: World, changes: object = {}): Promise<string> {
  const { status, json, text } = await world.api('/api/upgrades', { ...FIRST, ...changes })
  if (status !== 201) throw new Error(`not planned, ${status}: ${text}`)
  return json.id
}

export const does = (world: World, id: string, action: object, who = 'engineer/ma-jun'): Promise<Answer> =>
  world.api(`/api/upgrades/${id}/actions`, action, who)

/** Does all of these; each must be taken. */
export async function must(world: World, id: string, ...actions: readonly object[]): Promise<void> {
  for (const action of actions) {
    const { status, text } = await does(world, id, action)
    if (status !== 200) throw new Error(`${JSON.stringify(action)} was answered with ${status}: ${text}`)
  }
}

/** Planned, put to the customer, who agreed by their link. */
export async function agreed(world: World, changes: object = {}): Promise<string> {
  const id = await planned(world, changes)
  await must(world, id, PROPOSAL)
  const { link } = world.mail('升级方案', NURLAN)
  await world.tap(link, 'agree')
  world.messages()
  return id
}

export const NURLAN = 'nurlan@tianshan-data.example.com'

// biome-ignore lint/suspicious/noExplicitAny: an answer's body is what the test says it is
export const read = async (world: World, id: string): Promise<any> => (await world.api(`/api/upgrades/${id}`)).json

/** How its promises stand: `{ agreed: 'kept', backup: 'open', … }`. */
export const promisesOf = async (world: World, id: string): Promise<Readonly<Record<string, string>>> =>
  Object.fromEntries(
    (await read(world, id)).promises.map(({ what, state }: { what: string; state: string }) => [what, state]),
  )
