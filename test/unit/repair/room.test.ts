import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { Actor } from '../../../shared/kernel/actor.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import { later } from '../../../shared/kernel/instant.ts'
import { act } from '../../../shared/repair/act.ts'
import type { Action, ActionType } from '../../../shared/repair/actions.ts'
import { advance, checkpoint } from '../../../shared/repair/advance.ts'
import { allowedActions } from '../../../shared/repair/allowed.ts'
import { join, open } from '../../../shared/repair/decide.ts'
import type { Decision } from '../../../shared/repair/decision.ts'
import { keptState, readState } from '../../../shared/repair/kept-state.ts'
import type { Call } from '../../../shared/repair/state/call.ts'
import type { RepairContact } from '../../../shared/repair/state/contact.ts'
import type { LookedUp } from '../../../shared/repair/state/looked-up.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { brief } from '../../../shared/repair/state/room.ts'
import { actionSchema } from '../../../shared/wire/actions.ts'
import { anyAction } from '../../support/any-action.ts'
import { SURROUNDINGS } from '../../support/history.ts'
import { at, engineer, latestPlanOf, person } from '../../support/play.ts'

/** Half of what a store takes as one item, 400 kB. */
const LARGEST = 200_000
const sizeOf = (state: Repair): number => Buffer.byteLength(JSON.stringify(keptState(state)))

const MINUTE = 60_000
/** Three bytes a character, as Chinese has them. */
const long = (length: number): string => '长'.repeat(length)

const PROSE = long(1000)
const LINE = long(200)
const LONGEST = {
  ...Object.fromEntries(
    [
      'solution',
      'cause',
      'suggestions',
      'done',
      'what',
      'text',
      'note',
      'question',
      'answer',
      'verdict',
      'handling',
      'phoneTried',
      'emergencyPlan',
      'comment',
    ].map((name) => [name, PROSE]),
  ),
  ...Object.fromEntries(
    ['part', 'problem', 'agreedBy', 'consentBy', 'onBehalf', 'signer', 'model', 'keptAt'].map((name) => [name, LINE]),
  ),
  parts: Array.from({ length: 30 }, () => long(60)),
}
/** Where a reason is one line. */
const SHORT_REASON: readonly ActionType[] = ['pause', 'agree', 'takeBack']

const MANAGER: Actor = { kind: 'staff', id: 'boss', name: long(100), manager: true }
const ACTORS: readonly Actor[] = [
  engineer('zhang'),
  engineer('li'),
  MANAGER,
  { kind: 'customer', id: 'contact', name: long(100) },
]
const LOOKED_UP: LookedUp = {
  person: person('zhang'),
  target: person('li'),
  loaner: { serial: 'L-1', name: 'loaner' },
  people: Array.from({ length: 5 }, (_, index) => person(`rd-${index}`)),
  manager: person('manager'),
  replacementUnit: { serial: 'S-2', model: 'M1' },
  quote: {
    warranty: 'out',
    origin: 'user',
    currency: 'CNY',
    lines: Array.from({ length: 50 }, (_, index) => ({
      code: `PART-${index}`,
      name: long(30),
      class: 'part' as const,
      quantity: 1,
      unitFen: 100,
      payableFen: 100,
      charge: 'price' as const,
      clause: 'R3',
    })),
    totalFen: 100,
  },
}

const aCall = (id: number, atNow: string): Call => ({
  callId: `${id}${long(180)}`,
  channel: 'api',
  at: atNow,
  symptoms: long(10_000),
  caller: `+86${'1'.repeat(38)}`,
  severity: long(40),
  serial: long(100),
  problems: Array.from({ length: 21 }, (_, index) => `${index}${long(index === 20 ? 2000 : 150)}`),
})
const aContact = (id: number): RepairContact => ({
  id: `caller:${id}${long(190)}`,
  name: long(100),
  email: `${id}${'x'.repeat(240)}@example.com`,
  phone: `+86${id}`,
  language: 'zh-CN',
})

/** One repair in the hands of whoever wants to fill it: everything said at its longest. */
class Filled {
  state: Repair
  now: string
  largest = 0
  refused = 0
  said = 0

  constructor(planId: string) {
    const plan = latestPlanOf(planId)
    this.now = at('11-20 02:13')
    const unit = { serial: 'S-1', model: 'M1' }
    const subject = { plan, needsIdentification: false, timezone: 'Asia/Shanghai', roster: 'main', unit }
    const opening = { repairId: '1', subject, severity: plan.severities[0]?.id ?? '', reportedAt: this.now }
    this.state = open({ ...opening, call: aCall(0, this.now), contacts: [aContact(0)] }, this.now).state
  }

  #keep(decision: Decision): void {
    this.state = decision.state
    this.largest = Math.max(this.largest, sizeOf(this.state), Buffer.byteLength(JSON.stringify(decision.events)))
  }

  after(minutes: number): void {
    const until = later(this.now, minutes * MINUTE)
    for (let next = checkpoint(this.state); next !== undefined && next <= until; next = checkpoint(this.state)) {
      this.now = next > this.now ? next : this.now
      this.#keep(advance(this.state, SURROUNDINGS, this.now))
    }
    this.now = until
  }

  /** No two photos are the same. */
  #aFile(): NonNullable<LookedUp['file']> {
    return { sha256: String(this.said).padStart(64, '0'), kind: 'jpeg', bytes: 4_000_000 }
  }

  calls(id: number): void {
    this.#keep(join(this.state, aCall(id, this.now), [aContact(id)], undefined, this.now, LOOKED_UP))
  }

  does(type: ActionType, pick: number, by: Actor): void {
    if (!allowedActions(this.state, by).includes(type)) return
    // No two reasons are the same: what is the same is kept once.
    const reason = `${this.said++} ${SHORT_REASON.includes(type) ? long(190) : long(990)}`
    const fields = anyAction(this.state, type, later(this.now, 30 * MINUTE), pick, {
      ...LONGEST,
      reason,
      person: 'li',
    })
    const action = { ...onlyKnown(fields, type), id: `${this.now}${pick}${long(80)}` } as Action
    try {
      this.#keep(act(this.state, action, { ...LOOKED_UP, file: this.#aFile() }, by, this.now))
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
      this.refused++
    }
  }
}

/** What the contract takes: the longest that anybody can send. */
const onlyKnown = (action: Action, type: ActionType): Record<string, unknown> => {
  const shape = actionSchema.options.find((option) => option.shape.type.value === type)?.shape ?? {}
  const known = Object.fromEntries(
    Object.entries(action).filter(([name, value]) => Object.hasOwn(shape, name) && value !== undefined),
  )
  expect(actionSchema.safeParse(known).error?.issues.filter(({ code }) => code === 'too_big') ?? []).toEqual([])
  return known
}

const NEVER: readonly ActionType[] = ['withdraw', 'closeAsJunk', 'identify', 'split']

describe('no repair grows past what the store takes:', () => {
  test.each(['H', 'C', 'R', 'N'])('%s, in the hands of chance', (planId) => {
    const step = fc.record({ minutes: fc.constantFrom(0, 1, 40, 2000), who: fc.nat(3), pick: fc.nat(500) })
    fc.assert(
      fc.property(fc.array(step, { minLength: 20, maxLength: 40 }), (steps) => {
        const filled = new Filled(planId)
        for (const { minutes, who, pick } of steps) {
          filled.after(minutes)
          const by = ACTORS[who] ?? MANAGER
          if (pick % 7 === 0) filled.calls(pick)
          const allowed = allowedActions(filled.state, by).filter((type) => !NEVER.includes(type))
          const type = allowed[pick % Math.max(1, allowed.length)]
          if (type) filled.does(type, pick, by)
          if (filled.state.stage === 'closed') break
        }
        expect(filled.largest).toBeLessThan(LARGEST)
      }),
      { numRuns: 4 },
    )
  })

  test.each(['H', 'C', 'R', 'N'])('%s, by everything that may be done, over and over', (planId) => {
    const filled = new Filled(planId)
    const rest: readonly ActionType[] = [
      'acknowledge',
      'respond',
      'claim',
      'escalate',
      'advise',
      'pause',
      'resume',
      'agree',
      'quote',
      'delay',
      'promiseDate',
      'goOnSite',
      'depart',
      'arrive',
      'notSolved',
      'note',
      'changeSeverity',
      'reserveLoaner',
      'lendLoaner',
    ]
    for (let round = 0; round < 12; round++) {
      for (let again = 0; again < 3; again++) {
        filled.calls(1000 * round + again)
        for (const type of rest) for (const by of ACTORS.slice(0, 3)) filled.does(type, 3 * again, by)
        filled.after(45)
      }
      for (const type of ['complete', 'solveRemotely'] as const) filled.does(type, round, engineer('zhang'))
      filled.does('notFixed', round, ACTORS[3] ?? MANAGER)
    }
    expect(filled.refused).toBeGreaterThan(0)
    expect(filled.largest).toBeLessThan(LARGEST)
  })
})

const FILL: readonly ActionType[] = [
  'acknowledge',
  'respond',
  'claim',
  'escalate',
  'advise',
  'quote',
  'acceptQuote',
  'delay',
  'promiseDate',
  'pause',
  'resume',
  'agree',
  'reserveLoaner',
  'lendLoaner',
  'waive',
]
const SOLVE: readonly ActionType[] = [
  'goOnSite',
  'approveVisit',
  'depart',
  'arrive',
  'notSolved',
  'acceptQuote',
  'resume',
  'recordVerdict',
  'complete',
  'solveRemotely',
]

test.each(['H', 'C', 'R', 'N'])('%s, refused again and again, does not either', (planId) => {
  const filled = new Filled(planId)
  for (let round = 0; round < 40; round++) {
    for (let again = 0; again < 3; again++) {
      filled.calls(1000 * round + again)
      for (const type of FILL) for (const by of ACTORS) filled.does(type, 3 * again + 1, by)
      filled.after(40)
    }
    for (const type of SOLVE) for (const by of ACTORS) filled.does(type, round, by)
    filled.does('notFixed', round, ACTORS[3] ?? MANAGER)
  }
  expect(filled.largest).toBeLessThan(LARGEST)
})

test('what a store keeps of a large repair is read back as it was', () => {
  const filled = new Filled('N')
  for (let round = 0; round < 6; round++) {
    for (const type of FILL) for (const by of ACTORS) filled.does(type, round, by)
    filled.after(40)
    for (const type of SOLVE) for (const by of ACTORS) filled.does(type, round, by)
    filled.does('notFixed', round, ACTORS[3] ?? MANAGER)
  }
  expect(sizeOf(filled.state)).toBeLessThan(Buffer.byteLength(JSON.stringify(filled.state)))
  expect(readState(JSON.parse(JSON.stringify(keptState(filled.state))))).toEqual(filled.state)
})

test('a text is cut at its end, never inside a character', () => {
  expect(brief('abc', 3)).toBe('abc')
  expect(brief('abcd', 3)).toBe('ab…')
  expect(brief('a😀bc', 3)).toBe('a…')
})
