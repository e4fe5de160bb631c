import { DEFAULT_TIMEZONE, dayOf, local, timeOn } from '../../../shared/kernel/calendar.ts'
import { fromMs, type Instant, later, laterOf } from '../../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text } from '../../../shared/kernel/text.ts'
import { holdOfCall, repairSubject } from '../../../shared/repair/holds.ts'
import type { Host } from '../host.ts'
import { JUST_IN } from './just-in.ts'
import type { Role } from './login.ts'
import { CLOSED, type Scene, type Step } from './scenes.ts'
import { simulateCall } from './simulate.ts'
import { STILL_OPEN } from './still-open.ts'

// A busy morning: calls, engineers, customers, manager, all through the HTTP edge, while the clock is moved from one to the next.

const SCENES: readonly Scene[] = [...CLOSED, ...STILL_OPEN, ...JUST_IN]
/** Who sits at the desk. */
const DESK = 'xie-min'
/** So long it lasts. */
const MINUTES = 220
const MINUTE_MS = 60_000
/** When it begins, unless it is morning already. */
const BEGINS = { time: '08:00', from: 5, until: 10 }

export interface Stage {
  readonly host: Host
  /** Where this machine reaches the server. */
  readonly address: string
  readonly tokenFor: (role: Role, subject: string) => Promise<string>
  readonly language: Language
}

export interface Played {
  readonly repairs: readonly string[]
  /** What was refused, as of a unit that had an open repair already. */
  readonly refused: readonly string[]
}

/** `elsewhere`: the master data are not the demo's, so nobody there could call. `busy`: calls could join what is open. */
export async function isPlayable({ deps }: Host): Promise<'yes' | 'played' | 'elsewhere' | 'busy'> {
  if (await deps.store.holderOf(holdOfCall(callIdOf(0)))) return 'played'
  const serials = SCENES.flatMap(({ serial }) => (serial?.includes('2099') ? [] : (serial ?? [])))
  const units = await Promise.all([...new Set(serials)].map((serial) => deps.directory.unit(serial)))
  if (units.includes(undefined)) return 'elsewhere'
  const { items } = await deps.repairs.list({ status: 'open', limit: 1 })
  return items.length > 0 ? 'busy' : 'yes'
}

const callIdOf = (index: number): string => `busy-morning-${index + 1}`

/** One thing after the other, each with all that follows from it. */
export async function playMorning(stage: Stage): Promise<Played> {
  const { host } = stage
  await host.idle()
  const begin = beginning(host.clock.now())
  const repairs = new Map<Scene, string>()
  const refused: string[] = []
  for (const { at, scene, step } of inOrder()) {
    await passUntil(host, later(begin, at * MINUTE_MS))
    const id = repairs.get(scene)
    if (!step) {
      const taken = await call(stage, scene)
      if (taken === undefined || [...repairs.values()].includes(taken)) refused.push(scene.symptoms.zh)
      else repairs.set(scene, taken)
    } else if (id !== undefined) {
      const refusal = await act(stage, id, step)
      if (refusal !== undefined) refused.push(`${id} ${step.act.type}: ${refusal}`)
    }
    await host.idle()
  }
  await passUntil(host, later(begin, MINUTES * MINUTE_MS))
  return { repairs: [...repairs.values()], refused }
}

/** Now, if it is morning; otherwise at eight. */
function beginning(now: Instant): Instant {
  const { hour } = local(now, DEFAULT_TIMEZONE)
  if (hour >= BEGINS.from && hour < BEGINS.until) return now
  const today = timeOn(dayOf(now, DEFAULT_TIMEZONE), BEGINS.time, DEFAULT_TIMEZONE)
  return fromMs(
    hour < BEGINS.from ? today : timeOn(dayOf(later(now, 86_400_000), DEFAULT_TIMEZONE), BEGINS.time, DEFAULT_TIMEZONE),
  )
}

/** Calls and steps by the minute; of one minute as they are written. */
const inOrder = () =>
  SCENES.flatMap((scene): readonly { at: number; scene: Scene; step?: Step }[] => [
    { at: scene.at, scene },
    ...scene.steps.map((step) => ({ at: scene.at + step.after, scene, step })),
  ]).toSorted((one, other) => one.at - other.at)

/** Real time goes on meanwhile, and may be there already. */
async function passUntil(host: Host, instant: Instant): Promise<void> {
  const now = host.clock.now()
  if (instant > now) await host.advance(laterOf(instant, now))
  await host.idle()
}

/** The repair that it opens; undefined where it joins one that is there. */
async function call({ host, address, language }: Stage, scene: Scene): Promise<string | undefined> {
  const { caller, serial = '', severity = '', matter = '', symptoms } = scene
  const callId = callIdOf(SCENES.indexOf(scene))
  const form = { callId, caller, serial, severity, matter, symptoms: inLanguage(symptoms, language) }
  const { status, body } = await simulateCall(host, address, new URLSearchParams(form))
  await host.idle()
  return status === 201 ? JSON.parse(body).repairId : undefined
}

/** Undefined: done; otherwise why not. */
const act = (stage: Stage, id: string, { who, act: told }: Step): Promise<string | undefined> =>
  who === 'customer' ? tap(stage, id, told) : actAsStaff(stage, id, who, told)

async function actAsStaff(
  { host, address, language, tokenFor }: Stage,
  id: string,
  role: Exclude<Step['who'], 'customer'>,
  told: Step['act'],
): Promise<string | undefined> {
  const { assignee, paging } = (await host.deps.repairs.load(id)) ?? {}
  // Whoever is asked answers, also where somebody had it before.
  const engineer = told.type === 'acknowledge' ? paging?.person : (assignee ?? paging?.person)
  const subjects = { engineer: engineer?.id ?? role, dispatcher: DESK, manager: host.demo.rosters[0]?.manager ?? role }
  const response = await fetch(`${address}/api/repairs/${id}/actions`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${await tokenFor(role, subjects[role])}`,
      'content-type': 'application/json',
    },
    body: JSON.stringify(spoken(told, language, host.clock.now())),
  })
  const said = await response.text()
  return response.ok ? undefined : said
}

/** By the newest link that the customer was sent about it. */
async function tap({ host, address, language }: Stage, id: string, told: Step['act']): Promise<string | undefined> {
  const about = repairSubject(id)
  const links = host.outbox.list(1000).filter((entry) => entry.about === about)
  const path = links.map(({ text }) => /\/c\/[\w-]+/.exec(text)?.[0]).find((found) => found !== undefined)
  if (!path) return 'no link'
  const { type, ...fields } = spoken(told, language, host.clock.now())
  const filled = Object.entries(fields).map(([name, value]): [string, string] => [name, String(value)])
  const body = new URLSearchParams([['action', String(type)], ...filled])
  const response = await fetch(address + path, { method: 'POST', redirect: 'manual', body })
  return response.status === 303 ? undefined : `answered with ${response.status}`
}

/** What is told, in one language and at this instant. */
const spoken = (told: Step['act'], language: Language, now: Instant): Record<string, unknown> =>
  Object.fromEntries(Object.entries(told).map(([name, value]) => [name, saidOf(value, language, now)]))

function saidOf(value: unknown, language: Language, now: Instant): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value
  if ('inHours' in value) return later(now, Number(value.inHours) * 3_600_000)
  return 'zh' in value ? inLanguage(value as Text, language) : value
}
