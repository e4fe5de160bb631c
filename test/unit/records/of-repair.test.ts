import { expect, it } from 'vitest'
import { isSameRecord } from '../../../shared/knowledge/record.ts'
import { recordOf } from '../../../shared/repair/service-record.ts'
import { at, CUSTOMER, engineer, Play, STAFF } from '../../support/play.ts'
import { aRepair, minute } from '../../support/repair-fixtures.ts'

const NIGHT = at('11-20 02:13')
const ZHANG = engineer('zhang')

it('[R15] a repair is entered in the maintenance ledger with its report', () => {
  expect(recordOf(aRepair({ contract: 'K-1' }))).toEqual({
    repair: '261120-0001',
    plan: 'R',
    planVersion: 1,
    matter: 'fault',
    customer: 'lanting-police',
    site: 'lanting-east',
    contract: 'K-1',
    unit: 'BWC-2025-0117',
    model: 'BWC-5',
    product: '执法记录仪 0117',
    severity: 'urgent',
    reportedAt: aRepair().reportedAt,
    outcome: 'open',
    symptoms: '无法开机',
    parts: [],
    names: ['兰亭县公安局', '城东派出所', '城东所', '何平'],
    failures: 0,
  })
})

it('[R15] with its outcome: what was wrong, what was done, by whom', () => {
  const play = new Play('R', NIGHT, 'urgent')
  play.does(ZHANG, { type: 'acknowledge' }).does(ZHANG, { type: 'arrive' }, at('11-20 03:00'))
  const work = { cause: '电池老化', done: '更换电池', parts: ['BAT-5'], problem: '不开机', origin: 'wear' } as const
  play.does(ZHANG, { type: 'complete', ...work }, at('11-20 04:00'))
  expect(recordOf(play.repair)).toMatchObject({
    ...work,
    engineer: 'zhang',
    repairedAt: at('11-20 04:00'),
    outcome: 'open',
  })
  play.does(CUSTOMER, { type: 'confirm' }, at('11-20 05:00'))
  expect(recordOf(play.repair)).toMatchObject({ outcome: 'confirmed', closedAt: at('11-20 05:00'), failures: 0 })
})

it('[H16] a refused repair counts as failed, and the unit does not stand repaired', () => {
  const play = new Play('R', NIGHT, 'urgent').does(ZHANG, { type: 'solveRemotely', cause: 'c', done: 'd' })
  play.does(CUSTOMER, { type: 'notFixed', what: 'w' }, at('11-20 05:00'))
  expect(recordOf(play.repair)).toMatchObject({ failures: 1, outcome: 'open' })
  expect(recordOf(play.repair)).not.toHaveProperty('repairedAt')
  play.does(STAFF, { type: 'withdraw', reason: 'r', agreedBy: 'Zhang', how: 'phone' }, at('11-20 06:00'))
  expect(recordOf(play.repair)).toMatchObject({ outcome: 'withdrawn', closedAt: at('11-20 06:00') })
})

it('everything that the callers said is kept, each once', () => {
  const [call] = aRepair().calls
  if (!call) throw new Error('no call')
  const said = (...symptoms: string[]) => symptoms.map((words) => ({ ...call, symptoms: words }))
  expect(recordOf(aRepair({ calls: said('无法开机', ' ', '屏幕裂了\n无声音', '无法开机 ') })).symptoms).toBe(
    '无法开机\n屏幕裂了\n无声音',
  )
})

it('[R2] of a replaced unit it stays with the old one, and names the new one', () => {
  const replacement = {
    clause: 'R2',
    because: 'failures',
    with: 'notWorse',
    warranty: 'restarts',
    old: 'OLD-1',
  } as const
  const repair = aRepair({ unit: { serial: 'NEW-1' }, replacement: { ...replacement, state: 'done', serial: 'NEW-1' } })
  expect(recordOf(repair)).toMatchObject({ unit: 'OLD-1', replacedBy: 'NEW-1' })
  const { old: _, ...due } = replacement
  expect(recordOf(aRepair({ replacement: { ...due, state: 'due' } }))).not.toHaveProperty('replacedBy')
})

it('a repair from before plans had matters and failed repairs on record is a fault, with a failure per further round', () => {
  expect(recordOf(aRepair({ round: 3 }))).toMatchObject({ matter: 'fault', failures: 2 })
  expect(recordOf(aRepair({ unremovableAt: minute(5) })).unremovableAt).toBe(minute(5))
})

it('two records are the same when they say the same', () => {
  const record = recordOf(aRepair())
  expect(isSameRecord(record, recordOf(aRepair()))).toBe(true)
  expect(isSameRecord(record, { ...record, parts: ['P'] })).toBe(false)
})
