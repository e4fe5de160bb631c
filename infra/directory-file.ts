import { parseDirectory } from '../shared/contracts/directory.ts'
import type { Directory } from '../shared/directory/directory.ts'
import { problemsWithPlans } from '../shared/directory/plan-problems.ts'
import type { Problem } from '../shared/directory/problem.ts'
import { problemsIn } from '../shared/directory/problems.ts'
import { BadRequestError } from '../shared/errors/errors.ts'
import type { PlanDocument } from '../shared/plan/document.ts'
import { offsetOf, openYaml } from './yaml-place.ts'

/**
 * The directory in a YAML file, checked by itself and against the plans, and what of it is worth a look. Loading one replaces
 * what it names and deletes nothing: where it is loaded at every start, it also takes back what was imported under the same ids.
 * Throws BadRequestError with every problem.
 */
export function readDirectoryFile(
  file: string,
  plans: readonly PlanDocument[],
): { directory: Directory; warnings: readonly string[] } {
  const { yaml, at, broken } = openYaml(file)
  if (broken) throw new BadRequestError([broken])
  const placed = (problem: string) => `${at(offsetOf(yaml.contents, pathIn(problem)))}: ${problem}`
  const directory = placingProblems(() => parseDirectory(yaml.toJS()), placed)
  const problems = [...problemsIn(directory), ...problemsWithPlans(directory, plans)]
  const errors = problems.filter(({ warning }) => !warning)
  if (errors.length > 0) throw new BadRequestError(errors.map(inWords).map(placed))
  return { directory, warnings: problems.map(inWords).map(placed) }
}

/** Every problem begins with its path: `rosters.0.overrides.1: …`. */
const pathIn = (problem: string): readonly (string | number)[] =>
  problem
    .slice(0, Math.max(0, problem.indexOf(': ')))
    .split('.')
    .map((key) => (/^\d+$/.test(key) ? Number(key) : key))

const placingProblems = <T>(read: () => T, placed: (problem: string) => string): T => {
  try {
    return read()
  } catch (error) {
    throw error instanceof BadRequestError ? new BadRequestError(error.problems.map(placed)) : error
  }
}

export const inWords = ({ path, text }: Problem): string => `${path.join('.')}: ${text.en}`
