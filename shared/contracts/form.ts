import { Temporal } from 'temporal-polyfill'
import { BadRequestError } from '../errors/errors.ts'
import type { Action } from '../repair/actions.ts'
import { fromMs, type Instant } from '../time/instant.ts'
import { parseAction } from './actions.ts'

/** Fields in which a page asks for a local date and time. */
const TIMES: ReadonlySet<string> = new Set(['visitAt', 'resolutionAt', 'newTime'])

/**
 * The action that a page's form asks for: `action`, its fields and `id`. Empty fields count as not given, times are local to
 * `timezone`, and `parts` are separated by line breaks or commas. Throws BadRequestError naming every field that is wrong.
 */
export const parseActionForm = (form: URLSearchParams, timezone: string): Action =>
  parseAction(
    Object.fromEntries(
      [...form].filter(([, value]) => value.trim() !== '').map(([name, value]) => field(name, value.trim(), timezone)),
    ),
  )

const field = (name: string, value: string, timezone: string): [string, unknown] => {
  if (name === 'action') return ['type', value]
  if (name === 'rating') return [name, Number(value)]
  if (name === 'parts')
    return [
      name,
      value
        .split(/[\n,，、;；]+/)
        .map((part) => part.trim())
        .filter(Boolean),
    ]
  return [name, TIMES.has(name) ? localInstant(name, value, timezone) : value]
}

/** `2026-11-20T14:30` on a clock of that zone. */
const localInstant = (name: string, value: string, timezone: string): Instant => {
  try {
    return fromMs(Temporal.PlainDateTime.from(value).toZonedDateTime(timezone).epochMilliseconds)
  } catch (cause) {
    throw new BadRequestError([`${name}: must be a date and time`], { cause })
  }
}
