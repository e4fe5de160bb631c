/** One figure of the bench: a value per run. */
export interface Figure {
  readonly name: string
  readonly unit: string
  readonly runs: readonly number[]
  /** At most this, where the project has set itself a target. */
  readonly target?: number
}

/** What one measurement found. */
export interface Measured {
  readonly figures: readonly Figure[]
  /** What a reader must know to judge the figures. */
  readonly notes?: readonly string[]
  /** What was done wrongly or lost; the bench fails on these, never on time. */
  readonly faults: readonly string[]
  /** Anything worth keeping in the JSON beside the figures. */
  readonly details?: unknown
}

/** The value below which this share of the values lies (nearest rank). */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? Number.NaN
}

const median = (values: readonly number[]): number => percentile(values, 0.5)

/** Turns runs (one record of values each) into figures (one value per run each). */
export const figuresOf = <K extends string>(
  runs: readonly Readonly<Record<K, number>>[],
  described: Readonly<Record<K, Omit<Figure, 'runs'>>>,
): Figure[] => (Object.keys(described) as K[]).map((key) => ({ ...described[key], runs: runs.map((run) => run[key]) }))

export function markdown(figures: readonly Figure[]): string {
  const rows = figures.map((figure) => {
    const { name, unit, runs, target } = figure
    const spread = runs.length > 1 ? `${short(Math.min(...runs))} – ${short(Math.max(...runs))}` : '–'
    return [name, unit, target === undefined ? '' : verdict(figure), short(median(runs)), spread, String(runs.length)]
  })
  const head = ['figure', 'unit', 'target', 'median', 'min – max', 'runs']
  const line = (cells: readonly string[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(['---', '---', '---', '---:', '---:', '---:']), ...rows.map(line)].join('\n')
}

const verdict = ({ runs, target = 0 }: Figure): string => `≤ ${short(target)} ${median(runs) <= target ? '✓' : '✗'}`

const short = (value: number): string => {
  if (Number.isInteger(value)) return String(value)
  return Math.abs(value) >= 100 ? value.toFixed(0) : value.toPrecision(3)
}
