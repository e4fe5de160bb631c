import { escalationPath } from '../../../shared/oncall/on-call.ts'
import { at } from '../../support/play.ts'
import type { World } from '../../support/world.ts'
import { customerOf } from './contract.ts'

// An important meeting of a customer's, and the plan of the duty in it.

const MEETING = {
  kind: 'meeting',
  name: '全市卫生工作会议',
  from: '2027-04-20',
  until: '2027-04-21',
  reason: '院办通知',
}
export const noon = (day: string) => at(`${day} 12:00`, 2027)
export const PLAN = {
  clause: 'H7',
  need: 'meeting-plan-e1',
  shifts: [
    { person: 'sun-hao', from: at('04-20 00:00', 2027), to: at('04-21 00:00', 2027) },
    { person: 'zhou-jie', from: at('04-21 00:00', 2027), to: at('04-22 00:00', 2027) },
  ],
  deputies: ['zhao-min'],
  phones: '孙浩 → 周洁 → 刘芳',
  watched: '会场影像系统；故障时 5 分钟内启用备机',
}
/** Enters it, or moves it. */
export const announce = async (world: World, plan: string, entry: object = {}, path = '') => {
  const answer = await world.api(`/api/customers/${customerOf(plan)}/calendar${path}`, { ...MEETING, ...entry })
  if (answer.status !== 200) throw new Error(answer.text)
}
export const plan = (world: World, changes: object = {}, who?: string) =>
  world.api('/api/contracts/NEW-1/duty', { ...PLAN, ...changes }, who)
/** Who is asked, in order. */
export const firstAt = async (world: World, instant: string, roster = 'east') => {
  const found = await world.host.deps.directory.roster(roster)
  return found && escalationPath(found.roster, found.people, instant).map(({ person }) => person.id)
}
