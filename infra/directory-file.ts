import { readFileSync } from 'node:fs'
import { parse } from 'yaml'
import { parseDirectory } from '../shared/contracts/directory.ts'
import type { Directory } from '../shared/directory/directory.ts'
import { problemsWithPlans } from '../shared/directory/plan-problems.ts'
import type { Problem } from '../shared/directory/problem.ts'
import { problemsIn } from '../shared/directory/problems.ts'
import { BadRequestError } from '../shared/errors/errors.ts'
import type { PlanDocument } from '../shared/plan/document.ts'

/**
 * The directory in a YAML file, checked by itself and against the plans, and what of it is worth a look. Loading one replaces
 * what it names and deletes nothing: where it is loaded at every start, it also takes back what was imported under the same ids.
 * Throws BadRequestError with every problem.
 */
export function readDirectoryFile(
  file: string,
  plans: readonly PlanDocument[],
): { directory: Directory; warnings: readonly string[] } {
  const directory = parseDirectory(parse(readFileSync(file, 'utf8')))
  const problems = [...problemsIn(directory), ...problemsWithPlans(directory, plans)]
  const errors = problems.filter(({ warning }) => !warning)
  if (errors.length > 0) throw new BadRequestError(errors.map(inWords))
  return { directory, warnings: problems.map(inWords) }
}

export const inWords = ({ path, text }: Problem): string => `${path.join('.')}: ${text.en}`
