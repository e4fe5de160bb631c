import type { Schemas } from '../../generated/api.ts'

type Tally = Schemas['Tally']
interface Rate {
  readonly tally: Tally
}

/** Kept and broken: what a rate is of. */
export const casesOf = ({ kept, broken }: Tally): number => kept + broken

/** kept ÷ (kept + broken); undefined where nothing was either: that is no 100 %. */
export const rateOf = (tally: Tally): number | undefined =>
  casesOf(tally) > 0 ? tally.kept / casesOf(tally) : undefined

/** Rounded down to a tenth: only what was always kept shows 100. */
export const percent = (rate: number): string => {
  const tenths = Math.floor(rate * 1000 + 1e-9) / 10
  return tenths === 100 ? '100' : tenths.toFixed(1)
}

/** `99.9%`; `–` where there is no rate. */
export const shownRate = (rate: number | undefined): string => (rate === undefined ? '–' : `${percent(rate)}%`)

const NONE: Tally = { due: 0, open: 0, kept: 0, broken: 0, waived: 0, superseded: 0, fallenAway: 0, worstLateMs: 0 }

export const sumOf = (rates: readonly Rate[]): Tally =>
  rates.reduce<Tally>(
    (total, { tally }) => ({
      due: total.due + tally.due,
      open: total.open + tally.open,
      kept: total.kept + tally.kept,
      broken: total.broken + tally.broken,
      waived: total.waived + tally.waived,
      superseded: total.superseded + tally.superseded,
      fallenAway: total.fallenAway + tally.fallenAway,
      worstLateMs: Math.max(total.worstLateMs, tally.worstLateMs),
    }),
    NONE,
  )

/** The worst first; of those alike the one with more cases; what has none comes last. */
export const worstFirst = <R extends Rate>(rates: readonly R[]): readonly R[] =>
  rates.toSorted((a, b) => {
    const [one, other] = [rateOf(a.tally) ?? 2, rateOf(b.tally) ?? 2]
    return one - other || casesOf(b.tally) - casesOf(a.tally)
  })
