import type { Language } from '../../../../shared/kernel/text.ts'
import { wallOf } from '../../../rail/wall.ts'
import { moment, timeOf } from '../parts/time.ts'
import type { Bar, Calendar } from './types.ts'

export const nameIn =
  (people: readonly { readonly id: string; readonly name: string }[]) =>
  (id: string | undefined): string =>
    people.find((one) => one.id === id)?.name ?? id ?? ''

/** `11月26日 09:00 – 11月27日 09:00`, in the time of the roster; of one day it is named once. */
export function spanText(
  { from, to }: { readonly from: string; readonly to: string },
  { timezone }: Pick<Calendar, 'timezone'>,
  nowMs: number,
  language: Language,
): string {
  const isOneDay = wallOf(Date.parse(from), timezone).day === wallOf(Date.parse(to), timezone).day
  const end = isOneDay ? timeOf(to, timezone) : moment(to, timezone, nowMs, language)
  return `${moment(from, timezone, nowMs, language)} – ${end}`
}

/** What the rotation alone says: neighbours of one turn are one bar. */
export function turnsOf(bars: readonly Bar[]): readonly Bar[] {
  const turns: Bar[] = []
  for (const bar of bars) {
    const last = turns.at(-1)
    if (last?.turn === bar.turn && last.to === bar.from) turns[turns.length - 1] = { ...last, to: bar.to }
    else turns.push({ from: bar.from, to: bar.to, turn: bar.turn, person: bar.turn, layer: 'rotation' })
  }
  return turns
}

/** What overlaps lies below each other: each in the first lane that has room. */
export function lanesOf<T extends { readonly from: string; readonly to: string }>(
  spans: readonly T[],
): readonly (readonly T[])[] {
  const lanes: T[][] = []
  for (const span of spans.toSorted((one, other) => (one.from < other.from ? -1 : 1))) {
    const lane = lanes.find((one) => (one.at(-1)?.to ?? '') <= span.from)
    if (lane) lane.push(span)
    else lanes.push([span])
  }
  return lanes
}
