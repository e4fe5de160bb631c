import { type Answer, type Answers, BEST_SCORE, comesLater, isAsked } from '../../../../shared/form/answers.ts'
import { type Form, type Item, itemsOf } from '../../../../shared/form/form.ts'

/** A day on which all is well: nothing that is a finding, readings within their limits. */
export function answersOn(form: Form): Answers {
  let answers: Answers = {}
  for (const item of itemsOf(form)) {
    const value = comesLater(item) || !isAsked(form, item, answers) ? undefined : wellAnswered(item)
    if (value !== undefined) answers = { ...answers, [item.id]: { value } satisfies Answer }
  }
  return answers
}

function wellAnswered(item: Item): Answer['value'] | undefined {
  switch (item.kind) {
    case 'choice':
      return item.options.find(({ finding }) => finding === undefined)?.value
    case 'number':
      return withinLimits(item)
    case 'text':
      return item.finding ? '无' : '值班老师'
    case 'score':
      return BEST_SCORE
    default:
      return undefined
  }
}

function withinLimits({ min, max }: { min?: number; max?: number }): number {
  if (min === undefined) return max === undefined ? 1 : Math.min(1, max)
  return max === undefined ? min : (min + max) / 2
}
