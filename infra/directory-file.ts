import { type Document, isScalar, visit } from 'yaml'
import type { Directory } from '../shared/directory/directory.ts'
import { problemsWithPlans } from '../shared/directory/plan-problems.ts'
import type { Problem } from '../shared/directory/problem.ts'
import { problemsIn } from '../shared/directory/problems.ts'
import { BadRequestError, type Fault, fault, faultText } from '../shared/kernel/errors.ts'
import type { Language } from '../shared/kernel/text.ts'
import type { PlanDocument } from '../shared/plan/document.ts'
import { parseDirectory } from '../shared/wire/directory.ts'
import { offsetOf } from '../shared/wire/plan-file/yaml.ts'
import { openYaml } from './yaml-place.ts'

/**
 * The directory in a YAML file; `against` checks it, by itself and against the plans, and gives what of it is worth a look. Loading one
 * replaces what it names and deletes nothing: where it is loaded at every start, it also takes back what was imported under the same
 * ids. Both throw BadRequestError with every problem.
 */
export function readDirectoryFile(file: string): {
  readonly directory: Directory
  readonly against: (plans: readonly PlanDocument[]) => readonly Fault[]
} {
  const { yaml, at, broken } = openYaml(file)
  if (broken) {
    const { zh, en } = broken.why
    throw new BadRequestError([fault(broken.at, broken.isSyntax ? `不是正确的 YAML：${zh}` : zh, en)])
  }
  asWritten(yaml)
  const placed = ({ at: path, zh, en }: Fault): Fault => {
    const place = at(offsetOf(yaml.contents, pathIn(path)))
    return fault(place, `${path}：${zh}`, `${path}: ${en}`)
  }
  const directory = placingFaults(() => parseDirectory(yaml.toJS()), placed)
  const against = (plans: readonly PlanDocument[]): readonly Fault[] => {
    const problems = [...problemsIn(directory), ...problemsWithPlans(directory, plans)]
    const errors = problems.filter(({ warning }) => !warning)
    if (errors.length > 0) throw new BadRequestError(errors.map(faultOf).map(placed))
    return problems.map(faultOf).map(placed)
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

const pathIn = (path: string): readonly (string | number)[] =>
  path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))

const placingFaults = <T>(read: () => T, placed: (fault: Fault) => Fault): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof BadRequestError ? new BadRequestError(error.faults.map(placed)) : error
  }
}

const faultOf = ({ path, text }: Problem): Fault => fault(path.join('.'), text.zh, text.en)

/** A problem without a file, such as that of a duty roster as it stands. */
export const inWords = (problem: Problem, language: Language): string => faultText(faultOf(problem), language)
