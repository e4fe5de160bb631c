import { type PlanDocument, repairPlan } from '../../plan/document.ts'
import { suggestion } from '../../plan/rules/kit/fields.ts'
import type { PlanProblem } from '../../plan/rules/kit/kind.ts'
import { slowLadder } from '../../promise/slow-ladder.ts'
import { describeProblem, readPlan } from '../plan.ts'
import { neverComes } from './never-comes.ts'
import { offsetOf, type Place, readYaml, YAML_HINT } from './yaml.ts'

/** What is wrong in a plan's text, or worth a look, and where. */
export interface PlacedProblem extends Place {
  /** In English; `words.ts` has the Chinese. */
  readonly said: string
}

/** What stands in other files, as far as it is known here. */
export interface Known {
  /** Left out: nobody here can say which there are. */
  readonly forms?: readonly string[]
  /** Somebody may run it already: a day in it that never comes is no reason to stand still. */
  readonly isInUse?: true
}

/** The document that a text holds, with what is worth a look; or everything that is wrong with it, in the order of the text. */
export function checkPlanText(
  text: string,
  known: Known = {},
):
  | { readonly document: PlanDocument; readonly notes: readonly PlacedProblem[] }
  | { readonly problems: readonly PlacedProblem[] } {
  const { yaml, placeOf, broken } = readYaml(text)
  if (broken) {
    const { line, col, why, isSyntax } = broken
    return { problems: [{ line, col, said: `${why.en}${isSyntax ? `. ${YAML_HINT}` : ''}` }] }
  }
  const value: unknown = yaml.toJS()
  const read = readPlan(value)
  const beside = 'document' in read ? besideIt(read.document, known) : []
  const result = beside.length > 0 ? { problems: beside } : read
  const offset = (path: readonly (string | number)[]) => offsetOf(yaml.contents, path)
  if ('document' in result) {
    const notes = slowLadder(repairPlan(result.document)).map((problem) => ({
      ...placeOf(offset(problem.path)),
      said: `note: ${describeProblem(problem, undefined)}`,
    }))
    return { document: result.document, notes }
  }
  return {
    problems: result.problems
      .map((problem) => ({ at: offset(problem.path), said: describeProblem(problem, value) }))
      .toSorted((a, b) => a.at - b.at)
      .map(({ at, said }) => ({ ...placeOf(at), said })),
  }
}

const besideIt = (document: PlanDocument, { forms, isInUse }: Known): readonly PlanProblem[] => [
  ...unknownForms(document, forms),
  ...(isInUse ? [] : neverComes(document)),
]

/** Forms that planned work names and that there are none of. */
const unknownForms = ({ clauses }: PlanDocument, forms: readonly string[] | undefined): readonly PlanProblem[] =>
  forms === undefined
    ? []
    : clauses.flatMap(({ rules }, clause) =>
        rules.flatMap((rule, place) =>
          rule.rule !== 'recurring' || rule.form === undefined || forms.includes(rule.form)
            ? []
            : [
                {
                  path: ['clauses', clause, 'rules', place, 'form'],
                  message: `there is no form ${rule.form}${suggestion(rule.form, forms)}; FORMS names the folder of your own`,
                },
              ],
        ),
      )
