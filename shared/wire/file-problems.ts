import type * as z from 'zod'
import { suggestion } from '../plan/rules/kit/fields.ts'
import type { PlanProblem } from '../plan/rules/kit/kind.ts'

// What zod finds in files that people write, in sentences that say what to write instead.

export const problemsOf = (issue: z.core.$ZodIssue): PlanProblem[] => {
  const path = issue.path.filter((key) => typeof key !== 'symbol')
  if (issue.code !== 'unrecognized_keys') return [{ path, message: issue.message }]
  const messages = issue.message.split('\n')
  return issue.keys.map((key, index) => ({ path: [...path, key], message: messages[index] ?? issue.message }))
}

const MISSING = 'is missing'
/** What there is to choose from is named where it is only so much. */
const missing = (known: readonly string[]): string =>
  known.length ? `${MISSING}: one of ${known.join(', ')}` : MISSING

/** A key that is there but misspelt is not missing as well. */
export const withoutMeant = (problems: readonly PlanProblem[]): readonly PlanProblem[] => {
  const meant = new Set(
    problems.flatMap(({ path, message }) => {
      const [, key] = /did you mean (\S+)\?$/.exec(message) ?? []
      return key === undefined ? [] : [[...path.slice(0, -1), key].join('.')]
    }),
  )
  return problems.filter(({ path, message }) => !message.startsWith(MISSING) || !meant.has(path.join('.')))
}

/** Says what to write where zod only says what it expected. `kinds`: those of the parts that tell by this key which one they are. */
export const inOurWords =
  (key: string, kinds: readonly string[]) =>
  (issue: z.core.$ZodRawIssue): string | undefined => {
    const { input } = issue
    if (issue.code === 'invalid_union' && issue.note === 'No matching discriminator') {
      const kind = field(input, key)
      return kind === undefined
        ? missing(kinds)
        : `${JSON.stringify(kind)} is not a ${key}${suggestion(String(kind), kinds)}`
    }
    if (input === undefined) return missing(issue.code === 'invalid_value' ? issue.values.map(String) : [])
    if (issue.code === 'invalid_value')
      return `${JSON.stringify(input)} is not known here${suggestion(String(input), issue.values.map(String))}`
    if (issue.code === 'invalid_type') return `must be ${EXPECTED[issue.expected] ?? issue.expected}`
    return undefined
  }

const EXPECTED: Readonly<Record<string, string>> = {
  string: 'text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'a group of keys',
  record: 'a group of keys',
}

/** `clauses[4].rules[0].limit`; `the file` for what is wrong with all of it. */
export const placeOf = (path: PlanProblem['path']): string =>
  path
    .map((key) => (typeof key === 'number' ? `[${key}]` : `.${key}`))
    .join('')
    .replace(/^\./, '') || 'the file'

export const field = (value: unknown, key: PropertyKey): unknown =>
  typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
