import { maskPhone } from '../../shared/kernel/mask.ts'
import type { Log } from '../../shared/ports/observe.ts'

type Fields = Readonly<Record<string, unknown>>

/** One line each on standard error, phone numbers masked. `info` is left out: the outbox already tells the story. */
export const consoleLog: Log = {
  info: () => {},
  warn: (message, fields) => console.warn(`! ${message}${inWords(fields)}`),
  error: (message, fields) => console.error(`✗ ${message}${inWords(fields)}`),
}

const inWords = (fields: Fields = {}): string =>
  Object.entries(fields)
    .map(([name, value]) => ` ${name}=${masked(value instanceof Error ? (value.stack ?? value.message) : value)}`)
    .join('')

const masked = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).replace(/\+\d{8,15}/g, maskPhone)
