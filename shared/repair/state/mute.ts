import { normaliseSerial } from '../../directory/serial.ts'
import type { Actor } from '../../kernel/actor.ts'
import { type Fault, fault } from '../../kernel/errors.ts'
import { durationMs, type Instant, later } from '../../kernel/instant.ts'
import { strictness } from '../../plan/terms.ts'
import type { Muted } from './page.ts'
import type { Repair } from './repair.ts'

// Planned work at a customer's, at a site or on a unit makes it report faults that are none. Nobody is woken for them until it ends: the report
// opens its repair, the clocks run, and the first page goes at the end of the mute. Nothing is lost, nothing is forgotten.

/** A mute is never deleted: who muted what, why, and who ended it early stays on file. */
export interface Mute {
  readonly id: string
  readonly on: Muted
  readonly from: Instant
  readonly until: Instant
  readonly reason: string
  readonly by: Actor
  readonly at: Instant
  /** It was ended before its time. */
  readonly ended?: { readonly at: Instant; readonly by: Actor }
}

/**
 * As long as the longest silence that a plan allows about an open repair (see `attentionOf`): work that takes longer is muted
 * again, and so thought of again.
 */
const LONGEST_MUTE = 'P7D'
/** Planned work is known some weeks ahead; a year typed wrong is not planned work. */
const MUTED_AHEAD = 'P30D'

/** What is wrong with the times of a new mute, in words. */
export function muteProblems({ from, until }: Pick<Mute, 'from' | 'until'>, now: Instant): readonly Fault[] {
  if (from > later(now, durationMs(MUTED_AHEAD)))
    return [fault('from', '要在 30 天内开始', 'must begin within 30 days')]
  if (until <= from || until <= now)
    return [fault('until', '必须晚于开始时间，也晚于现在', 'must be after the beginning, and in the future')]
  if (until > later(from, durationMs(LONGEST_MUTE)))
    return [fault('until', '最多在开始后 7 天', 'must be at most 7 days after the beginning')]
  return []
}

export const endOf = ({ until, ended }: Mute): Instant => (ended && ended.at < until ? ended.at : until)

const isInForce = (mute: Mute, now: Instant): boolean => mute.from <= now && now < endOf(mute)

const isAbout = ({ customer, site, unit }: Pick<Repair, 'customer' | 'site' | 'unit'>, on: Muted): boolean => {
  if (on.customer !== undefined) return customer?.id === on.customer
  if (on.site !== undefined) return site?.id === on.site
  return unit !== undefined && normaliseSerial(unit.serial) === on.unit
}

/** The worst goes out whatever is planned. A plan that knows one severity only says of none that it is the worst. */
const isNeverMuted = ({ plan, severity }: Pick<Repair, 'plan' | 'severity'>): boolean =>
  plan.severities.length > 1 && strictness(plan, severity) === 0

/** The mute that holds back the pages of a repair at this instant: of several the one that ends last. */
export const muteOf = (
  repair: Pick<Repair, 'plan' | 'severity' | 'customer' | 'site' | 'unit'>,
  mutes: readonly Mute[],
  now: Instant,
): Mute | undefined =>
  isNeverMuted(repair)
    ? undefined
    : mutes
        .filter((mute) => isInForce(mute, now) && isAbout(repair, mute.on))
        .toSorted((one, other) => (one.until < other.until ? 1 : -1))[0]

/** Until when the page that is due waits; undefined when it does not: nobody is to be paged, or the mute is not this repair's any more. */
export function heldUntil(repair: Repair): Instant | undefined {
  const { paging } = repair
  if (!paging?.pending || !paging.held || isNeverMuted(repair)) return undefined
  return isAbout(repair, paging.held.on) ? paging.nextAt : undefined
}

/** When the next page is due. What was held back, and should not be any more, is so at once. */
export function nextPageAt(repair: Repair): Instant | undefined {
  const { paging, updatedAt } = repair
  if (!paging?.pending) return undefined
  return paging.held && heldUntil(repair) === undefined ? updatedAt : paging.nextAt
}
