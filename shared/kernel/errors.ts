import { BAD_REQUEST, NOT_FOUND } from './error-names.ts'
import { type Instant, later } from './instant.ts'
import type { Language, Text } from './text.ts'

/**
 * Base of every error this system throws on purpose. Each class spells out its name, because the workflow matches errors by
 * name and a bundler shortens those of classes.
 */
export abstract class ChengnuoError extends Error {
  abstract override readonly name: string
}
/** An error that a person is told in their language. `message` is the English; a plain string has no Chinese wording yet. */
export abstract class WordedError extends ChengnuoError {
  readonly text: Text
  constructor(text: Text | string, options?: { cause?: unknown }) {
    const worded = typeof text === 'string' ? { zh: text, en: text } : text
    super(worded.en, options)
    this.text = worded
  }
}
/** A setting, a file or an address from outside does not do: the message says what to change. */
export class SettingError extends WordedError {
  override readonly name = 'SettingError'
}
/** The provider refused a message or could not be reached. */
export class MessageNotSentError extends ChengnuoError {
  override readonly name = 'MessageNotSentError'
  /** Who did not answer in time, or takes no more for now, is not asked first the next time. */
  readonly why?: 'slow' | 'flood'

  constructor(
    message: string,
    { why, ...options }: ErrorOptions & { readonly why?: 'slow' | 'flood' | undefined } = {},
  ) {
    super(message, options)
    if (why) this.why = why
  }

  /** With what the provider said, which is in the cause. */
  get said(): string {
    return this.cause instanceof Error ? `${this.message}: ${this.cause.message}` : this.message
  }
}
/** What is wrong with one field of a request, in both languages. */
export interface Fault extends Text {
  /** The field's path, such as `contact.name`. */
  readonly at: string
}
export const fault = (at: string, zh: string, en: string): Fault => ({ at, zh, en })

/** What is said in several places. */
export const inThePast = (at: string): Fault => fault(at, '必须晚于现在', 'must be in the future')
/** Nothing is agreed further ahead: a year, and some. */
export const FURTHEST_MS = 400 * 24 * 3_600_000

/** Throws BadRequestError for a time that is over, or that nobody can mean: another year was typed. */
export const inFuture = (field: string, date: Instant, now: Instant): Instant => {
  if (date <= now) throw new BadRequestError([inThePast(field)])
  if (date > later(now, FURTHEST_MS))
    throw new BadRequestError([fault(field, '要在一年之内', 'must be within a year from now')])
  return date
}
export const nobody = (at: string, id: string): Fault => fault(at, `没有编号 "${id}"`, `nobody has the id "${id}"`)
export const noUnit = (at: string, serial: string): Fault =>
  fault(at, `没有这个序列号的设备，请核对铭牌：${serial}`, `no unit has the serial number "${serial}"`)
export const noSite = (at: string, id: string): Fault => fault(at, `没有现场 "${id}"`, `no site has the id "${id}"`)
export const noCustomer = (at: string, id: string): Fault =>
  fault(at, `没有客户 "${id}"`, `no customer has the id "${id}"`)
export const mustBeOneOf = (at: string, known: readonly string[]): Fault =>
  fault(at, `只能是 ${known.join('、')}`, `must be one of ${known.join(', ')}`)

/** `done: is missing`, `done：没有填写`. */
export const faultText = ({ at, zh, en }: Fault, language: Language): string =>
  language === 'zh-CN' ? `${at}：${zh}` : `${at}: ${en}`

/** The request cannot be served as it is; `faults` say what to fix. */
export class BadRequestError extends ChengnuoError {
  override readonly name = BAD_REQUEST
  readonly faults: readonly Fault[]
  /** The faults in English, each beginning with the field's path. */
  readonly problems: readonly string[]
  /** `field: text` has no Chinese wording yet, and is read as it is. */
  constructor(faults: readonly (Fault | string)[], options?: { cause?: unknown }) {
    const all = faults.map((one) => (typeof one === 'string' ? unworded(one) : one))
    const problems = all.map((one) => faultText(one, 'en'))
    super(problems.join('; '), options)
    this.faults = all
    this.problems = problems
  }
}

const unworded = (written: string): Fault => {
  const [, at = 'body', text = written] = /^([^:]*): (.*)$/s.exec(written) ?? []
  return fault(at, text, text)
}

export class NotFoundError extends WordedError {
  override readonly name = NOT_FOUND
}
/** Too many others saved first, several times in a row. */
export class StoreBusyError extends ChengnuoError {
  override readonly name = 'StoreBusyError'
}
