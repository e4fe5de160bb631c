import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { stepsOf } from '../../functions/adapters/dynamodb/transaction.ts'
import type { Actor } from '../../shared/kernel/actor.ts'
import { BadRequestError } from '../../shared/kernel/errors.ts'
import { type Instant, later } from '../../shared/kernel/instant.ts'
import { tallyOf } from '../../shared/promise/lines.ts'
import type { Action } from '../../shared/repair/actions.ts'
import { checkpoint } from '../../shared/repair/advance.ts'
import { allowedActions } from '../../shared/repair/allowed.ts'
import { isRunning } from '../../shared/repair/clocks/moving.ts'
import { fold } from '../../shared/repair/evolve.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { recordOf } from '../../shared/repair/service-record.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { advance } from '../../shared/shell/advance.ts'
import { act } from '../../shared/use-cases/act.ts'
import { refreshContracts } from '../../shared/use-cases/contract-ledger.ts'
import { keepWatch } from '../../shared/use-cases/keep-watch.ts'
import { check, rebuild } from '../../shared/use-cases/rebuild.ts'
import { reportFault } from '../../shared/use-cases/report-fault.ts'
import { parseDirectory } from '../../shared/wire/directory.ts'
import { anyAction } from '../support/any-action.ts'
import { aContract, START } from '../support/repair-fixtures.ts'
import { type Stage, stage } from '../unit/functions/support.ts'

const DIRECTORY = parseDirectory(parse(readFileSync('infra/local/demo/directory.yaml', 'utf8')))
const { units } = DIRECTORY
const MANAGER: Actor = { kind: 'staff', id: 'boss', name: 'boss' }
const ENGINEER: Actor = { kind: 'engineer', id: 'wang-qiang', name: 'wang-qiang' }
const ACTORS = [ENGINEER, MANAGER, MANAGER, { kind: 'customer', id: 'x' }] as const
/** What leads to refused repairs, new units and other plans is done more often than chance would have it. */
const WILD: ReadonlySet<string> = new Set(
  'arrive complete notFixed identify declareIrreparable approveReplacement replaceUnit'.split(' '),
)

interface Step {
  readonly minutes: number
  readonly who: number
  readonly pick: number
}
const step = fc.record({
  minutes: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 30, max: 3000 }), fc.constant(20_000)),
  who: fc.nat(50),
  pick: fc.nat(10_000),
})

/** One repair of the demo's customers, whose contracts bind them to all four plans; it is held to everything after each step. */
class Night {
  readonly deps: Stage
  #now: Instant = START
  #calls = 0
  #id = ''

  constructor(deps: Stage) {
    this.deps = deps
    const save = deps.store.save.bind(deps.store)
    deps.store.save = async (commit) => {
      expect(stepsOf('table', commit, commit.at).length).toBeLessThanOrEqual(100)
      return save(commit)
    }
  }

  static async begin(serial?: string): Promise<Night> {
    const night = new Night(await stage(DIRECTORY))
    await refreshContracts(night.deps)
    await night.report(serial)
    return night
  }

  async report(serial: string | undefined): Promise<void> {
    this.#calls += 1
    const call = { callId: `call-${this.#calls}`, channel: 'api', symptoms: `${this.#calls}` } as const
    const { repair } = await reportFault(this.deps, { ...call, ...(serial !== undefined && { serial }) })
    this.#id = repair.id
  }

  async repair(): Promise<Repair> {
    const repair = await this.deps.repairs.load(this.#id)
    if (!repair) throw new Error(`no repair ${this.#id}`)
    return repair
  }

  /** The timer fires; it must come to an end, and what is asked for next lies ahead. */
  async advance(): Promise<Repair> {
    await advance(this.deps, { subject: repairSubject(this.#id), execution: this.#id, startedAt: this.#now })
    const repair = await this.repair()
    const next = checkpoint(repair)
    if (next !== undefined) expect(next > this.#now).toBe(true)
    if (repair.stage !== 'closed' && repair.clocks.some(isRunning)) expect(next).toBeDefined()
    return repair
  }

  pass(minutes: number): void {
    this.#now = later(this.#now, minutes * 60_000)
    this.deps.setNow(this.#now)
  }

  async does(actor: Actor, type: Action['type'], pick = 0): Promise<void> {
    const action = actionOf(await this.repair(), type, later(this.#now, (pick + 1) * 60_000), pick)
    await act(this.deps, this.#id, action, actor).catch((error) => {
      if (!(error instanceof BadRequestError)) throw error
    })
    await this.advance()
    await this.holds()
  }

  async plays({ minutes, who, pick }: Step): Promise<void> {
    this.pass(minutes)
    const repair = await this.advance()
    if (repair.stage === 'closed') return
    if (pick % 12 === 0) return this.report(repair.unit?.serial)
    const actor = ACTORS[who % ACTORS.length] ?? MANAGER
    const allowed = allowedActions(repair, actor).filter((type) => type !== 'withdraw' || pick % 20 === 1)
    const wild = allowed.filter((type) => WILD.has(type))
    const some = pick % 2 && wild.length > 0 ? wild : allowed
    const type = some[(pick >> 1) % Math.max(1, some.length)]
    if (type) await this.does(actor, type, pick)
  }

  /** What is stored beside the repair says what its events say. */
  async holds(): Promise<void> {
    const [repair, history] = [await this.repair(), await this.deps.repairs.history(this.#id)]
    expect({ ...fold(history), version: repair.version }).toEqual(repair)
    expect(await this.deps.records.ofRepair(this.#id)).toEqual(recordOf(repair))
    const lines = await this.deps.ledger.ofSubject(`repair/${this.#id}`)
    const { due, open, kept, broken, waived, superseded, fallenAway } = tallyOf(lines)
    expect([open + kept + broken + waived + superseded + fallenAway, due]).toEqual([due, lines.length])
    if (repair.stage === 'closed') expect(open).toBe(0)
  }
}

const actionOf = (repair: Repair, type: Action['type'], date: Instant, pick: number): Action =>
  anyAction(repair, type, date, pick, {
    reason: pick % 5 ? 'r' : 'identified',
    problem: pick % 3 ? 'dark' : 'mute',
    origin: 'manufacture',
    items: [{ code: 'LABOUR', quantity: 2 }],
    ...(type === 'identify' && { serial: units[pick % units.length]?.serial }),
  })

describe('however wild the nights are', () => {
  it('no timer goes round in circles, and ledger and records say what the events say', async () => {
    const serials = fc.constantFrom(undefined, 'UNKNOWN-1', ...units.map(({ serial }) => serial))
    await fc.assert(
      fc.asyncProperty(serials, fc.array(step, { minLength: 5, maxLength: 20 }), async (serial, steps) => {
        const night = await Night.begin(serial)
        for (const step of steps) await night.plays(step)
        await keepWatch(night.deps)
        expect(await check(night.deps)).toEqual([])
      }),
      { numRuns: Number(process.env.RUNS ?? 30) },
    )
  }, 120_000)

  it('[C13] [N10] a unit put in instead owes its papers, though its contract could not be written while it was entered', async () => {
    const night = await Night.begin('FW-2025-0003')
    await night.advance()
    await night.does(MANAGER, 'declareIrreparable')
    await night.does(MANAGER, 'approveReplacement')
    const { ledger, store } = night.deps
    const save = store.save.bind(store)
    store.save = async (commit) => {
      if (commit.subject === 'contract/TS-2025-004') throw new Error('killed')
      return save(commit)
    }
    // The repair goes on; what the contract could not be told it is when the repair is looked at again.
    await night.does(MANAGER, 'replaceUnit', 7)
    expect(await ledger.ofSubject('contract/TS-2025-004')).not.toContainEqual(
      expect.objectContaining({ unit: 'NEW-7' }),
    )
    store.save = save
    await night.advance()
    const label = (await ledger.ofSubject('contract/TS-2025-004')).find(({ unit }) => unit === 'NEW-7')
    expect(label).toMatchObject({ clause: 'N10', state: 'open' })
    expect((await night.deps.directory.unit('FW-2025-0003'))?.replacedBy).toBe('NEW-7')
    expect(await check(night.deps)).toEqual([])
  })

  it('what was replaced is no longer taken for another unit, which would then be entered as the new one', async () => {
    const night = await Night.begin('FW-2025-0003')
    await night.advance()
    for (const type of ['declareIrreparable', 'approveReplacement', 'replaceUnit', 'notFixed'] as const)
      await night.does(MANAGER, type, 7)
    const other = await night.deps.directory.unit('IDS-2025-0001')
    const { id } = await night.repair()
    const result = await act(night.deps, id, { type: 'identify', serial: 'IDS-2025-0001' }, MANAGER)
    expect(result).toMatchObject({ outcome: 'notAllowed', why: { en: expect.stringContaining('FW-2025-0003') } })
    await night.advance()
    expect(await night.deps.directory.unit('IDS-2025-0001')).toEqual(other)
  })

  it('a device that reports itself every minute makes no repair too large for one item of DynamoDB', async () => {
    const night = await Night.begin('BWC-2025-0117')
    for (let call = 0; call < 60; call++) {
      const symptoms = `${call} ${'坏'.repeat(9_000)}`
      const report = { callId: `again-${call}`, channel: 'api', symptoms, serial: 'BWC-2025-0117' } as const
      await reportFault(night.deps, report)
    }
    await night.holds()
    const repair = await night.repair()
    for (const stored of [repair, recordOf(repair)])
      expect(Buffer.byteLength(JSON.stringify(stored))).toBeLessThan(250 * 1024)
    // 29 within the hour are kept whole; what follows is counted.
    expect([repair.calls[0]?.callId, repair.calls.at(-1)?.callId]).toEqual(['call-1', 'again-27'])
    const joined = (await night.deps.repairs.history(repair.id)).filter((event) => event.type === 'callJoined')
    expect(joined).toHaveLength(60)
    const [whole, counted] = [joined.filter((event) => !event.counted), joined.filter((event) => event.counted)]
    expect(JSON.stringify(whole.at(-1)).length).toBeGreaterThan(9_000)
    expect(JSON.stringify(counted.at(-1)).length).toBeLessThan(1_500)
  })

  it('a promise that someone waives stays on the ledger, whatever the reason they give', async () => {
    const night = await Night.begin('BWC-2025-0117')
    await night.advance()
    const { id, clocks } = await night.repair()
    await act(night.deps, id, { type: 'waive', clock: clocks[0]?.id ?? '', reason: 'identified' }, MANAGER)
    const lines = await night.deps.ledger.ofSubject(`repair/${id}`)
    expect(lines).toHaveLength(clocks.length)
    expect(lines.find(({ state }) => state === 'waived')).toMatchObject({ waivedBy: 'boss' })
  })

  it('a contract whose plan is not loaded stops neither check, rebuild nor sweep', async () => {
    const night = await Night.begin('BWC-2025-0117')
    const { deps } = night
    await deps.directory.merge({ contracts: [aContract({ id: 'K-9', planVersion: 9, units: ['DOC-2025-0021'] })] })
    expect(await rebuild(deps)).toMatchObject({ repairs: 1 })
    expect(await check(deps)).toEqual(['contract/K-9: its plan R version 9 is not loaded'])
    await keepWatch(deps)
    expect(deps.counted).toContain('OpenClocks')
  })
})
