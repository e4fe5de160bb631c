import { normaliseSerial } from '../directory/serial.ts'
import { note, recorded, reported, whyNotNow } from '../duty/decide.ts'
import type { Duty, LogEntry } from '../duty/duty.ts'
import { isWhole } from '../duty/log.ts'
import { dutyStory } from '../duty/story.ts'
import { dutySubject } from '../duty/subject.ts'
import { type Actor, SYSTEM } from '../kernel/actor.ts'
import { canonical } from '../kernel/canonical.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { defined } from '../kernel/fields.ts'
import { earlierOf, later } from '../kernel/instant.ts'
import { shortTime } from '../kernel/when.ts'
import { WATCH_OF_DUTY } from '../plan/rules/duty.ts'
import { change } from '../shell/commit.ts'
import type { Deps } from './deps.ts'
import { dutyHistory } from './duties.ts'
import { recordOnContract } from './record-on-contract.ts'
import { startOrWake } from './start-subject.ts'

/**
 * Somebody on the watch writes down what they observed. It is appended, with who and when, and never changed. `id`: of what they have
 * before them, so that the same sent twice is one entry. Undefined: there is no such duty. Throws BadRequestError with what to mend.
 */
export async function noteOnWatch(
  deps: Deps,
  duty: string,
  entry: LogEntry,
  { by, id }: { readonly by: Actor; readonly id: string },
): Promise<Duty | undefined> {
  const key = deps.digest(canonical({ by: by.id, id, entry })).slice(0, 16)
  const result = await change(deps, dutyStory, duty, async (state) => {
    const now = deps.clock.now()
    const why = whyNotNow(state, now)
    if (why) throw new BadRequestError([fault('body', why.zh, why.en)])
    await refuseUnknown(deps, state, entry)
    return note(state, entry, key, by, now)
  })
  if (!result || !('state' in result)) return undefined
  await startOrWake(deps, dutySubject(duty))
  return result.state
}

/** Throws BadRequestError where it puts right an entry that is none. */
async function refuseUnknown(deps: Deps, { id }: Duty, { corrects }: LogEntry): Promise<void> {
  if (corrects === undefined) return
  const history = await dutyHistory(deps, id)
  if (!history.some(({ seq, type }) => seq === corrects && type === 'noted'))
    throw new BadRequestError([fault('corrects', '没有这一条记录', 'there is no such entry')])
}

/** A fault that was seen is reported like any, under the same clocks; by an id of its own, so that it opens one repair. */
export async function reportSeen(deps: Deps, duty: Duty): Promise<void> {
  if (duty.log.faults.length === 0) return
  const history = await dutyHistory(deps, duty.id)
  for (const { entry, unit } of duty.log.faults) {
    const event = history.find(({ seq }) => seq === entry)
    if (event?.type !== 'noted') continue
    // Most entries are no fault: who reads a caller's number is read with the first that is.
    const { reportFault } = await import('./report-fault.ts')
    const { repair } = await reportFault(deps, {
      callId: `watch:${duty.id}/${entry}`,
      channel: 'inspection',
      duty: duty.id,
      symptoms: [event.entry.observed, event.entry.events].filter(Boolean).join('\n'),
      reportedAt: event.at,
      contact: { name: duty.customer.name },
      ...defined({ takenBy: event.by.id, site: await siteOf(deps, duty), serial: await theirs(deps, duty, unit) }),
    })
    await change(deps, dutyStory, duty.id, (state) => reported(state, entry, repair.id, deps.clock.now()))
  }
}

/** Of a duty for the whole contract, the place where its roster has duty. */
async function siteOf({ directory }: Deps, { site, customer, roster }: Duty): Promise<string | undefined> {
  if (site) return site.id
  const { sites } = await directory.all()
  return sites.find((one) => one.customer === customer.id && one.roster === roster)?.id
}

/** A number misread leads to nobody else's unit. */
async function theirs(
  { directory }: Deps,
  { customer }: Duty,
  serial: string | undefined,
): Promise<string | undefined> {
  const unit = serial === undefined ? undefined : await directory.unit(normaliseSerial(serial))
  return unit && (await directory.site(unit.site))?.customer === customer.id ? unit.serial : undefined
}

/** The watch is kept by its log alone: without a gap as of its last entry, with one never. */
export async function recordWatch(deps: Deps, duty: Duty): Promise<void> {
  const { contract, clause, rule, entry, about, to } = duty
  const which = { clause, need: `${rule}${WATCH_OF_DUTY}-${entry}`, about }
  const doneAt = isWhole(duty) ? earlierOf(deps.clock.now(), to) : later(to, 1)
  const fact = { type: 'recorded' as const, document: wordsOf(duty), doneAt }
  try {
    await recordOnContract(deps, contract, which, fact, SYSTEM, { onDuty: true })
  } catch (error) {
    // Nothing of that name is owed any more: there is nothing to be kept.
    if (!(error instanceof BadRequestError)) throw error
    deps.log.warn('The watch is owed no more', { duty: duty.id, error })
  }
  await change(deps, dutyStory, duty.id, (state) => recorded(state, duty.version, deps.clock.now()))
}

const wordsOf = ({ log: { count, gaps, gapCount }, timezone }: Duty): string => {
  const time = (at: string) => shortTime(at, timezone, 'zh-CN')
  const spans = gaps.map(({ from, to }) => `${time(from)}–${time(to)}`)
  const more = gapCount > gaps.length ? ` 等 ${gapCount} 处` : ''
  if (count === 0) return '值守期间没有任何记录'
  return `值守记录 ${count} 条，${gapCount === 0 ? '没有空档' : `空档：${spans.join('、')}${more}`}`
}
