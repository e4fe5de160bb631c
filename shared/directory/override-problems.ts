import type { Override, Roster } from './directory.ts'
import { type At, error, type Problem } from './problem.ts'

/** Two people cannot both take one turn at one time: nobody could say who has duty. The same person twice does no harm. */
export const contradictingOverrides = ({ overrides }: Pick<Roster, 'overrides'>, at: At): readonly Problem[] =>
  overrides.flatMap((entry, index) => {
    const rival = overrides.findIndex((other, place) => place < index && contradict(other, entry))
    const other = overrides[rival]
    if (!other) return []
    const turn = entry.replaces ?? '当班人'
    const span = `${entry.from} – ${entry.to}`
    return [
      error(
        [...at, 'overrides', index],
        `${entry.person} 在 ${span} 顶替${turn}的班，而 overrides[${rival}] 让 ${other.person} 顶替同一班；请删去其中一条，或改成不重叠的时间`,
        `${entry.person} takes the turn of ${entry.replaces ?? 'whoever is first'} from ${span}, which overrides[${rival}] gives to ${other.person} at the same time: remove one of the two, or make their times follow each other`,
      ),
    ]
  })

const contradict = (one: Override, other: Override): boolean =>
  one.tier === other.tier &&
  one.replaces === other.replaces &&
  one.person !== other.person &&
  one.from < other.to &&
  other.from < one.to
