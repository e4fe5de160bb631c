import type { Text } from '../kernel/text.ts'
import { type Answer, type Answers, countedIn } from './answers.ts'
import type { FindingKind, Form, Item } from './form.ts'
import { answerWords } from './words.ts'

/** What was found by filling a form. */
export interface Finding {
  readonly item: string
  readonly kind: FindingKind
  /** The question and what was answered, as one reads it. */
  readonly what: Text
  readonly units: readonly string[]
}

/** In the order of the form. */
export const findingsIn = (form: Form, answers: Answers): readonly Finding[] =>
  countedIn(form, answers).flatMap(({ item, answer }) => {
    const kind = kindOf(item, answer)
    return kind ? [{ item: item.id, kind, what: whatOf(item, answer), units: answer.units ?? [] }] : []
  })

function kindOf(item: Item, { value }: Answer): FindingKind | undefined {
  switch (item.kind) {
    case 'choice':
      return item.options.find((option) => option.value === value)?.finding
    case 'number':
      return typeof value === 'number' && isOutside(item, value) ? (item.finding ?? 'fault') : undefined
    case 'text':
      return typeof value === 'string' && !isNothing(value) ? item.finding : undefined
    default:
      return undefined
  }
}

export const isOutside = (
  { min = -Infinity, max = Infinity }: { min?: number; max?: number },
  value: number,
): boolean => value < min || value > max

/** How people write that there is nothing to write. */
const NOTHING = /^(无|没有|暂无|无建议|none|no|nothing|n\/a|-+|—+)[.。]?$/i
const isNothing = (value: string): boolean => NOTHING.test(value.trim())

function whatOf(item: Item, answer: Answer): Text {
  const said = answerWords(item, answer)
  if (item.kind === 'text') return said
  const note = answer.note?.trim()
  return {
    zh: `${item.ask.zh}：${said.zh}${note ? `（${note}）` : ''}`,
    en: `${item.ask.en}: ${said.en}${note ? ` (${note})` : ''}`,
  }
}

/** From here on whoever answers for it has to know. */
export const LOW_SCORE = 2

/** Whether anything was scored so low. */
export const isLow = (form: Form, answers: Answers): boolean =>
  scoresIn(form, answers).some((score) => score <= LOW_SCORE)

/** The mean of what was scored from 1 to 5; undefined: nothing was. */
export function scoreIn(form: Form, answers: Answers): number | undefined {
  const scores = scoresIn(form, answers)
  return scores.length > 0 ? scores.reduce((sum, score) => sum + score, 0) / scores.length : undefined
}

const scoresIn = (form: Form, answers: Answers): readonly number[] =>
  countedIn(form, answers).flatMap(({ item, answer: { value } }) =>
    item.kind === 'score' && typeof value === 'number' ? [value] : [],
  )
