import { sessionStore } from './signed-in.ts'

// What somebody has begun to write, names and numbers of others among it, is kept in this tab alone, for them alone, and only until
// it is saved or they sign out.

const PREFIX = 'begun '
const keyOf = (key: string): string => `${PREFIX}${sessionStore.get()?.subject} ${key}`

export function begun<T>(key: string): Partial<T> | undefined {
  try {
    return JSON.parse(sessionStorage.getItem(keyOf(key)) ?? 'null') ?? undefined
  } catch {
    return undefined
  }
}

/** All that was begun under such keys. */
export function allBegun<T>(prefix: string): readonly T[] {
  try {
    const keys = Object.keys(sessionStorage).filter((key) => key.startsWith(keyOf(prefix)))
    return keys.map((key) => JSON.parse(sessionStorage.getItem(key) ?? 'null'))
  } catch {
    return []
  }
}

/** Absent: it is saved, or given up. */
export function keepBegun(key: string, what: object | undefined): void {
  try {
    if (what) sessionStorage.setItem(keyOf(key), JSON.stringify(what))
    else sessionStorage.removeItem(keyOf(key))
  } catch {
    // A browser that keeps nothing loses it with the page.
  }
}

/** Of whoever is not here any more. */
export function forgetBegun(but?: string): void {
  try {
    const others = Object.keys(sessionStorage).filter((key) => key.startsWith(PREFIX))
    const own = but === undefined ? undefined : `${PREFIX}${but} `
    for (const key of others) if (!own || !key.startsWith(own)) sessionStorage.removeItem(key)
  } catch {
    // It kept nothing.
  }
}
