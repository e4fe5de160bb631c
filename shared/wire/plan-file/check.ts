import { type PlanDocument, repairPlan } from '../../plan/document.ts'
import { slowLadder } from '../../promise/slow-ladder.ts'
import { describeProblem, readPlan } from '../plan.ts'
import { offsetOf, type Place, readYaml } from './yaml.ts'

/** What is wrong in a plan's text, or worth a look, and where. */
export interface PlacedProblem extends Place {
  /** In English; `words.ts` has the Chinese. */
  readonly said: string
}

/** The document that a text holds, with what is worth a look; or everything that is wrong with it, in the order of the text. */
export function checkPlanText(
  text: string,
):
  | { readonly document: PlanDocument; readonly notes: readonly PlacedProblem[] }
  | { readonly problems: readonly PlacedProblem[] } {
  const { yaml, placeOf, broken } = readYaml(text)
  if (broken) {
    const { line, col, why, isSyntax } = broken
    return { problems: [{ line, col, said: `${why.en}${isSyntax ? `. ${YAML_HINT}` : ''}` }] }
  }
  const value: unknown = yaml.toJS()
  const result = readPlan(value)
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

const YAML_HINT = "Keys of one level stand in one column; a text with ': ' or ' #' in it stands in 'quotes'"
