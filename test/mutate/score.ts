import type { Mutant } from './mutants.ts'

/**
 * `timeout`: the tests did not end, which is noticed too. `unreached`: no test comes to its place. `no mutant`: no test notices
 * it, but it does not compile, so that nobody can make this mistake; it does not count.
 */
export type Verdict = 'killed' | 'timeout' | 'survived' | 'unreached' | 'no mutant'
const COLUMNS = ['killed', 'timeout', 'survived', 'unreached'] as const

export interface Judged {
  readonly mutant: Mutant
  readonly verdict: Verdict
}

const folderOf = ({ mutant }: Judged) => mutant.file.split('/').slice(0, 2).join('/')
const countOf = (judged: readonly Judged[], verdict: Verdict) => judged.filter((one) => one.verdict === verdict).length
const isLeft = ({ verdict }: Judged) => verdict === 'survived' || verdict === 'unreached'
const counts = ({ verdict }: Judged) => verdict !== 'no mutant'

/** Of a hundred mutants so many are noticed. */
export function rateOf(judged: readonly Judged[]): number {
  const counted = judged.filter(counts)
  return counted.length === 0 ? 100 : 100 * (1 - counted.filter(isLeft).length / counted.length)
}

/** Markdown, one row for each folder; and whatever nobody noticed. */
export function report(judged: readonly Judged[]): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  const row = (name: string, of: readonly Judged[]) =>
    line([
      name,
      of.filter(counts).length,
      ...COLUMNS.map((column) => countOf(of, column)),
      `${rateOf(of).toFixed(0)} %`,
    ])
  return [
    line(['folder', 'mutants', ...COLUMNS, 'noticed']),
    line(['---', '---:', ...COLUMNS.map(() => '---:'), '---:']),
    ...[...Map.groupBy(judged, folderOf)].map(([folder, of]) => row(folder, of)),
    row('all', judged),
    ...judged.filter(isLeft).map((one) => `\n${told(one)}`),
  ].join('\n')
}

export const told = ({ verdict, mutant: { file, line, was, now, isStatement } }: Judged): string =>
  `${verdict} ${file}:${line}\n  - ${was}\n  + ${isStatement ? '(nothing)' : now}`
