import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { defined } from '../../shared/kernel/fields.ts'
import { type Instant, later } from '../../shared/kernel/instant.ts'
import { LONGEST_REPORT, typed, typedIn } from '../../shared/kernel/typed.ts'
import { type FaultReport, type MaySay, saidIn } from '../../shared/repair/state/call.ts'
import { callFields, callSchema, contactFields } from '../../shared/wire/call.ts'
import { problemsOf } from '../../shared/wire/problem.ts'

/** How much of an unreadable body is kept on the record. */
const EXCERPT_CHARS = 2000
/** A sender's clock may run ahead of ours by this much without being wrong. */
const CLOCK_SKEW_MS = 300_000

/** What a call's body says, as far as it can be read, and what is wrong with it. A report is never refused. */
export const readCall = (
  body: Buffer,
  now: Instant,
  contentType = '',
): { report: FaultReport; problems: readonly string[] } => {
  const text = decoded(body, contentType)
  const { value, problems: shape } = parseJson(text)
  const checked = callSchema.safeParse(value)
  const fields = readable(callFields, value)
  const contact = readableContact(value)
  const isFuture = fields.reportedAt !== undefined && fields.reportedAt > later(now, CLOCK_SKEW_MS)
  const problems = [
    ...shape,
    ...(checked.success || shape.length > 0 ? [] : fewOf(problemsOf(checked.error))),
    ...(isFuture ? ['reportedAt: is in the future'] : []),
  ]
  const said: MaySay = fields
  const caller = fields.caller ?? textOf(value, 'caller')
  const report: FaultReport = {
    callId: whole(fields.callId) ?? `sha256:${createHash('sha256').update(body).digest('hex')}`,
    channel: 'api',
    symptoms: fields.symptoms ?? typed((textOf(value, 'symptoms') || text).slice(0, LONGEST_REPORT)),
    ...(caller && { caller: typed(caller.slice(0, 40)) }),
    ...saidIn((name) => said[name]),
    ...defined({ matter: fields.matter, contact }),
    ...(fields.reportedAt && { reportedAt: fields.reportedAt }),
    ...(problems.length > 0 && { problems: [...problems, `received: ${excerpt(text)}`] }),
  }
  return { report, problems }
}

/** So many problems are named, each so far: no sender mends more of them from one answer. */
const MOST_PROBLEMS = 20
const LONGEST_PROBLEM = 200

const fewOf = (problems: readonly string[]): readonly string[] => {
  const more = problems.length - MOST_PROBLEMS
  const named = problems.slice(0, MOST_PROBLEMS).map((problem) => typed(problem.slice(0, LONGEST_PROBLEM)))
  return more > 0 ? [...named, `body: has ${more} more problems`] : named
}

const excerpt = (text: string): string => typed(text.slice(0, EXCERPT_CHARS))

/** Of two ids that differ in what nobody can type neither becomes the other: such an id is none. */
const whole = (id: string | undefined): string | undefined => (id !== undefined && typed(id) === id ? id : undefined)
const typedButIds = (name: string, value: unknown): unknown => (name === 'callId' ? value : typedIn(name, value))

/** By the charset that the sender names, otherwise by what the bytes are: UTF-8, or what old systems in China write. */
const decoded = (body: Buffer, contentType: string): string => {
  const charset = /charset="?([\w-]{1,20})/i.exec(contentType)?.[1]
  for (const label of [charset, 'utf-8', 'gb18030']) {
    const text = label && decodedAs(label, body)
    if (text !== undefined && text !== '') return text
  }
  return body.toString('utf8')
}

const decodedAs = (label: string, body: Buffer): string | undefined => {
  try {
    return new TextDecoder(label, { fatal: true }).decode(body)
  } catch {
    return undefined
  }
}

const parseJson = (text: string): { value: unknown; problems: readonly string[] } => {
  try {
    const value: unknown = JSON.parse(text, typedButIds)
    const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
    return isObject ? { value, problems: [] } : { value: {}, problems: ['body: must be a JSON object'] }
  } catch {
    return { value: {}, problems: ['body: is not JSON'] }
  }
}

/** The fields that are as they should be. */
const readable = <S extends z.ZodRawShape>(shape: S, value: unknown): Partial<z.infer<z.ZodObject<S>>> =>
  Object.fromEntries(
    Object.entries(shape).flatMap(([name, schema]) => {
      const result = (schema as z.ZodType).safeParse(fieldOf(value, name))
      return result.success && result.data !== undefined ? [[name, result.data]] : []
    }),
  ) as Partial<z.infer<z.ZodObject<S>>>

/** A contact needs a name; a wrong phone number or address is left out rather than the person. */
const readableContact = (value: unknown): FaultReport['contact'] => {
  const { name, ...rest } = readable(contactFields, fieldOf(value, 'contact'))
  return name === undefined ? undefined : { name, ...rest }
}

const fieldOf = (value: unknown, name: string): unknown =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, name)
    ? (value as Record<string, unknown>)[name]
    : undefined

const textOf = (value: unknown, name: string): string => {
  const field = fieldOf(value, name)
  return typeof field === 'string' || typeof field === 'number' ? String(field) : ''
}
