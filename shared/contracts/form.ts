import { Temporal } from 'temporal-polyfill'
import type { QuoteItem } from '../charges/charges.ts'
import { BadRequestError, fault } from '../errors/errors.ts'
import type { Action } from '../repair/actions.ts'
import { fromMs, type Instant } from '../time/instant.ts'
import { parseAction } from './actions.ts'

/**
 * The action that a page's form asks for: `action`, its fields and `id`. Empty fields count as not given. Times are local to
 * `timezone`, amounts in yuan; `parts` are separated by line breaks or commas, `items` one a line: `CODE × 2`. Throws
 * BadRequestError naming every field that is wrong.
 */
export const parseActionForm = (form: URLSearchParams, timezone: string): Action =>
  parseAction(
    Object.fromEntries(
      [...form].filter(([, value]) => value.trim() !== '').map(([name, value]) => field(name, value.trim(), timezone)),
    ),
  )

const field = (name: string, value: string, timezone: string): [string, unknown] =>
  name === 'action' ? ['type', value] : [name, READ.get(name)?.(value, name, timezone) ?? value]

type Read = (value: string, name: string, timezone: string) => unknown
const isTicked: Read = (value) => value === 'on' || value
const localTime: Read = (value, name, timezone) => localInstant(name, value, timezone)

/** Fields that are more than the words written into them. */
const READ: ReadonlyMap<string, Read> = new Map<string, Read>([
  ['rating', Number],
  ['claim', Number],
  ['remote', isTicked],
  ['unremovable', isTicked],
  ['major', isTicked],
  ['noParts', isTicked],
  ['visitAt', localTime],
  ['resolutionAt', localTime],
  ['answerBy', localTime],
  ['newTime', localTime],
  ['signedAt', localTime],
  ['until', localTime],
  ['on', localTime],
  ['amountFen', (value, name) => fen(name, value)],
  ['parts', (value) => entries(value, /[\n,，、;；]+/)],
  ['items', (value, name) => entries(value, /\n+/).map((line, index) => item(name, line, index + 1))],
])

const entries = (value: string, separator: RegExp): string[] =>
  value
    .split(separator)
    .map((entry) => entry.trim())
    .filter(Boolean)

/** `BAT-7 × 2`, `BAT-7 x2`, `BAT-7 2`; without a number one of it. A letter x needs a blank before it: codes may end in one. */
const item = (name: string, written: string, number: number): QuoteItem => {
  const line = written.normalize('NFKC')
  const [, code, quantity] = /^([^×*]+?)(?:\s*[×*]\s*|\s+(?:[xX]\s*)?)(\d{1,4})$/.exec(line) ?? []
  if (code && Number(quantity) > 0) return { code, quantity: Number(quantity) }
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

/** `1234.5` or `1,234.50` yuan. */
const fen = (name: string, value: string): number => {
  const [, yuan, cents = ''] =
    /^¥?\s*(\d{1,9})(?:\.(\d{1,2}))?\s*元?$/.exec(value.normalize('NFKC').replaceAll(',', '')) ?? []
  if (yuan === undefined)
    throw new BadRequestError([fault(name, '请填写金额，如 1234.50', 'must be an amount such as 1234.50')])
  return Number(yuan) * 100 + Number(cents.padEnd(2, '0'))
}

/** `2026-11-20T14:30` on a clock of that zone. */
const localInstant = (name: string, value: string, timezone: string): Instant => {
  try {
    return fromMs(Temporal.PlainDateTime.from(value).toZonedDateTime(timezone).epochMilliseconds)
  } catch (cause) {
    throw new BadRequestError([fault(name, '请填写日期和时间，如 2026-11-20T14:30', 'must be a date and time')], {
      cause,
    })
  }
}
