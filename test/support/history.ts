import fc from 'fast-check'
import type { Actor } from '../../shared/kernel/actor.ts'
import { BadRequestError } from '../../shared/kernel/errors.ts'
import { type Instant, later } from '../../shared/kernel/instant.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { act } from '../../shared/repair/act.ts'
import type { Action, ActionType } from '../../shared/repair/actions.ts'
import { advance, checkpoint, type Surroundings } from '../../shared/repair/advance.ts'
import { allowedActions } from '../../shared/repair/allowed.ts'
import { join, open } from '../../shared/repair/decide.ts'
import { Decision } from '../../shared/repair/decision.ts'
import type { RecordedEvent } from '../../shared/repair/events.ts'
import { release } from '../../shared/repair/features/on-call/rules.ts'
import type { LookedUp } from '../../shared/repair/state/looked-up.ts'
import type { Mute } from '../../shared/repair/state/mute.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { anyAction } from './any-action.ts'
import { at, engineer, latestPlanOf, PATH, person } from './play.ts'

const MINUTE = 60_000
const MANAGER: Actor = { kind: 'staff', id: 'boss', name: 'boss', manager: true }
const DISPATCHER: Actor = { kind: 'staff', id: 'desk', name: 'desk' }
const ACTORS: readonly Actor[] = [
  engineer('zhang'),
  engineer('li'),
  MANAGER,
  DISPATCHER,
  { kind: 'customer', id: 'contact', name: 'contact' },
]

const LOOKED_UP: LookedUp = {
  target: person('li'),
  loaner: { serial: 'L-1', name: 'loaner' },
  people: [person('rd')],
  manager: person('manager'),
  file: { sha256: 'ab'.repeat(32), kind: 'jpeg', bytes: 1000 },
  replacementUnit: { serial: 'S-2', model: 'M1' },
  quote: { warranty: 'out', origin: 'user', currency: 'CNY', lines: [], totalFen: 100 },
}
export const SURROUNDINGS: Surroundings = {
  path: PATH,
  freeLoaners: [{ serial: 'L-1', model: 'M1', name: 'loaner' }],
  teams: { experts: [person('expert')] },
  keeper: person('keeper'),
}

export interface Step {
  readonly minutes: number
  readonly who: number
  readonly pick: number
}

/** One repair in the hands of chance: time passes and people do what they may; timers fire in order, as the workflow would let them. */
export class History {
  readonly events: RecordedEvent[] = []
  state: Repair
  now: Instant
  /** Planned work at the unit. */
  readonly mutes: Mute[] = []

  constructor(plan: Plan, reportedAt: Instant, severity = plan.severities[0]?.id ?? '') {
    const unit = { serial: 'S-1', model: 'M1' }
    const call = { callId: 'call-1', channel: 'api', at: reportedAt, symptoms: 'broken' } as const
    const subject = { plan, needsIdentification: false, timezone: 'Asia/Shanghai', roster: 'main', unit }
    const opened = open({ repairId: '1', subject, severity, reportedAt, call, contacts: [] }, reportedAt)
    this.events.push(...opened.events)
    this.state = opened.state
    this.now = reportedAt
  }

  #keep(decision: { events: readonly RecordedEvent[]; state: Repair }): void {
    this.events.push(...decision.events)
    this.state = decision.state
  }

  /** Lets time pass up to and including this instant. */
  until(instant: Instant, surroundings: Surroundings = { ...SURROUNDINGS, mutes: this.mutes }): this {
    for (let next = checkpoint(this.state); next !== undefined && next <= instant; next = checkpoint(this.state)) {
      this.now = next > this.now ? next : this.now
      this.#keep(advance(this.state, surroundings, this.now))
    }
    this.now = instant > this.now ? instant : this.now
    return this
  }

  /** Somebody does something that they may do, well or badly. */
  step({ minutes, who, pick }: Step): this {
    this.until(later(this.now, minutes * MINUTE))
    const actor = ACTORS[who % ACTORS.length] ?? MANAGER
    if (pick % 29 === 0) return this.#callAgain(pick)
    if (pick % 13 === 0) return this.#mute(pick)
    const type = choose(allowedActions(this.state, actor), pick)
    if (!type) return this
    const lookedUp = actor.kind === 'engineer' && actor.id ? { ...LOOKED_UP, person: person(actor.id) } : LOOKED_UP
    try {
      this.#keep(
        act(this.state, this.#actionOf(type, minutes, pick), this.#lookUp(type, lookedUp, pick), actor, this.now),
      )
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
    }
    return this
  }

  /** The customer calls again about the same unit. */
  #callAgain(pick: number): this {
    const call = { callId: `call-${this.events.length}`, channel: 'api', at: this.now, symptoms: 'again' } as const
    const severity = this.state.plan.severities[pick % this.state.plan.severities.length]?.id
    this.#keep(join(this.state, call, [], severity, this.now, LOOKED_UP))
    return this
  }

  /** A manager mutes the unit for up to a week, or ends what was muted last. */
  #mute(pick: number): this {
    const last = this.mutes.at(-1)
    if (last && pick % 2 === 0) {
      this.mutes.push({ ...last, ended: { at: this.now, by: MANAGER } })
      this.mutes.splice(this.mutes.indexOf(last), 1)
      this.#keep(new Decision(this.state, this.now, MANAGER).record(...release(this.state, last.id)))
      return this
    }
    const [id, until] = [`m-${this.mutes.length}`, later(this.now, Math.min(pick * 40, 7 * 24 * 60) * MINUTE)]
    this.mutes.push({ id, on: { unit: 'S-1' }, from: this.now, until, reason: 'work', by: MANAGER, at: this.now })
    return this
  }

  #actionOf(type: ActionType, minutes: number, pick: number): Action {
    return anyAction(this.state, type, later(this.now, minutes * MINUTE), pick, { person: 'li' })
  }

  /** `identify` finds the unit of another plan, or the right one again. */
  #lookUp(type: ActionType, lookedUp: LookedUp, pick: number): LookedUp {
    if (type !== 'identify') return lookedUp
    const { timezone, roster, unit } = this.state
    const plan = latestPlanOf(['H', 'C', 'R', 'N'][pick % 4] ?? 'H')
    const severity = plan.severities[pick % plan.severities.length]?.id ?? ''
    const subject = { plan, needsIdentification: false, timezone, roster, ...(unit && { unit }) }
    return { ...lookedUp, identified: { subject, severity, contacts: [] } }
  }
}

/** What moves promises is tried more often than notes are written. */
const MOVING: readonly ActionType[] = [
  'pause',
  'agree',
  'disagree',
  'takeBack',
  'lendLoaner',
  'returnLoaner',
  'identify',
  'notFixed',
  'changeSeverity',
]
const choose = (allowed: readonly ActionType[], pick: number): ActionType | undefined => {
  const moving = allowed.filter((type) => MOVING.includes(type))
  const from = pick % 3 === 0 && moving.length > 0 ? moving : allowed
  return from[pick % Math.max(1, from.length)]
}

export const steps = fc.array(
  fc.record({
    minutes: fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 30, max: 3000 })),
    who: fc.nat(50),
    pick: fc.nat(500),
  }),
  { minLength: 1, maxLength: 25 },
)

const REPORT = at('11-20 02:13')

export function play(plan: Plan, taken: readonly Step[], reportedAt: Instant = REPORT): History {
  const history = new History(plan, reportedAt)
  for (const step of taken) history.step(step)
  return history
}

/** One of the four, or made up from one of them. */
export const aPlan: fc.Arbitrary<Plan> = fc
  .record({
    id: fc.constantFrom('H', 'C', 'R', 'N'),
    isMadeUp: fc.boolean(),
    pausable: fc.boolean(),
    days: fc.constantFrom('every' as const, 'working' as const),
    silence: fc.constantFrom('P2D', 'P5D', 'P7D'),
    climbAfter: fc.integer({ min: 1, max: 4 }),
    usual: fc.constantFrom('PT4H', 'PT24H'),
    hours: fc.integer({ min: 1, max: 200 }),
  })
  .map(({ id, isMadeUp, pausable, days, silence, climbAfter, usual, hours }) => {
    const plan = latestPlanOf(id)
    if (!isMadeUp) return plan
    const clocks = plan.clocks.map((clock) => ({
      ...clock,
      pausable,
      ...(clock.limit !== 'promised' && clock.limit !== 'now' && { limit: `PT${hours}H`, window: '7x24' as const }),
    }))
    return { ...plan, clocks, attention: { at: '09:00', days, silence, climbAfter }, pause: { usual, longest: 'P7D' } }
  })
