import type { Duration } from '../kernel/instant.ts'
import { kindOf, type Subject, shortNameOf } from '../kernel/subject.ts'

/** Longest name of an execution; ids that people choose may be longer, or have letters that names know not. */
const MOST = 70

/**
 * The first execution of a subject bears its name; one that replaces a lost execution counts on: `261120-0007.2`, `contract_K-1.3`.
 * Whatever is in the id, the name is a legal one, and another for each subject.
 */
export const executionName = (subject: Subject, generation: number, digest: (text: string) => string): string => {
  const name = shortNameOf(subject).replace('/', '_')
  const isPlain = /^[\w-]+$/.test(name) && name.length <= MOST
  const legal = isPlain ? name : `${kindOf(subject)}_${digest(subject).slice(0, 40)}`
  return generation === 1 ? legal : `${legal}.${generation}`
}

export const generationOf = (execution: string): number => Number(execution.split('.')[1] ?? 1)

/**
 * Age at which an execution hands its subject over to a fresh one. Step Functions ends an execution at 25,000 history events and
 * after a year; a page that nobody ever acknowledges reaches the former in about six weeks. Younger executions also pick up a
 * new definition of the workflow within this time.
 */
export const RENEW_AFTER: Duration = 'P7D'
