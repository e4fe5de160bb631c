import * as z from 'zod'
import { BadRequestError, type Fault, fault, faultText } from '../kernel/errors.ts'
import { fromMs, toMs } from '../kernel/instant.ts'
import { issueText, said } from './issue-words.ts'

const notAnInstant = ({ input }: { input?: unknown }) => (input === undefined ? MISSING : NOT_AN_INSTANT)
const MISSING = said('没有填写', 'is missing')
const NOT_AN_INSTANT = said('要写成时刻，例如 2026-11-19T18:13:00Z', 'must be an instant such as 2026-11-19T18:13:00Z')

/**
 * An instant with any offset, turned into UTC with milliseconds. Of this century only: instants are compared as text, which
 * years of other lengths would upset, and an epoch taken for a date shows up here.
 */
export const instant = z.iso
  .datetime({ offset: true, abort: true, error: notAnInstant })
  .overwrite((text) => fromMs(toMs(text)))
  .regex(/^20/, said('要是 2000 到 2099 年之间的时刻', 'must be an instant of the years 2000 to 2099'))
  .meta({ id: 'Instant', description: 'ISO 8601; answers are in UTC with milliseconds' })

/** A calendar month, of the years that instants have. */
export const month = z
  .string()
  .regex(/^20\d{2}-(0[1-9]|1[0-2])$/, said('要写成月份，例如 2026-11', 'must be a month such as 2026-11'))
  .meta({ id: 'Month', example: '2026-11' })

/** What is no cursor says so, instead of beginning somewhere; none, or an empty one, begins. */
const cursorLike = (form: RegExp) =>
  z
    .string()
    .max(500)
    .regex(
      new RegExp(`^$|${form.source}`),
      said(
        '不是上一页给的游标：去掉它，从第一页重新读',
        'is no cursor of ours: leave it out, and begin with the first page',
      ),
    )
    .exactOptional()
    .meta({ description: '`cursor` of the page before' })

/** Of a board of repairs. */
export const boardCursor = cursorLike(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_[\w-]{1,100}$/)

/** How a list is read page by page: one in order of instants, of customers, or of numbers. */
export const cursorByInstant = cursorLike(/^20\d\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z_.{1,450}$/)
const limit = z.coerce.number().int().min(1).max(200).default(50)
export const pagingByInstant = { limit, cursor: cursorByInstant }
export const pagingByCustomer = { limit, cursor: cursorLike(/^[\w.-]{1,64}$/) }
export const pagingByNumber = { limit, cursor: cursorLike(/^\d{1,15}$/) }

export const problemSchema = z
  .strictObject({
    error: z.string().meta({ description: 'Code for programs' }),
    message: z.string().exactOptional(),
    problems: z.array(z.string()).exactOptional().meta({ description: 'What to fix, each beginning with the field' }),
  })
  .meta({ id: 'Problem' })

/** The value, checked. Throws BadRequestError naming every field that is wrong. */
export const parse = <S extends z.ZodType>(schema: S, value: unknown): z.output<S> => {
  const result = schema.safeParse(value)
  if (result.success) return result.data
  throw new BadRequestError(faultsOf(result.error), { cause: result.error })
}

/** So many are named; nobody mends more of them at once. */
const MOST_FAULTS = 50

/** One for each field that is wrong, as far as anybody reads them. */
export const faultsOf = (error: z.ZodError): readonly Fault[] => {
  const faults = new Map(error.issues.flatMap(faultsIn).map((one) => [faultText(one, 'en'), one]))
  const named = [...faults.values()].slice(0, MOST_FAULTS)
  const more = faults.size - named.length
  return more > 0 ? [...named, fault('body', `还有 ${more} 处错误`, `has ${more} more problems`)] : named
}

/** One line per field that is wrong: `contact.name: is missing`. */
export const problemsOf = (error: z.ZodError): string[] => faultsOf(error).map((one) => faultText(one, 'en'))

/** A key that nobody knows may be of any length. */
const LONGEST_PATH = 100

const faultsIn = (issue: z.core.$ZodIssue): readonly Fault[] => {
  const at = (path: readonly PropertyKey[]) => path.map(String).join('.').slice(0, LONGEST_PATH) || 'body'
  if (issue.code === 'unrecognized_keys')
    return issue.keys.map((key) => fault(at([...issue.path, key]), '没有这个字段', 'is not a known field'))
  const { zh, en } = issueText(issue)
  return [fault(at(issue.path), zh, en)]
}
