import type { Contract, Directory, Person, Unit } from '../../shared/directory/directory.ts'
import type { PersonRef } from '../../shared/kernel/actor.ts'
import { SYSTEM } from '../../shared/kernel/actor.ts'
import { type Instant, later, toMs } from '../../shared/kernel/instant.ts'
import type { ServiceRecord } from '../../shared/knowledge/record.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import type { Armed, Commit } from '../../shared/ports/store.ts'
import type { Clock } from '../../shared/promise/clock.ts'
import type { LedgerChange } from '../../shared/promise/lines.ts'
import type { Obligation } from '../../shared/promise/obligation.ts'
import type { RecordedEvent, RepairEvent } from '../../shared/repair/events.ts'
import { holdOfCall, holdOfLoaner, holdOfNumber, holdOfUnit, repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { repairStory } from '../../shared/repair/story.ts'
import type { Effect, SubjectLinkRecord } from '../../shared/subject/effect.ts'
import type { Take } from '../../shared/subject/story.ts'

/** The instant at which the stories of the tests begin: Friday 20 November 2026, 02:13 in Shanghai. */
export const START: Instant = '2026-11-19T18:13:00.000Z'

/** So many minutes after the start; fractions are seconds and milliseconds. */
export const minute = (minutes: number): Instant => later(START, Math.round(minutes * 60_000))
export const justBefore = (instant: Instant): Instant => later(instant, -1)
export const justAfter = (instant: Instant): Instant => later(instant, 1)

/** A repair number for a name; the same name gives the same number. */
export const repairId = (name: string): string => `261120-${name}`

export const aPlan = (changes: Partial<Plan> = {}): Plan => ({
  id: 'R',
  version: 1,
  title: { zh: '执法记录仪服务承诺', en: 'Body-worn recorder commitment' },
  severities: [
    { id: 'urgent', name: { zh: '紧急', en: 'urgent' }, short: { zh: '急', en: 'U' } },
    { id: 'help', name: { zh: '技术求助', en: 'technical help' }, short: { zh: '助', en: 'H' } },
  ],
  now: 'PT5M',
  workingHours: [
    { from: '09:00', to: '12:00' },
    { from: '13:00', to: '18:00' },
  ],
  warnAt: [0.5, 0.8],
  escalation: { acknowledgeWithin: ['PT3M', 'PT3M'], slowdown: 2, slowest: 'PT30M' },
  remindToConfirm: ['PT24H', 'PT72H'],
  loanerWhenNotSolvedOnSite: false,
  clocks: [
    { clause: 'R6', from: 'reported', until: 'responded', limit: 'PT15M', window: '7x24', pausable: true },
    { clause: 'R6', from: 'reported', until: 'triaged', limit: 'PT30M', window: '7x24', pausable: true },
  ],
  ...changes,
})

export const aClock = (changes: Partial<Clock> = {}): Clock => ({
  id: 'R6/responded/1',
  term: { clause: 'R6', from: 'reported', until: 'responded', limit: 'PT15M', window: '7x24', pausable: true },
  round: 1,
  limit: 'PT15M',
  startedAt: START,
  dueAt: minute(15),
  pauses: [],
  drives: true,
  state: 'open',
  warned: [],
  unknownYears: [],
  ...changes,
})

export const aPerson = (changes: Partial<PersonRef> = {}): PersonRef => ({
  id: 'chen-wei',
  name: '陈伟',
  ...changes,
})

/** An open repair that nobody has answered yet, at version 1. */
export const aRepair = (changes: Partial<Repair> = {}): Repair => ({
  id: repairId('0001'),
  version: 1,
  seq: 1,
  plan: aPlan(),
  needsIdentification: false,
  timezone: 'Asia/Shanghai',
  roster: 'east',
  customer: { id: 'lanting-police', name: '兰亭县公安局' },
  site: { id: 'lanting-east', name: '城东派出所', shortName: '城东所', address: '兰亭县东街 8 号' },
  unit: { serial: 'BWC-2025-0117', model: 'BWC-5', name: '执法记录仪 0117', shortName: '记录仪0117' },
  stage: 'response',
  severity: 'urgent',
  reportedAt: START,
  updatedAt: START,
  roundAt: START,
  round: 1,
  symptoms: '无法开机',
  calls: [{ callId: 'call-1', channel: 'api', at: START, caller: '+8613800138001', symptoms: '无法开机' }],
  contacts: [{ id: 'he-ping', name: '何平', customer: 'lanting-police' }],
  milestones: {},
  clocks: [aClock(), aClock({ id: 'R6/triaged/1', dueAt: minute(30) })],
  pauses: [],
  confirmationReminders: 0,
  handled: [],
  ...changes,
})

export const anEvent = (seq: number, event: RepairEvent = { type: 'noted', text: `event ${seq}` }): RecordedEvent => ({
  ...event,
  seq,
  at: START,
  by: SYSTEM,
})

/** A page; its key is made from the repair and `seq`, as the real one is. */
export const anEffect = (repair: Repair, seq: number, changes: { createdAt?: Instant } = {}): Effect => ({
  key: `${repair.id}/${seq}/page/chen-wei`,
  about: repairSubject(repair.id),
  createdAt: START,
  to: '+8613800138101',
  language: 'zh-CN',
  timezone: 'Asia/Shanghai',
  link: { about: repairSubject(repair.id), kind: 'engineer', holder: 'chen-wei' },
  values: { site: '城东所' },
  reason: 'paged',
  channel: 'sms',
  template: 'page',
  person: 'chen-wei',
  ...changes,
})

export const aLink = (repair: Repair, changes: Partial<SubjectLinkRecord> = {}): SubjectLinkRecord => ({
  about: repairSubject(repair.id),
  kind: 'engineer',
  holder: 'chen-wei',
  hash: `hash-of-${repair.id}`,
  expiresAt: minute(7 * 24 * 60),
  ...changes,
})

export const anArm = (repair: Repair, changes: Partial<Armed> = {}): Armed => ({
  token: 'token-1',
  generation: 1,
  at: START,
  until: minute(15),
  version: repair.version,
  ...changes,
})

/** The commit that leads to `repair`: one event, made on the version before. */
export const aCommit = (repair: Repair, changes: Partial<Commit> = {}): Commit => ({
  subject: repairSubject(repair.id),
  expectedVersion: repair.version - 1,
  at: repair.updatedAt,
  state: repairStory.write(repair),
  events: [anEvent(repair.seq)],
  effects: [],
  take: [],
  release: [],
  lines: aChange(),
  entry: repairStory.entry(repair),
  isAttended: repairStory.isAttended(repair),
  ...changes,
})

/** Lines written, and taken out. */
export const aChange = (put: readonly Obligation[] = [], remove: readonly Obligation[] = []): LedgerChange => ({
  put,
  remove,
})

/** What a decision takes, as the use cases and the story of a repair say it. */
export const aCall = (callId: string): Take => ({ hold: holdOfCall(callId), once: true })
export const theUnit = (serial: string): Take => ({ hold: holdOfUnit(serial) })
export const theLoaner = (serial: string): Take => ({ hold: holdOfLoaner(serial), again: true })
/** `after`: the repair that it led to until now. */
export const theNumber = (number: string, after?: Repair): Take => ({
  hold: holdOfNumber(number),
  again: true,
  ...(after && { after: repairSubject(after.id) }),
})

/** The repair after one more commit. */
export const next = (repair: Repair, changes: Partial<Repair> = {}): Repair => ({
  ...repair,
  version: repair.version + 1,
  seq: repair.seq + 1,
  ...changes,
})

/** Open repairs with numbers `from` to `to`, reported a minute apart. */
export const numbered = (from: number, to: number): Repair[] =>
  Array.from({ length: to - from + 1 }, (_, index) =>
    aRepair({ id: repairId(String(from + index).padStart(4, '0')), reportedAt: minute(from + index) }),
  )

export const closed = (repair: Repair, at: Instant = repair.updatedAt): Repair =>
  next(repair, { stage: 'closed', updatedAt: at, closed: { at, how: 'confirmed' } })

/** Epoch seconds, as DynamoDB's expiry wants them. */
export const epochSeconds = (instant: Instant): number => toMs(instant) / 1000

export const aUnit = (changes: Partial<Unit> = {}): Unit => ({
  serial: 'BWC-2025-0117',
  site: 'lanting-east',
  model: 'BWC-5',
  name: '执法记录仪',
  shortName: '记录仪',
  ...changes,
})

export const aContract = (changes: Partial<Contract> = {}): Contract => ({
  id: 'K-1',
  customer: 'lanting-police',
  plan: 'R',
  planVersion: 1,
  signedOn: '2025-03-01',
  renewals: [],
  ...changes,
})

const onFile = (person: PersonRef): Person => ({ ...person, phone: '+8613800138101', language: 'zh-CN' })

export const aDirectory = (changes: Partial<Directory> = {}): Directory => ({
  supplier: { name: { zh: '承诺设备服务', en: 'Chengnuo' }, hotline: '+864008001300', defaultRoster: 'east' },
  people: [aPerson(), aPerson({ id: 'li-na', name: '李娜' }), aPerson({ id: 'liu-fang', name: '刘芳' })].map(onFile),
  rosters: [
    {
      id: 'east',
      name: '华东',
      timezone: 'Asia/Shanghai',
      manager: 'liu-fang',
      tiers: [{ name: '一线', rotation: { people: ['chen-wei'], start: '2026-11-02T09:00', every: 'week' } }],
      overrides: [{ from: START, to: minute(60), tier: 0, person: 'li-na' }],
    },
  ],
  customers: [{ id: 'lanting-police', name: '兰亭县公安局', plan: 'R' }],
  sites: [aSite('lanting-east'), aSite('lanting-traffic')],
  contacts: [
    {
      id: 'he-ping',
      customer: 'lanting-police',
      sites: ['lanting-east'],
      name: '何平',
      phone: '+8613800138001',
      email: 'he@example.com',
      language: 'zh-CN',
    },
    {
      id: 'xu-lei',
      customer: 'lanting-police',
      sites: ['lanting-east', 'lanting-traffic'],
      name: '徐磊',
      language: 'en',
    },
  ],
  units: [
    aUnit(),
    { serial: 'DOC-2025-0021', site: 'lanting-east', model: 'DOC-24', name: '采集站', shortName: '采集站' },
  ],
  loaners: [
    { serial: 'LOAN-1', model: 'BWC-5', name: '备机 1' },
    { serial: 'LOAN-2', model: 'BWC-5', name: '备机 2' },
  ],
  contracts: [],
  prices: [],
  ...changes,
})

const aSite = (id: string): Directory['sites'][number] => ({
  id,
  customer: 'lanting-police',
  name: `地点 ${id}`,
  shortName: '地点',
  address: '兰亭县东街 8 号',
  timezone: 'Asia/Shanghai',
  roster: 'east',
})

/** A line of the ledger; its id follows from the repair, the clause and what it asks for. */
export const anObligation = (changes: Partial<Obligation> = {}): Obligation => {
  const { repair = repairId('0001'), clause = 'R6', what = 'responded' } = changes
  return {
    id: `repair/${repair}/${clause}/${what}/1`,
    clause,
    plan: 'R',
    planVersion: 1,
    what,
    repair,
    customer: 'lanting-police',
    startedAt: START,
    dueAt: minute(15),
    month: '2026-11',
    state: 'open',
    ...changes,
  }
}

export const aRecord = (changes: Partial<ServiceRecord> = {}): ServiceRecord => ({
  repair: repairId('0001'),
  plan: 'R',
  planVersion: 1,
  matter: 'fault',
  customer: 'lanting-police',
  unit: 'BWC-2025-0117',
  model: 'BWC-5',
  product: '执法记录仪',
  severity: 'urgent',
  reportedAt: START,
  outcome: 'open',
  symptoms: '无法开机',
  parts: [],
  failures: 0,
  ...changes,
})
