import * as z from 'zod'
import { nearest } from '../../../kernel/nearest.ts'
import { MATTERS } from './matter.ts'
import { ORIGINS } from './origin.ts'

/** An object that refuses keys it does not know and names the one that was meant, one line per key. */
export const strict = <S extends z.core.$ZodLooseShape>(shape: S) =>
  z.strictObject(shape, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys.map((key) => `is not a key we know${suggestion(key, Object.keys(shape))}`).join('\n')
        : undefined,
  })

/** `; did you mean until?`, or what there is to choose from. */
export const suggestion = (written: string, known: readonly string[]): string => {
  const meant = nearest(written, known)
  return meant === undefined ? `; there is ${known.join(', ')}` : `; did you mean ${meant}?`
}

const CLOCK = String.raw`T(?=\d)(\d+H)?(\d+M)?(\d+S)?`
const DATE = String.raw`(?=\d)(\d+Y)?(\d+M)?(\d+W)?(\d+D)?`
const SOME = '(?=.*[1-9])'
const MIXED = new RegExp(`^P${DATE}${CLOCK}$`)

const NO_LENGTH = 'is not a length of time such as PT15M (minutes), PT36H (hours) or P3D (days)'
const notALength = ({ input }: { input?: unknown }) =>
  typeof input === 'string' && MIXED.test(input)
    ? 'mixes days with hours: write P1D (to the end of the day) or PT24H (to the minute)'
    : NO_LENGTH

/** A length in hours, minutes and seconds: `PT15M`. */
export const elapsed = z
  .string()
  .regex(new RegExp(`^P${SOME}${CLOCK}$`), 'is not a length of time in hours or minutes such as PT24H or PT15M')
/** The same, or a period in days, weeks, months or years: `P3D`. */
export const length = z.string().regex(new RegExp(`^P${SOME}(${CLOCK}|${DATE})$`), { error: notALength })
/** A period in days, weeks, months or years: `P2Y`. */
export const period = z
  .string()
  .regex(new RegExp(`^P${SOME}${DATE}$`), 'is not a period such as P30D (days), P24M (months) or P3Y (years)')
/** The same, or a word for what only the plan or the moment knows. */
export const limitOrWord = z
  .string()
  .regex(new RegExp(`^(now|promised|P${SOME}(${CLOCK}|${DATE}))$`), { error: notALength })

export const text = strict({ zh: z.string().min(1), en: z.string().min(1) })
export const id = z.string().regex(/^[A-Za-z0-9-]+$/, 'must be letters, digits and hyphens')
export const time = z.string().regex(/^(([01]\d|2[0-3]):[0-5]\d|24:00)$/, "must be a time of day such as '09:00'")

/** How a position is charged. */
export const charge = z
  .union([z.enum(['free', 'cost', 'price']), z.templateLiteral([z.int(), '% of ', z.enum(['price', 'cost'])])], {
    error: 'is not a charge: write free, cost, price, or a share such as 50% of price',
  })
  .refine((value) => !value.includes('%') || /^(\d{1,2}|100)%/.test(value), 'must be a share from 0% to 100%')

export const severities = z
  .array(id)
  .min(1)
  .exactOptional()
  .describe('Ids of the severities it holds for. Left out: any severity')
export const matter = z.enum(MATTERS)
export const origins = z.array(z.enum(ORIGINS)).min(1)
