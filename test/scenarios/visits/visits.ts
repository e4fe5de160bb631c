import { signatureOf } from '../../../infra/local/demo/signed.ts'
import type { VisitView } from '../../../shared/wire/visits.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { signed, type Work, worksOf } from '../planned/contract.ts'

export const MANAGER = 'manager/liu-fang'

/**
 * A world in which the campus has a contract for its teaching building alone, accepted on the first of March 2027. Under the version
 * before forms were asked for: what a form asks of a visit is `filling.test.ts`'s.
 */
export const teaching = (): Promise<World> => signed('C', { planVersion: 3, sites: ['jiangnan-teaching'] })

/** Open visits of the contract, by when they are agreed for or due. */
export const visitsOf = async (world: World, query = 'way=visit'): Promise<readonly VisitView[]> =>
  (await world.api(`/api/visits?contract=NEW-1&${query}`)).json.visits

export const readVisit = async (world: World, id: string, who = MANAGER): Promise<VisitView> =>
  (await world.api(`/api/visits/${id}`, undefined, who)).json

export const actOn = (world: World, id: string, action: object, who = MANAGER) =>
  world.api(`/api/visits/${id}/actions`, action, who)

/** The customer signs on the phone of whoever goes. */
export async function signOn(world: World, id: string, signer: string, drawn?: Uint8Array) {
  const { engineer } = await readVisit(world, id)
  return world.api(`/jobs/${id}`, signatureOf(signer, drawn), `engineer/${engineer}`)
}

/** The visit of the quarter, as it has just been offered to the customer; and their link. */
export async function offered(): Promise<{ world: World; id: string; customer: string; visit: VisitView }> {
  const world = await teaching()
  await world.advanceTo(at('05-12 09:05', 2027))
  const [first] = (await visitsOf(world)).filter(({ works }) => works.some(({ key }) => key.startsWith('C17/')))
  if (!first) throw new Error('no visit was opened')
  const customer = world.mail(`请选择上门时间 · ${first.id}`, TANG).link
  world.messages()
  return { world, id: first.id, customer, visit: await readVisit(world, first.id) }
}
const TANG = 'tang.yu@jiangnan.example.com'

/** The same, agreed for a time by telephone and given to somebody; and their link. */
export async function agreed(from: string, person = 'li-na'): Promise<{ world: World; id: string; engineer: string }> {
  const { world, id } = await offered()
  const answer = await actOn(world, id, { type: 'agree', from, agreedBy: '唐宇', how: 'phone', person })
  if (answer.status !== 200) throw new Error(answer.text)
  const engineer = world.sms(person, '计划服务请上门').link
  world.messages()
  return { world, id, engineer }
}

/** How the contract's works that a visit may settle stand: `{ 'C11 inspection-1': 'done', … }`. */
export async function standing(world: World, ...clauses: readonly string[]): Promise<Readonly<Record<string, string>>> {
  const works = await Promise.all(clauses.map((clause) => worksOf(world, clause)))
  return Object.fromEntries(
    works
      .flat()
      .flatMap(({ clause, need, state }: Work) => (state === 'planned' ? [] : [[`${clause} ${need}`, state]])),
  )
}

/** Text messages to one of ours that are about visits. */
export const toldOf = (world: World, person: string): readonly string[] =>
  world.story().filter((line) => line.includes(`${person}:`) && /计划服务|计划上门/.test(line))
