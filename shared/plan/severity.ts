import { BadRequestError, fault } from '../kernel/errors.ts'
import type { Plan } from './plan.ts'
import { strictestSeverity } from './terms.ts'

type Severities = Pick<Plan, 'severities'>

/** People write `一般`, `ORDINARY FAULT`, `ｏｒｄｉｎａｒｙ`: width, case, spaces and dashes tell no severities apart. */
const plain = (word: string): string =>
  word
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[\s_-]+/g, '')

/** The plan's severity that someone means by a word: its id, its name or its short name, in either language. */
export const severityNamed = ({ severities }: Severities, word: string | undefined): string | undefined => {
  const meant = plain(word ?? '')
  if (meant === '') return undefined
  return severities.find(({ id, name, short }) =>
    [id, name.zh, name.en, short.zh, short.en].some((known) => plain(known) === meant),
  )?.id
}

/** The words a plan knows, strictest first: `紧急重大故障 / System down (critical), …`. */
export const severityWords = ({ severities }: Severities): string =>
  severities.map(({ id, name }) => `${name.zh} / ${name.en} (${id})`).join(', ')

/** What a word stands for where a report must not be refused; a word that nobody understands is said to be one. */
export interface UnderstoodSeverity {
  readonly severity: string
  readonly problem?: string
}

/**
 * The severity meant, or the plan's strictest: without a word by rule, with one that nobody understands never in silence.
 * `others`: plans that may turn out to be the right one, while this one is only assumed; a word of theirs is no mistake.
 */
export const severityMeant = (
  plan: Plan,
  word: string | undefined,
  others: readonly Severities[] = [],
): UnderstoodSeverity => {
  const named = severityNamed(plan, word)
  if (named !== undefined) return { severity: named }
  const severity = strictestSeverity(plan)
  const isOfAnother = others.some((other) => severityNamed(other, word) !== undefined)
  if (word === undefined || plain(word) === '' || isOfAnother) return { severity }
  const problem = `severity: "${word}" is none of ${severityWords(plan)}; "${severity}" is assumed until somebody says which`
  return { severity, problem }
}

/** The severity meant. Throws BadRequestError with the list: whoever typed it is still there to mend it. */
export const requireSeverity = (plan: Severities, word: string): string => {
  const named = severityNamed(plan, word)
  if (named === undefined)
    throw new BadRequestError([
      fault('severity', `只能是 ${severityWords(plan)}`, `must be one of ${severityWords(plan)}`),
    ])
  return named
}
