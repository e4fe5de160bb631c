import { createHmac, timingSafeEqual } from 'node:crypto'

// What goes along with a message to its provider, and comes back with the receipt: which messages of ours it was.

const PAGE = /\/(page|breach)\//

/** As many of the keys as have room, side by side; pages first: what is said of them moves on. */
export function keysWithin(keys: readonly string[], most: number): string {
  const inOrder = [...keys.filter((key) => PAGE.test(key)), ...keys.filter((key) => !PAGE.test(key))]
  let text = ''
  for (const key of inOrder) {
    const longer = text === '' ? key : `${text},${key}`
    if (longer.length <= most) text = longer
  }
  return text
}

export const keysIn = (text: string): readonly string[] => text.split(',').filter((key) => key !== '')

const MAC_LENGTH = 22
const macOf = (text: string, secret: string): string =>
  createHmac('sha256', secret).update(`receipt\n${text}`).digest('base64url').slice(0, MAC_LENGTH)

/** For a provider that signs nothing: what comes back is ours, and nobody's who has not seen it. Undefined: no key has room. */
export function sealed(keys: readonly string[], secret: string, most: number): string | undefined {
  const text = keysWithin(keys, most - MAC_LENGTH - 1)
  return text === '' ? undefined : `${macOf(text, secret)}.${text}`
}

/** The keys again; none where it was not sealed by us. */
export function unsealed(given: string, secret: string): readonly string[] {
  const [mac, text] = [given.slice(0, MAC_LENGTH), given.slice(MAC_LENGTH + 1)]
  const [one, other] = [Buffer.from(mac), Buffer.from(macOf(text, secret))]
  return one.length === other.length && timingSafeEqual(one, other) ? keysIn(text) : []
}

/** So many receipts are read of one webhook: more than any provider sends at once. */
const MOST = 500

/** What a webhook of JSON holds, as far as it holds objects. */
export function entriesIn(body: string): readonly Readonly<Record<string, unknown>>[] {
  try {
    const value: unknown = JSON.parse(body)
    const all: readonly unknown[] = Array.isArray(value) ? value.slice(0, MOST) : [value]
    return all.flatMap((one) => (typeof one === 'object' && one !== null ? [{ ...one }] : []))
  } catch {
    return []
  }
}

/** A provider's code for why not; never its words. */
export const codeIn = (value: unknown): { readonly cause?: string } =>
  typeof value === 'string' && /^[\w.:-]{1,80}$/.test(value) ? { cause: value } : {}

/** Such as a provider gives to a message that it takes. */
export const isId = (value: unknown): value is string =>
  typeof value === 'string' && value !== '' && value.length <= 100
