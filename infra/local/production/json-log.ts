import { maskLinks, maskPhone } from '../../../shared/kernel/mask.ts'
import type { Log } from '../../../shared/ports/observe.ts'

type Fields = Readonly<Record<string, unknown>>

/** One line of JSON each, for a journal. Numbers are masked, and links are without what opens them. */
export function jsonLog(write: (line: string) => void, now: () => Date): Log {
  const to = (level: string) => (message: string, fields?: Fields) =>
    write(JSON.stringify({ time: now().toISOString(), level, message: masked(message), ...maskedIn(fields) }))
  return { info: to('info'), warn: to('warn'), error: to('error') }
}

const maskedIn = (fields: Fields = {}): Fields =>
  Object.fromEntries(Object.entries(fields).map(([name, value]) => [name, shown(value)]))

function shown(value: unknown): unknown {
  if (typeof value === 'string') return masked(value)
  if (value instanceof Error) {
    const { name, message, stack, cause } = value
    return {
      name,
      message: masked(message),
      ...(stack && { stack: masked(stack) }),
      ...(cause ? { cause: shown(cause) } : {}),
    }
  }
  if (Array.isArray(value)) return value.map(shown)
  return typeof value === 'object' && value !== null ? maskedIn(value as Fields) : value
}

const masked = (text: string): string => maskLinks(text).replace(/\+\d{8,15}/g, maskPhone)
