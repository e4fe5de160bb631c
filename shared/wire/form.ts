import { Temporal } from 'temporal-polyfill'
import type { QuoteItem } from '../charges/charges.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { fromMs, type Instant } from '../kernel/instant.ts'
import type { Action, ActionType } from '../repair/actions.ts'
import { ACTION_TYPES, parseAction } from './actions.ts'

/** The longest field that any action has, a list of fifty lines, with room for its line breaks. */
const LONGEST_FIELD = 12_000
/** No action has as many. */
const MOST_FIELDS = 50

/** The action that a form names, if there is one of that name: who may do it is asked before its fields are read. */
export const actionTypeIn = (form: URLSearchParams): ActionType | undefined => {
  const named = form.get('action')
  return ACTION_TYPES.find((type) => type === named)
}

/**
 * The action that a page's form asks for: `action`, its fields and `id`. Empty fields count as not given. Times are local to
 * `timezone`, amounts in yuan; `parts` are separated by line breaks or commas, `items` one a line: `CODE × 2`. Throws
 * BadRequestError naming every field that is wrong.
 */
export const parseActionForm = (form: URLSearchParams, timezone: string): Action =>
  parseAction(formValues(form, timezone))

/** What a page's form says, each field as what it is. */
export const formValues = (form: URLSearchParams, timezone: string): Readonly<Record<string, unknown>> =>
  Object.fromEntries(
    bounded(form)
      .filter(([, value]) => value.trim() !== '')
      .map(([name, value]) => field(name, value.trim(), timezone)),
  )

/** Lengths come first: what is longer than any field may be is not looked into. */
export const bounded = (form: URLSearchParams, most = MOST_FIELDS): readonly (readonly [string, string])[] => {
  const fields = [...form].slice(0, most + 1)
  if (fields.length > most)
    throw new BadRequestError([fault('body', `最多 ${most} 个字段`, `has more than ${most} fields`)])
  const long = fields.filter(([, value]) => value.length > LONGEST_FIELD)
  if (long.length > 0)
    throw new BadRequestError(
      long.map(([name]) => fault(name, '太长，请缩短', `Too big: at most ${LONGEST_FIELD} characters`)),
    )
  return fields
}

const field = (name: string, value: string, timezone: string): [string, unknown] =>
  name === 'action' ? ['type', value] : [name, READ.get(name)?.(value, name, timezone) ?? value]

type Read = (value: string, name: string, timezone: string) => unknown
const isTicked: Read = (value) => value === 'on' || value
const localTime: Read = (value, name, timezone) => localInstant(name, value, timezone)

/** Fields that are more than the words written into them. */
const READ: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['rating', Number],
  ['claim', Number],
  ['step', Number],
  ['minutes', Number],
  ['downtime', Number],
  ['remote', isTicked],
  ['unremovable', isTicked],
  ['major', isTicked],
  ['noParts', isTicked],
  ['later', isTicked],
  ['visitAt', localTime],
  ['resolutionAt', localTime],
  ['answerBy', localTime],
  ['newTime', localTime],
  ['signedAt', localTime],
  ['until', localTime],
  ['on', localTime],
  ['from', localTime],
  ['metAt', localTime],
  ['position', (value) => positionIn(value)],
  ['amountFen', (value, name) => fen(name, value)],
  ['steps', (value) => entries(value, /\n+/)],
  ['parts', (value) => entries(value, /[\n,，、;；]+/)],
  ['items', (value, name) => entries(value, /\n+/).map((line, index) => item(name, line, index + 1))],
])

/** `30.28746,120.15513,15`, as the page's script writes it. */
const positionIn = (value: string) => {
  const [lat, lon, accuracyM] = value.split(',').map(Number)
  return { lat, lon, accuracyM }
}

const entries = (value: string, separator: RegExp): string[] =>
  value
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean)

/** Longer than any code of a price list and its number: taken as a code, which the schema then refuses. */
const LONGEST_LINE = 250

/** `BAT-7 × 2`, `BAT-7 x2`, `BAT-7 2`; without a number one of it. A letter x needs a blank before it: codes may end in one. */
const item = (name: string, written: string, number: number): QuoteItem => {
  if (written.length > LONGEST_LINE) return { code: written, quantity: 1 }
  const line = written.normalize('NFKC')
  const counted = withQuantity(line)
  if (counted && counted.quantity > 0) return counted
  if (/[×*]|\s[xX]?\d*$/.test(line))
    throw new BadRequestError([
      fault(
        name,
        `第 ${number} 行请写成“编码 × 数量”，如 BAT-7 × 2`,
        `line ${number} is not a code and how many, such as "BAT-7 × 2"`,
      ),
    ])
  return { code: line, quantity: 1 }
}

/** Read from its end, where the number stands: an expression for all of it would try every blank as the one before the sign. */
const withQuantity = (line: string): QuoteItem | undefined => {
  const before = withoutDigits(line)
  const digits = line.slice(before.length)
  const code = withoutSign(before)?.trimEnd()
  if (!code || digits === '' || digits.length > 4 || /[×*]/.test(code)) return undefined
  return { code, quantity: Number(digits) }
}

const withoutDigits = (line: string): string => (/\d$/.test(line) ? withoutDigits(line.slice(0, -1)) : line)

/** Nothing where neither a sign nor a blank parts the code from its number. */
const withoutSign = (before: string): string | undefined => {
  const written = before.trimEnd()
  if (/[×*]$/.test(written) || /\s[xX]$/.test(written)) return written.slice(0, -1)
  return written === before ? undefined : written
}

/** `1234.5` or `1,234.50` yuan. */
const fen = (name: string, value: string): number => {
  const [, yuan, cents = ''] =
    /^¥?\s*(\d{1,9})(?:\.(\d{1,2}))?\s*元?$/.exec(value.normalize('NFKC').replaceAll(',', '')) ?? []
  if (yuan === undefined)
    throw new BadRequestError([fault(name, '请填写金额，如 1234.50', 'must be an amount such as 1234.50')])
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
}

/** `2026-11-20T14:30` on a clock of that zone. */
export const localInstant = (name: string, value: string, timezone: string): Instant => {
  try {
    return fromMs(Temporal.PlainDateTime.from(value).toZonedDateTime(timezone).epochMilliseconds)
  } catch (cause) {
    throw new BadRequestError([fault(name, '请填写日期和时间，如 2026-11-20T14:30', 'must be a date and time')], {
      cause,
    })
  }
}
