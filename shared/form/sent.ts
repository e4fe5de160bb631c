import type { Answer, Answers } from './answers.ts'
import { type Form, type Item, itemsOf } from './form.ts'

/** What a page's fields say of a form: `a.…` answers, `n.…` notes, `u.…` units. A number that cannot be read stays as it was written. */
export const answersSent = (form: Form, fields: ReadonlyMap<string, string>): Answers =>
  Object.fromEntries(
    itemsOf(form).flatMap((item) => {
      const written = fields.get(`a.${item.id}`)?.trim() ?? ''
      if (written === '') return []
      const note = fields.get(`n.${item.id}`)?.trim()
      const units = unitsIn(fields.get(`u.${item.id}`) ?? '')
      const answer: Answer = {
        value: read(item, written),
        ...(note && { note }),
        ...(units.length > 0 && { units }),
      }
      return [[item.id, answer]]
    }),
  )

const read = ({ kind }: Item, written: string): string | number => {
  if (kind !== 'number' && kind !== 'score') return written
  const number = Number(written.normalize('NFKC').replace(',', '.').replace('−', '-'))
  return Number.isFinite(number) ? number : written
}

const unitsIn = (written: string): readonly string[] => [
  ...new Set(
    written
      .split(/[\n,，、;；]+/)
      .map((unit) => unit.trim())
      .filter(Boolean),
  ),
]
