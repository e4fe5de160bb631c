import { createHash } from 'node:crypto'
import type * as z from 'zod'
import { callFields, callSchema, contactFields } from '../../shared/contracts/call.ts'
import { problemsOf } from '../../shared/contracts/problem.ts'
import type { FaultReport } from '../../shared/repair/fault-report.ts'
import { type Instant, later } from '../../shared/time/instant.ts'

/** How much of an unreadable body is kept on the record. */
const EXCERPT_CHARS = 2000
/** A sender's clock may run ahead of ours by this much without being wrong. */
const CLOCK_SKEW_MS = 300_000

/** What a call's body says, as far as it can be read, and what is wrong with it. A report is never refused. */
export const readCall = (body: Buffer, now: Instant): { report: FaultReport; problems: readonly string[] } => {
  const text = body.toString('utf8')
  const { value, problems: shape } = parseJson(text)
  const checked = callSchema.safeParse(value)
  const fields = readable(callFields, value)
  const contact = readableContact(value)
  const isFuture = fields.reportedAt !== undefined && fields.reportedAt > later(now, CLOCK_SKEW_MS)
  const problems = [
    ...shape,
    ...(checked.success || shape.length > 0 ? [] : problemsOf(checked.error)),
    ...(isFuture ? ['reportedAt: is in the future'] : []),
  ]
  const caller = fields.caller ?? textOf(value, 'caller')
  const report: FaultReport = {
    callId: fields.callId ?? `sha256:${createHash('sha256').update(body).digest('hex')}`,
    channel: 'api',
    symptoms: fields.symptoms ?? (textOf(value, 'symptoms') || text).slice(0, EXCERPT_CHARS),
    ...(caller && { caller: caller.slice(0, 40) }),
    ...(fields.serial && { serial: fields.serial }),
    ...(fields.severity && { severity: fields.severity }),
    ...(fields.matter && { matter: fields.matter }),
    ...(contact && { contact }),
    ...(fields.reportedAt && { reportedAt: fields.reportedAt }),
    ...(problems.length > 0 && { problems: [...problems, `received: ${text.slice(0, EXCERPT_CHARS)}`] }),
  }
  return { report, problems }
}

const parseJson = (text: string): { value: unknown; problems: readonly string[] } => {
  try {
    const value: unknown = JSON.parse(text)
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
