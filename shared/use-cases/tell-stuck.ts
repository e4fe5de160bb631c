import type { Person } from '../directory/directory.ts'
import { MessageNotSentError } from '../kernel/errors.ts'
import { renderSms, type SmsEffect } from '../message/sms.ts'
import { dutyAt } from '../oncall/shifts.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'

/**
 * Tells the managers by SMS of repairs that we cannot go on with, each in one message, past all that may be what fails: nothing of
 * the repair is decided or saved for it. Gives the repairs that someone was told of.
 */
export async function tellOfStuck(deps: Deps, repairIds: readonly string[]): Promise<ReadonlySet<string>> {
  const readers = new Map<string, { readonly person: Person; readonly repairs: Stuck[] }>()
  for (const repairId of repairIds) {
    const repair = await deps.store.load(repairId).catch(() => undefined)
    for (const person of await managersFor(deps, repair)) {
      const reader = readers.get(person.id) ?? { person, repairs: [] }
      reader.repairs.push({ repairId, repair })
      readers.set(person.id, reader)
    }
  }
  const told = new Set<string>()
  for (const { person, repairs } of readers.values())
    if (await tell(deps, person, repairs)) for (const { repairId } of repairs) told.add(repairId)
  return told
}

interface Stuck {
  readonly repairId: string
  readonly repair: Repair | undefined
}

/** Of the repair's roster; of every roster where that cannot be said. */
async function managersFor(deps: Deps, repair: Repair | undefined): Promise<readonly Person[]> {
  try {
    const all = await deps.directory.rosters()
    const own = all.filter(({ id }) => id === repair?.roster)
    const ids = (own.length > 0 ? own : all).map((roster) => dutyAt(roster, deps.clock.now()).manager)
    const people = await Promise.all([...new Set(ids)].map((id) => deps.directory.person(id)))
    return people.filter((person) => person !== undefined)
  } catch (error) {
    deps.log.error('No manager found to tell of a stuck repair', { error })
    return []
  }
}

async function tell(deps: Deps, person: Person, [first, ...others]: readonly Stuck[]): Promise<boolean> {
  if (!first) return false
  const effect = messageTo(person, first, others.length, deps.clock.now())
  const { key, to, repairId, reason, template, values } = effect
  try {
    await deps.sms.send({ key, parts: [key], to, repairId, reason, text: renderSms(effect, ''), template, values })
    deps.metrics.count('PagesSent')
    return true
  } catch (error) {
    if (error instanceof MessageNotSentError) deps.metrics.count('PagesFailed')
    deps.log.error('Manager not told of a stuck repair', { repairId, error })
    return false
  }
}

function messageTo(person: Person, { repairId, repair }: Stuck, others: number, now: string): SmsEffect {
  const { site, unit, timezone = 'Asia/Shanghai' } = repair ?? {}
  return {
    key: `${repairId}/stuck/${now.slice(0, 10)}/${person.id}`,
    repairId,
    createdAt: now,
    channel: 'sms',
    template: 'stuck',
    to: person.phone,
    person: person.id,
    language: person.language,
    timezone,
    link: { repairId, kind: 'engineer', holder: person.id },
    values: {
      repair: repairId,
      ...(site && { site: site.shortName }),
      ...(unit && { unit: unit.shortName ?? unit.serial }),
      ...(others > 0 && { others: String(others) }),
    },
    reason: 'stuck',
  }
}
