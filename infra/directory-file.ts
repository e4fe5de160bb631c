import { type Document, isScalar, visit } from 'yaml'
import type { Directory } from '../shared/directory/directory.ts'
import { problemsWithPlans } from '../shared/directory/plan-problems.ts'
import type { Problem } from '../shared/directory/problem.ts'
import { problemsIn } from '../shared/directory/problems.ts'
import { BadRequestError, type Fault, fault, faultText } from '../shared/kernel/errors.ts'
import type { Language } from '../shared/kernel/text.ts'
import type { PlanDocument } from '../shared/plan/document.ts'
import { parseDirectory } from '../shared/wire/directory.ts'
import { yamlWithFaults } from './yaml-place.ts'

/**
 * The directory in a YAML file; `against` checks it, by itself and against the plans, and gives what of it is worth a look. Loading one
 * replaces what it names and deletes nothing: where it is loaded at every start, it also takes back what was imported under the same
 * ids. Both throw BadRequestError with every problem.
 */
export function readDirectoryFile(file: string): {
  readonly directory: Directory
  readonly against: (plans: readonly PlanDocument[]) => readonly Fault[]
} {
  const { yaml, placing } = yamlWithFaults(file)
  asWritten(yaml)
  const directory = placing(() => parseDirectory(yaml.toJS()))
  const against = (plans: readonly PlanDocument[]): readonly Fault[] => {
    const problems = [...problemsIn(directory), ...problemsWithPlans(directory, plans)]
    const errors = problems.filter(({ warning }) => !warning)
    if (errors.length > 0) throw new BadRequestError(errors.map(faultOf).map(placing.fault))
    return problems.map(faultOf).map(placing.fault)
  }
  return { directory, against }
}

/** YAML takes `13800138000` for an amount and `09318123456` for one without its first digit: a telephone number is as it is written. */
function asWritten(yaml: Document): void {
  visit(yaml, {
    Pair: (_, { key, value }) => {
      if (!isScalar(key) || !PHONES.has(String(key.value))) return
      if (isScalar(value) && typeof value.value === 'number' && value.source) value.value = value.source
    },
  })
}
const PHONES: ReadonlySet<string> = new Set(['phone', 'hotline'])

const faultOf = ({ path, text }: Problem): Fault => fault(path.join('.'), text.zh, text.en)

/** A problem without a file, such as that of a duty roster as it stands. */
export const inWords = (problem: Problem, language: Language): string => faultText(faultOf(problem), language)
