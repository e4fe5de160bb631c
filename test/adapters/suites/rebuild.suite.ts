import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type { Actor } from '../../../shared/kernel/actor.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import { type Instant, later } from '../../../shared/kernel/instant.ts'
import { idOf } from '../../../shared/kernel/subject.ts'
import { tallyOf } from '../../../shared/promise/lines.ts'
import type { Action } from '../../../shared/repair/actions.ts'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { advance } from '../../../shared/shell/advance.ts'
import { refreshLines } from '../../../shared/shell/in-line.ts'
import { act } from '../../../shared/use-cases/act.ts'
import { refreshContracts } from '../../../shared/use-cases/contract-ledger.ts'
import { check, rebuild } from '../../../shared/use-cases/rebuild.ts'
import { reportFault } from '../../../shared/use-cases/report-fault.ts'
import { parseDirectory } from '../../../shared/wire/directory.ts'
import { anyAction } from '../../support/any-action.ts'
import { aContract, aRecord, START } from '../../support/repair-fixtures.ts'
import { type Stage, stage } from '../../unit/functions/support.ts'
import type { Stores } from '../stores.ts'

const DIRECTORY = parseDirectory(parse(readFileSync('infra/local/demo/directory.yaml', 'utf8')))
const MINUTE = 60_000
const MANAGER: Actor = { kind: 'staff', id: 'boss', name: 'boss' }
const ACTORS: readonly Actor[] = [
  ...['wang-qiang', 'chen-wei'].map((id) => ({ kind: 'engineer', id, name: id }) as const),
  MANAGER,
  { kind: 'customer', id: 'contact' },
]

interface Step {
  readonly minutes: number
  readonly who: number
  readonly pick: number
}
const steps = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 30, max: 3000 })),
    who: fc.nat(50),
    pick: fc.nat(100),
  }),
  { minLength: 1, maxLength: 12 },
)

/** The stored ledger is what the events say, whatever happened, and can be had from them again. `runs` of a play of up to 12 steps. */
export function rebuildSuite(create: () => Promise<Stores>, runs: number): void {
  let deps: Stage
  let now: Instant
  let calls: number
  beforeEach(async () => {
    const stores = await create()
    await stores.directory.put({ ...DIRECTORY, contracts: [aContract({ deliveredOn: '2025-03-10' })] })
    deps = await stage(undefined, stores)
    now = START
    calls = 0
    deps.setNow(now)
    await refreshContracts(deps)
  })

  const pass = (minutes: number) => {
    now = later(now, minutes * MINUTE)
    deps.setNow(now)
  }
  const report = async (serial?: string): Promise<string> => {
    calls += 1
    const call = { callId: `call-${calls}`, channel: 'api', symptoms: `无法开机 ${calls}` } as const
    const { repair } = await reportFault(deps, { ...call, ...(serial !== undefined && { serial }) })
    await advance(deps, { subject: repairSubject(repair.id), execution: repair.id, startedAt: now })
    return repair.id
  }
  /** Time passes, whatever is due by then happens, and someone does one of the things they may do. */
  const play = async (repairId: string, { minutes, who, pick }: Step): Promise<void> => {
    pass(minutes)
    await advance(deps, { subject: repairSubject(repairId), execution: repairId, startedAt: now })
    const state = await deps.repairs.load(repairId)
    const actor = ACTORS[who % ACTORS.length] ?? MANAGER
    const allowed = state ? allowedActions(state, actor) : []
    const type = allowed[pick % Math.max(1, allowed.length)]
    if (!state || !type) return
    await act(deps, repairId, actionOf(state, type, now, minutes), actor).catch((error) => {
      if (!(error instanceof BadRequestError)) throw error
    })
  }
  const { units } = DIRECTORY
  const serials = fc.constantFrom(undefined, ...units.map(({ serial }) => serial))

  describe('the stored ledger', () => {
    it('[R8] is what the events say, whatever happens; kept + broken + waived + open = due', async () => {
      await fc.assert(
        fc.asyncProperty(serials, steps, async (serial, taken) => {
          const repairId = await report(serial)
          for (const step of taken) await play(repairId, step)
          const lines = await deps.ledger.ofSubject(`repair/${repairId}`)
          const { due, open, kept, broken, waived, superseded, fallenAway } = tallyOf(lines)
          expect(open + kept + broken + waived + superseded + fallenAway).toBe(due)
          expect(due).toBe(lines.length)
          const repair = await deps.repairs.load(repairId)
          if (repair?.stage === 'closed') expect(open).toBe(0)
          expect(await refreshLines(deps, repairSubject(repairId))).toBe(0)
        }),
        { numRuns: runs },
      )
      expect(await check(deps)).toEqual([])
    }, 120_000)

    it('holds what a plan promised that was only assumed as superseded, under that plan', async () => {
      const repairId = await report()
      const assumed = (await deps.ledger.ofSubject(`repair/${repairId}`)).map(({ plan }) => plan)
      expect(new Set(assumed)).toEqual(new Set(['N']))
      await act(deps, repairId, { type: 'identify', serial: 'MON-2024-0305' }, MANAGER)
      const lines = await deps.ledger.ofSubject(`repair/${repairId}`)
      const right = lines.filter(({ plan }) => plan === 'H')
      expect(right.map(({ clause, customer, unit }) => ({ clause, customer, unit }))).toEqual(
        ['H4', 'H14'].map((clause) => ({ clause, customer: 'renhe-hospital', unit: 'MON-2024-0305' })),
      )
      expect(new Set(lines.filter(({ plan }) => plan === 'N').map(({ state }) => state))).toEqual(
        new Set(['superseded']),
      )
      const tally = await deps.ledger.tally({ by: 'clause', id: 'N5', month: '2026-11' })
      expect([tally.kept, tally.broken, tally.superseded]).toEqual([0, 0, 2])
      expect(await check(deps)).toEqual([])
    })

    it('is made good by a rebuild, which changes nothing more when it is run again', async () => {
      const [one, two] = [await report('BWC-2025-0117'), await report('MON-2024-0305')]
      for (let step = 0; step < 6; step++) await play(one, { minutes: 200, who: step, pick: step * 7 })
      expect(await check(deps)).toEqual([])

      const [first, second] = await deps.ledger.ofSubject(`repair/${one}`)
      if (!first || !second) throw new Error('no lines')
      const foreign = { ...first, id: `repair/${two}/H99/responded/1`, repair: two }
      await deps.ledger.remove([first])
      await deps.ledger.put([{ ...second, state: 'waived' }, foreign])
      await deps.records.put(aRecord({ repair: two, symptoms: 'damaged' }))
      expect((await check(deps)).toSorted()).toEqual(
        [first.id, second.id, foreign.id, `repair/${two}: service record`].toSorted(),
      )

      expect(await rebuild(deps)).toEqual({ repairs: 2, contracts: 1, upgrades: 0, changed: 4 })
      expect(await check(deps)).toEqual([])
      expect(await rebuild(deps)).toMatchObject({ changed: 0 })
      expect((await deps.records.search({ words: '无法开机 2', limit: 1 }))[0]?.record.repair).toBe(two)
    })

    it('is not overwritten by a rebuild with what someone has changed meanwhile', async () => {
      const repairId = await report('BWC-2025-0117')
      const before = await deps.ledger.ofSubject(`repair/${repairId}`)
      await deps.ledger.remove(before)
      // The rebuild has read the history; before it writes, an engineer answers.
      const history = deps.store.history.bind(deps.store)
      let isFirst = true
      deps.store.history = async (subject) => {
        const read = await history(subject)
        if (isFirst) {
          isFirst = false
          await act(deps, idOf(subject), { type: 'respond' }, MANAGER)
        }
        return read
      }
      await refreshLines(deps, repairSubject(repairId))
      const lines = await deps.ledger.ofSubject(`repair/${repairId}`)
      expect(lines).toHaveLength(before.length)
      expect(lines.filter(({ what }) => what === 'responded').map(({ state }) => state)).toEqual(['kept', 'kept'])
    })
  })
}

const actionOf = (repair: Repair, type: Action['type'], now: Instant, minutes: number): Action => {
  const { units } = DIRECTORY
  const serial = type === 'identify' ? { serial: units[minutes % units.length]?.serial } : {}
  return anyAction(repair, type, later(now, (minutes + 1) * MINUTE), minutes, serial)
}
