import * as z from 'zod'
import type { Answer, Answers } from '../form/answers.ts'
import { type Form, type Item, itemsOf, MOST_ITEMS } from '../form/form.ts'

const words = z.string().max(4_000)

/** By the ids of items; what is wrong with them the form says. */
export const answersSchema = z
  .record(
    z.string().min(1).max(64),
    z.strictObject({
      value: z
        .union([words, z.number(), z.array(z.string().max(100)).max(20)])
        .meta({ description: 'Of a choice the value of its option; a number, a score from 1 to 5, or words' }),
      note: words.exactOptional(),
      units: z
        .array(z.string().trim().max(100))
        .max(50)
        .exactOptional()
        .meta({ description: 'Serial numbers of the units that it is about: each fault opens a repair of its own' }),
    }),
  )
  .refine((answers) => Object.keys(answers).length <= 2 * MOST_ITEMS, 'has more answers than a form has items')

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
