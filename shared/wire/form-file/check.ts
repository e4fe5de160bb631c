import type { Form } from '../../form/form.ts'
import { placeOf } from '../file-problems.ts'
import type { PlacedProblem } from '../plan-file/check.ts'
import { offsetOf, readYaml, YAML_HINT } from '../plan-file/yaml.ts'
import { readForm } from './schema.ts'

/** The form that a text holds; or everything that is wrong with it, in the order of the text. */
export function checkFormText(text: string): { readonly form: Form } | { readonly problems: readonly PlacedProblem[] } {
  const { yaml, placeOf: at, broken } = readYaml(text)
  if (broken) {
    const { line, col, why, isSyntax } = broken
    return { problems: [{ line, col, said: `${why.en}${isSyntax ? `. ${YAML_HINT}` : ''}` }] }
  }
  const result = readForm(yaml.toJS())
  if ('form' in result) return result
  return {
    problems: result.problems
      .map(({ path, message }) => ({ offset: offsetOf(yaml.contents, path), said: `${placeOf(path)}: ${message}` }))
      .toSorted((a, b) => a.offset - b.offset)
      .map(({ offset, said }) => ({ ...at(offset), said })),
  }
}
