import type { ActionType } from '../../../shared/repair/actions.ts'
import { CUSTOMERS } from '../../support/edge.ts'
import { operations } from '../operations.ts'
import { JSON_TYPE, knownIn, setTheScene, signed } from '../scene.ts'
import type { System } from '../system.ts'
import { Tally } from '../tally.ts'
import type { Schema } from '../values.ts'

/** What the repair ends with, or what would make it another's. */
const NOT: ReadonlySet<ActionType> = new Set(['withdraw', 'closeAsJunk', 'confirm', 'split', 'identify', 'replaceUnit'])
const LONGEST_TEXT = 2000

/** What leads on to the next stage waits until the others were tried. */
const LATE: ReadonlySet<ActionType> = new Set(['solveRemotely', 'complete', 'takeBack', 'sendIn'])
const STEPS_BETWEEN_CALLS = 20

/** One repair is given everything that it takes, as long as it may be, over and over; then time passes, and it must move. */
export async function poison(system: System, { steps }: { steps: number }): Promise<Tally> {
  const tally = new Tally('poison by size', system.name)
  const scene = await setTheScene(system)
  const schemas = new Map(
    operations(knownIn(scene)).actions.map((one) => [one.properties?.type?.const as ActionType, one]),
  )
  const [, , repair = ''] = scene.repairs
  const headers = { ...JSON_TYPE, authorization: `Bearer ${scene.tokens.manager}` }
  const target = `/api/repairs/${repair}`
  const tried = new Map<ActionType, number>()
  const turn = (type: ActionType) => (tried.get(type) ?? 0) + (LATE.has(type) ? 3 : 0)
  let taken = 0
  for (let step = 0; step < steps; step++) {
    const { allowed } = JSON.parse((await system.send({ method: 'GET', target, headers })).text)
    const [type] = (allowed as ActionType[]).filter((one) => !NOT.has(one)).sort((a, b) => turn(a) - turn(b))
    if (type === undefined) break
    tried.set(type, (tried.get(type) ?? 0) + 1)
    const body = JSON.stringify(fullAction(schemas.get(type)?.properties ?? {}, `${step}`))
    const answer = await system.send({ method: 'POST', target: `${target}/actions`, headers, body })
    if (answer.status === 200) taken++
    tally.take(answer, () => `${type} as step ${step}: ${answer.text.slice(0, 200)}`)
    if (step % STEPS_BETWEEN_CALLS > 0) continue
    // One person acts so often on one repair within an hour, and no more.
    await letPass(system, 'PT20M')
    const called = await system.send(longCall(step))
    tally.take(called, () => `a long call at step ${step}: ${called.text.slice(0, 200)}`)
  }
  tally.hold(taken > steps / 4, () => `only ${taken} of ${steps} actions were taken: too little was tried`)
  await holdMoving(system, tally, repair, headers)
  return tally
}

const fullAction = (properties: Readonly<Record<string, Schema>>, number: string): object => {
  const fields = largest(properties)
  // Either there were parts or there were none.
  delete fields.noParts
  return { ...fields, id: `${number}-${fields.id}`.slice(0, String(fields.id).length) }
}

/** Joins the repair, with every field as long as it may be, and more that nobody asked for. */
const longCall = (number: number) =>
  signed(
    JSON.stringify({
      callId: `poison-${number}`.padEnd(100, '长'),
      caller: CUSTOMERS.police.caller,
      serial: CUSTOMERS.police.serial,
      symptoms: '长'.repeat(10_000),
      contact: {
        name: '长'.repeat(100),
        phone: `+86139${String(number).padStart(8, '0')}`,
        email: `${number}@example.com`,
      },
      ...Object.fromEntries(Array.from({ length: 300 }, (_, index) => [`unknown-${index}`, '长'.repeat(50)])),
    }),
  )

const largest = (properties: Readonly<Record<string, Schema>>): Record<string, unknown> =>
  Object.fromEntries(Object.entries(properties).map(([name, schema]) => [name, fullest(schema, name)]))

const fullest = (schema: Schema, name: string): unknown => {
  if (schema.$ref?.endsWith('/Instant')) return new Date(Date.now() + 2 * 86_400_000).toISOString()
  if (schema.const !== undefined) return schema.const
  if (schema.enum) return schema.enum[0]
  if (schema.properties) return largest(schema.properties)
  switch (schema.type) {
    case 'array':
      return Array.from({ length: Math.min(schema.maxItems ?? 1, 50) }, (_, index) => {
        const one = fullest(schema.items ?? {}, name)
        return typeof one === 'string' ? `${index}${one}`.slice(0, one.length) : one
      })
    case 'boolean':
      return true
    case 'integer':
      return schema.minimum ?? 1
    default:
      return KNOWN[name] ?? '长'.repeat(Math.min(schema.maxLength ?? LONGEST_TEXT, LONGEST_TEXT))
  }
}
/** Names of what is there; anything else would be refused before it is kept. */
const KNOWN: Readonly<Record<string, string>> = {
  person: 'li-na',
  severity: 'serious',
  clock: 'R7/repaired/1',
  contact: 'he-ping',
  serial: 'BWC-L-01',
}

const letPass = (system: System, advance: string) => {
  const body = JSON.stringify({ advance })
  return system.send({ method: 'POST', target: '/local/clock', headers: JSON_TYPE, body, patienceMs: 300_000 })
}

/** Two days pass: what falls due is recorded, and the state machine waits for the next. */
async function holdMoving(
  system: System,
  tally: Tally,
  repair: string,
  headers: Readonly<Record<string, string>>,
): Promise<void> {
  const read = async () =>
    JSON.parse((await system.send({ method: 'GET', target: `/api/repairs/${repair}`, headers })).text)
  const before = await read()
  const moved = await letPass(system, 'P2D')
  tally.hold(moved.status === 200, () => `time does not pass: ${moved.status} ${moved.text}`)
  const after = await read()
  tally.hold(after.version > before.version, () => `the repair stands still at version ${before.version}`)
  const overdue = after.clocks.filter(
    ({ state, dueAt }: { state: string; dueAt: string }) => state === 'open' && dueAt < after.updatedAt,
  )
  tally.hold(
    overdue.length === 0,
    () => `due and neither kept nor broken: ${overdue.map(({ id }: { id: string }) => id)}`,
  )
  const health = await system.send({ method: 'GET', target: '/health' })
  const { stuck, repairs } = JSON.parse(health.text)
  tally.hold(!stuck && !repairs, () => `GET /health: ${health.text.slice(0, 300)}`)
}
