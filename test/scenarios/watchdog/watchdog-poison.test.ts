import { expect, it } from 'vitest'
import { idOf } from '../../../shared/kernel/subject.ts'
import { at } from '../../support/play.ts'
import { CUSTOMERS, World } from '../../support/world.ts'

const NOW = at('11-20 02:13')
const POISONED = 300

/**
 * A world in which the executions of some repairs end at once, as they do where a defect makes each of their decisions fail, and
 * others are lost once, before they begin; the figures of each sweep by themselves.
 */
async function withPoison() {
  const poison = new Set<string>()
  const counted = new Map<string, number>()
  const starts: string[] = []
  let next: 'runs' | 'isPoisoned' | 'isLost' = 'runs'
  const world = await World.start(NOW, {
    metrics: { count: (name, value = 1) => void counted.set(name, (counted.get(name) ?? 0) + value) },
    outside: ({ workflow }) => ({
      workflow: {
        ...workflow,
        start: async (name, subject) => {
          const id = idOf(subject)
          if (next === 'isLost') throw new Error('lost')
          if (next === 'isPoisoned') poison.add(id)
          starts.push(id)
          return poison.has(id) ? 'started' : workflow.start(name, subject)
        },
      },
    }),
  })
  const report = async (how: typeof next, fields: Readonly<Record<string, unknown>>) => {
    next = how
    const id = await world.report(fields)
    next = 'runs'
    return id
  }
  return {
    world,
    counted,
    starts,
    poisoned: (n: number) => report('isPoisoned', { callId: `bad-${n}`, serial: `BAD-${n}` }),
    lost: (n: number) => report('isLost', { ...CUSTOMERS.data, callId: `good-${n}`, serial: `GOOD-${n}` }),
    async sweepAfterAMinute() {
      await world.advance('PT1M')
      counted.clear()
      starts.length = 0
      await world.host.sweep()
      await world.host.idle()
    },
  }
}

it('three hundred repairs for which everything fails: a healthy one that is lost is served within two minutes, whenever', async () => {
  const { world, starts, poisoned, lost, sweepAfterAMinute } = await withPoison()
  for (let n = 0; n < POISONED; n++) await poisoned(n)
  world.messages()
  const waited: (number | string)[] = []
  for (let minute = 0; minute < 24; minute += 3) {
    const id = await lost(minute)
    const served = [false, false, false]
    for (const n of [0, 1, 2]) {
      await sweepAfterAMinute()
      served[n] = starts.includes(id)
      expect(starts.length).toBeLessThanOrEqual(400)
    }
    waited.push(served.indexOf(true) + 1 || 'never')
    world.messages()
  }
  // The first one has as many before it as one sweep takes; from then on what was tried in vain stands behind.
  expect(waited).toEqual([2, 1, 1, 1, 1, 1, 1, 1])
  world.errors()
}, 60_000)

it('each repair that becomes stuck rings for itself once, and not the alarms for what was lost', async () => {
  const { world, counted, poisoned, sweepAfterAMinute } = await withPoison()
  const rings: number[] = []
  for (let minute = 1; minute <= 90; minute++) {
    if (minute === 1 || minute === 40) await poisoned(minute)
    await sweepAfterAMinute()
    for (let news = counted.get('NewlyStuck') ?? 0; news > 0; news--) rings.push(minute)
    if ((counted.get('StuckRepairs') ?? 0) > 0)
      expect([counted.get('SweeperFinds'), counted.get('UnarmedClocks')]).toEqual([0, 0])
  }
  expect(rings.map((minute) => (minute < 40 ? 'first' : 'second'))).toEqual(['first', 'second'])
  const told = world
    .messages()
    .flatMap(({ kind, text, about }) => (kind === 'sms' && text.includes('系统卡住') ? about : []))
  expect(new Set(told).size).toBe(2)
  world.errors()
})
