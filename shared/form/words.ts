import { type Text, text } from '../kernel/text.ts'
import { type Answer, type Answers, countedIn } from './answers.ts'
import type { Form, Item } from './form.ts'

/** An answer as it is shown; in words of its own where those are the filler's. */
export function answerWords(item: Item, { value }: Answer): Text {
  switch (item.kind) {
    case 'choice':
      return item.options.find((option) => option.value === value)?.label ?? text('', '')
    case 'number': {
      const { unit } = item
      return text(`${value}${unit ? ` ${unit.zh}` : ''}`, `${value}${unit ? ` ${unit.en}` : ''}`)
    }
    case 'text':
      return text(String(value).trim(), String(value).trim())
    case 'score':
      return text(`${value} 分`, `${value} of 5`)
    case 'photo': {
      const count = typeof value === 'object' ? value.length : 0
      return text(`${count} 张`, count === 1 ? '1 photo' : `${count} photos`)
    }
    case 'signature':
      return text('已签字', 'signed')
    default:
      return item satisfies never
  }
}

/** The limits of a reading, as they stand beside its field. */
export function limitWords({ min, max, unit }: { min?: number; max?: number; unit?: Text }): Text | undefined {
  if (min === undefined && max === undefined) return undefined
  const [zh, en] = [unit ? ` ${unit.zh}` : '', unit ? ` ${unit.en}` : '']
  if (max === undefined) return text(`应不低于 ${min}${zh}`, `at least ${min}${en}`)
  if (min === undefined) return text(`应不高于 ${max}${zh}`, `at most ${max}${en}`)
  return text(`应在 ${min}–${max}${zh}`, `from ${min} to ${max}${en}`)
}

/** What was asked and answered, in words: whoever reads it later needs no form. */
export interface Said {
  readonly item: string
  readonly section: Text
  readonly ask: Text
  readonly answer: Text
  readonly note?: string
  readonly units?: readonly string[]
}

export function saidIn(form: Form, answers: Answers): readonly Said[] {
  const counted = new Map(countedIn(form, answers).map(({ item, answer }) => [item.id, answer]))
  return form.sections.flatMap(({ title, items }) =>
    items.flatMap((item) => {
      const answer = counted.get(item.id)
      if (!answer) return []
      const { note, units } = answer
      return [
        {
          item: item.id,
          section: title,
          ask: item.ask,
          answer: answerWords(item, answer),
          ...(note?.trim() && { note: note.trim() }),
          ...(units?.length && { units }),
        },
      ]
    }),
  )
}
