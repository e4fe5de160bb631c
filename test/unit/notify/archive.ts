import type { Actor, PersonRef } from '../../../shared/kernel/actor.ts'
import { SYSTEM } from '../../../shared/kernel/actor.ts'
import { termsFor } from '../../../shared/plan/terms.ts'
import type { Clock } from '../../../shared/promise/clock.ts'
import { newClock } from '../../../shared/promise/start.ts'
import type { RecordedEvent, RepairEvent } from '../../../shared/repair/events.ts'
import { fold } from '../../../shared/repair/evolve.ts'
import type { Bearings, Repair } from '../../../shared/repair/state/repair.ts'
import { at, R, SHANGHAI } from '../plan/documents.ts'

export const wang: PersonRef = { id: 'wang', name: '王工' }
const zhao: PersonRef = { id: 'zhao', name: '赵工' }
const WANG: Actor = { kind: 'engineer', id: wang.id, name: wang.name }
const LI: Actor = { kind: 'customer', id: 'li', name: '李警官' }

export const subject: Bearings = {
  plan: R,
  needsIdentification: false,
  timezone: 'Asia/Shanghai',
  roster: 'night',
  customer: { id: 'police', name: '市公安局' },
  site: { id: 'hq', name: '市局指挥中心', shortName: '市局', address: '人民路1号' },
  unit: { serial: 'DSJ-0017', model: 'DSJ-A7', name: '执法记录仪17', shortName: '执法仪17', purchasedOn: '2025-06-01' },
}

export const REPORTED_AT = at('2026-11-20 02:13')

/** The clock of a clause on an urgent repair reported at 02:13. */
export const clockOf = (clause: string, until: string): Clock => {
  const term = termsFor(R, 'urgent').find((each) => each.clause === clause && each.until === until)
  if (!term) throw new Error(`plan R has no ${clause} until ${until}`)
  return newClock(R, term, 1, REPORTED_AT, SHANGHAI, false)
}
export const [responseClock, arrivalClock, repairClock] = [
  clockOf('R5', 'responded'),
  clockOf('R6', 'arrived'),
  clockOf('R7', 'repaired'),
]

export const opened: RepairEvent = {
  type: 'opened',
  repairId: '261120-0007',
  subject,
  severity: 'urgent',
  reportedAt: REPORTED_AT,
  call: { callId: 'CA1', channel: 'twilio', at: REPORTED_AT, caller: '+8613900139000', symptoms: '无法开机' },
  contacts: [{ id: 'li', name: '李警官', phone: '+8613900139001', email: 'li@example.com', language: 'zh-CN' }],
}

/** Numbers events as the archive does. */
export const archive = (steps: readonly (readonly [time: string, by: Actor, event: RepairEvent])[]): RecordedEvent[] =>
  steps.map(([time, by, event], index) => ({ ...event, seq: index + 1, at: at(time), by }))

const battery = { cause: '电池老化', done: '更换电池', parts: ['电池 B-7'], engineer: '王工' }
const board = { cause: '主板虚焊', done: '返厂重焊主板', parts: [], engineer: '赵工' }

/** A repair that was late on site, refused once, covered by a loaner, mended in the factory and confirmed. */
export const history = archive([
  ['2026-11-20 02:13', { kind: 'caller' }, opened],
  ['2026-11-20 02:13', SYSTEM, { type: 'clockStarted', clock: responseClock }],
  ['2026-11-20 02:13', SYSTEM, { type: 'clockStarted', clock: arrivalClock }],
  ['2026-11-20 02:13', SYSTEM, { type: 'clockStarted', clock: repairClock }],
  [
    '2026-11-20 02:13',
    SYSTEM,
    { type: 'paged', person: wang, reason: 'report', position: 0, tier: 0, round: 0, nextAt: at('2026-11-20 02:15') },
  ],
  ['2026-11-20 02:14', WANG, { type: 'assigned', person: wang, how: 'acknowledged' }],
  ['2026-11-20 02:20', WANG, { type: 'responded', note: '客户在场' }],
  [
    '2026-11-20 02:20',
    SYSTEM,
    { type: 'clockEnded', clock: responseClock.id, clause: 'R5', outcome: 'kept', evidence: 7 },
  ],
  ['2026-11-20 02:30', WANG, { type: 'noted', text: '内部备注' }],
  ['2026-11-21 01:00', WANG, { type: 'dispatched' }],
  ['2026-11-21 02:13', SYSTEM, { type: 'clockBroken', clock: arrivalClock.id, clause: 'R6', liability: false }],
  ['2026-11-21 02:28', WANG, { type: 'arrived' }],
  [
    '2026-11-21 02:28',
    SYSTEM,
    { type: 'clockEnded', clock: arrivalClock.id, clause: 'R6', outcome: 'broken', lateBy: 'PT15M', evidence: 12 },
  ],
  ['2026-11-21 03:00', WANG, { type: 'repaired', work: battery }],
  ['2026-11-21 09:00', LI, { type: 'notFixed', what: '还是无法开机' }],
  ['2026-11-21 09:05', SYSTEM, { type: 'loanerReserved', serial: 'DSJ-L3', name: '执法仪备3', because: 'R7' }],
  ['2026-11-21 11:00', WANG, { type: 'loanerLent' }],
  [
    '2026-11-21 11:00',
    SYSTEM,
    { type: 'clockEnded', clock: repairClock.id, clause: 'R7', outcome: 'kept', evidence: 17 },
  ],
  ['2026-11-21 11:05', WANG, { type: 'sentIn' }],
  ['2026-11-25 10:00', WANG, { type: 'handedOver', from: wang, to: zhao, reason: '轮休' }],
  ['2026-11-25 10:01', SYSTEM, { type: 'assigned', person: zhao, how: 'acknowledged' }],
  ['2026-11-26 10:00', WANG, { type: 'repaired', work: board }],
  ['2026-11-26 11:00', WANG, { type: 'loanerReturned' }],
  ['2026-11-26 15:00', LI, { type: 'confirmed', rating: 4, comment: '谢谢' }],
  ['2026-11-26 15:00', SYSTEM, { type: 'closed', how: 'confirmed' }],
])

export const folded = (events: readonly RecordedEvent[]): Repair => {
  const repair = fold(events)
  if (!repair) throw new Error('an empty archive')
  return repair
}
