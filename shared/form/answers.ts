import { type Fault, fault } from '../kernel/errors.ts'
import { type Form, type Item, itemsOf } from './form.ts'

/** What was answered to one item. */
export interface Answer {
  /** Of a choice its value, of a reading or a score the number, of a text the words; of photos and a signature their files. */
  readonly value: string | number | readonly string[]
  /** What there is to say beside it. */
  readonly note?: string
  /** Serial numbers of the units that it is about. */
  readonly units?: readonly string[]
}
/** By the ids of items. */
export type Answers = Readonly<Record<string, Answer>>

export const LONGEST_ANSWER = 2_000
export const LONGEST_NOTE = 500
export const MOST_UNITS = 10
export const LONGEST_UNIT = 64
export const MOST_PHOTOS = 6
/** Of all words together: an archive keeps them for good. */
export const MOST_LETTERS = 20_000
const LARGEST_NUMBER = 1e9
export const BEST_SCORE = 5

/** Whether an item is asked, by what was answered before it. */
export function isAsked(form: Form, item: Item, answers: Answers): boolean {
  const { when } = item
  if (!when) return true
  const before = itemsOf(form).find(({ id }) => id === when.item)
  const answer = answerTo(answers, when.item)?.value
  return (
    before !== undefined && isAsked(form, before, answers) && typeof answer === 'string' && when.is.includes(answer)
  )
}

export const answerTo = (answers: Answers, id: string): Answer | undefined =>
  Object.hasOwn(answers, id) ? answers[id] : undefined

/** The answers that count: what was asked no more, or is no answer, is left out. */
export const countedIn = (form: Form, answers: Answers): readonly { readonly item: Item; readonly answer: Answer }[] =>
  itemsOf(form).flatMap((item) => {
    const answer = isAsked(form, item, answers) ? answerTo(answers, item.id) : undefined
    return answer && !isEmpty(answer) ? [{ item, answer }] : []
  })

const isEmpty = ({ value }: Answer): boolean =>
  typeof value === 'string' ? value.trim() === '' : typeof value !== 'number' && value.length === 0

/** What comes after the rest was answered, on its own: a photo is sent by itself, and who signs signs what stands there. */
export const comesLater = ({ kind }: Item): boolean => kind === 'photo' || kind === 'signature'

/**
 * What is wrong with the answers, by the id of the item; nothing: it is filled. `sofar`: photos and signature may be missing yet.
 */
export function faultsIn(form: Form, answers: Answers, sofar = false): readonly Fault[] {
  const known = new Set(itemsOf(form).map(({ id }) => id))
  const strangers = Object.keys(answers).filter((id) => !known.has(id))
  const letters = Object.values(answers).reduce((sum, answer) => sum + lettersIn(answer), 0)
  return [
    ...strangers
      .slice(0, 5)
      .map((id) => fault(id.slice(0, LONGEST_UNIT), '表单里没有这一项', 'is not asked in this form')),
    ...(letters > MOST_LETTERS
      ? [fault('answers', `一共最多写 ${MOST_LETTERS} 个字，请缩短`, `at most ${MOST_LETTERS} characters in all`)]
      : []),
    ...itemsOf(form).flatMap((item) => {
      if (!isAsked(form, item, answers) || (sofar && comesLater(item))) return []
      const answer = answerTo(answers, item.id)
      if (answer === undefined || isEmpty(answer)) return item.required ? [missing(item)] : []
      return [...faultsOf(item, answer), ...faultsBeside(item.id, answer)]
    }),
  ]
}

const lettersIn = ({ value, note = '', units = [] }: Answer): number =>
  (typeof value === 'number' ? 0 : typeof value === 'string' ? value.length : value.join('').length) +
  note.length +
  units.join('').length

const MISSING: Readonly<Record<Item['kind'], readonly [zh: string, en: string]>> = {
  choice: ['请选择', 'choose one'],
  number: ['请填写读数', 'write the reading'],
  text: ['请填写', 'is to be filled in'],
  photo: ['请拍照', 'take a photo'],
  score: ['请打分', 'choose a score'],
  signature: ['请签字', 'is to be signed'],
}
const missing = ({ id, kind, ask }: Item) => {
  const [zh, en] = MISSING[kind]
  return fault(id, `“${ask.zh}”：${zh}`, `"${ask.en}": ${en}`)
}

function faultsOf(item: Item, { value }: Answer): readonly Fault[] {
  const wrong = (zh: string, en: string): readonly Fault[] => [
    fault(item.id, `“${item.ask.zh}”：${zh}`, `"${item.ask.en}": ${en}`),
  ]
  switch (item.kind) {
    case 'choice':
      return item.options.some((option) => option.value === value)
        ? []
        : wrong('没有这个选项，请重新选择', 'is none of the options')
    case 'number':
      return typeof value === 'number' && Math.abs(value) <= LARGEST_NUMBER
        ? []
        : wrong('要写成数字，如 36.5', 'must be a number such as 36.5')
    case 'text':
      if (typeof value !== 'string') return wrong('要写成文字', 'must be words')
      return value.length <= LONGEST_ANSWER
        ? []
        : wrong(`最多 ${LONGEST_ANSWER} 个字`, `at most ${LONGEST_ANSWER} characters`)
    case 'score':
      return typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= BEST_SCORE
        ? []
        : wrong(`请打 1 到 ${BEST_SCORE} 分`, `must be a score from 1 to ${BEST_SCORE}`)
    case 'photo':
    case 'signature':
      return typeof value === 'object' && value.length <= (item.kind === 'photo' ? MOST_PHOTOS : 1)
        ? []
        : wrong(`最多 ${MOST_PHOTOS} 张照片`, `at most ${MOST_PHOTOS} photos`)
    default:
      return item satisfies never
  }
}

const faultsBeside = (id: string, { note = '', units = [] }: Answer): readonly Fault[] => [
  ...(note.length > LONGEST_NOTE
    ? [fault(id, `备注最多 ${LONGEST_NOTE} 个字`, `the note has at most ${LONGEST_NOTE} characters`)]
    : []),
  ...(units.length > MOST_UNITS || units.some((unit) => unit.trim() === '' || unit.length > LONGEST_UNIT)
    ? [
        fault(
          id,
          `最多写 ${MOST_UNITS} 台设备的序列号，每个不超过 ${LONGEST_UNIT} 个字`,
          `at most ${MOST_UNITS} serial numbers, each of at most ${LONGEST_UNIT} characters`,
        ),
      ]
    : []),
]
