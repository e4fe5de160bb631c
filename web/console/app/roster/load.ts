import { DAY } from '../../../rail/wall.ts'
import type { Axis } from './axis.ts'
import type { Calendar } from './types.ts'

/** How much duty somebody has in the weeks shown, in days, and how much of it on weekends. */
export interface Load {
  readonly person: string
  readonly name: string
  /** Where: roster and tier. */
  readonly places: readonly string[]
  readonly days: number
  readonly weekend: number
}
type Span = readonly [from: number, to: number]

/** Whoever has duty, the most burdened first. Two places at once are one time. */
export function loadsOf(calendars: readonly Calendar[], axis: Pick<Axis, 'from' | 'to' | 'days'>): readonly Load[] {
  const shifts = calendars.flatMap(({ name: roster, people, tiers }) =>
    tiers.flatMap(({ name: tier, bars }) =>
      bars.flatMap(({ person, from, to }) => {
        const span: Span = [Math.max(Date.parse(from), axis.from), Math.min(Date.parse(to), axis.to)]
        const name = people.find(({ id }) => id === person)?.name ?? person
        return person === undefined || name === undefined || span[0] >= span[1]
          ? []
          : [{ person, name, place: `${roster} ${tier}`, span }]
      }),
    ),
  )
  const weekends = axis.days.flatMap(({ at, weekday }, index): Span[] =>
    weekday < 6 ? [] : [[at, axis.days[index + 1]?.at ?? axis.to]],
  )
  return [...Map.groupBy(shifts, ({ person }) => person)]
    .map(([person, all]): Load => {
      const spans = together(all.map(({ span }) => span))
      const places = [...new Set(all.map(({ place }) => place))]
      return { person, name: all[0]?.name ?? person, places, days: lengthOf(spans), weekend: common(spans, weekends) }
    })
    .toSorted((one, other) => other.days - one.days || (one.person < other.person ? -1 : 1))
}

/** What overlaps or touches is one span. */
function together(spans: readonly Span[]): readonly Span[] {
  const joined: Span[] = []
  for (const [from, to] of spans.toSorted((one, other) => one[0] - other[0])) {
    const last = joined.at(-1)
    if (last && from <= last[1]) joined[joined.length - 1] = [last[0], Math.max(last[1], to)]
    else joined.push([from, to])
  }
  return joined
}

const lengthOf = (spans: readonly Span[]): number => spans.reduce((sum, [from, to]) => sum + to - from, 0) / DAY

const common = (spans: readonly Span[], others: readonly Span[]): number =>
  lengthOf(
    spans.flatMap(([from, to]) =>
      others.map(([begin, end]): Span => [Math.max(from, begin), Math.min(to, end)]).filter(([one, two]) => one < two),
    ),
  )
