import * as z from 'zod'
import { canonical } from '../kernel/canonical.ts'
import { DUTY_DAYS } from '../kernel/duty-days.ts'
import { id, localTime } from './directory-fields.ts'
import { said } from './issue-words.ts'

// How a tier takes turns, as a directory file and the API say it.

export const rotation = z
  .strictObject({
    people: z.array(id.max(64)).min(1).max(100).meta({ description: 'In the order of their turns' }),
    start: localTime.max(16).meta({ description: 'Local date and time of the first handover, `2026-11-02T09:00`' }),
    every: z.union([z.enum(['day', 'week', 'month']), z.strictObject({ hours: z.int().min(1).max(8784) })]),
  })
  .meta({ id: 'Rotation' })

const time = z
  .string()
  .regex(
    /^(([01][0-9]|2[0-3]):[0-5][0-9]|24:00)$/,
    said('要写成时刻，例如 18:00', 'must be a time of day, such as 18:00'),
  )
const rule = z.strictObject({
  days: z.array(z.enum(DUTY_DAYS)).min(1).max(DUTY_DAYS.length).exactOptional().meta({
    description: 'On which days it begins; default: every day. `workday` and `dayOff` go by the Chinese calendar',
  }),
  from: time
    .refine((written) => written !== '24:00', said('最晚 23:59', 'is 23:59 at the latest'))
    .exactOptional()
    .meta({ description: 'Default: 00:00' }),
  to: time.exactOptional().meta({ description: 'Not later than `from`: on the next day. Default: 24:00' }),
  rotation,
})
const whenOf = ({ days, from, to }: z.infer<typeof rule>) => canonical({ days: days?.toSorted(), from, to })

/** Two for the very same time contradict each other: the second would never hold. */
export const rules = z
  .array(rule)
  .max(12)
  .superRefine((all, context) => {
    const seen = all.map(whenOf)
    for (const [index, one] of seen.entries()) {
      const first = seen.indexOf(one)
      if (first === index) continue
      const text = {
        zh: `与 ${first} 是同一段时间，轮不到这一条：请合并，或改时间`,
        en: `is for the same time as ${first} and would never hold: make one of the two, or change its time`,
      }
      context.addIssue({ code: 'custom', path: [index], message: text.en, params: { text } })
    }
  })
  .meta({ description: 'Times at which other people take turns; of several that hold, the first counts' })
