import type { HttpResult } from './event.ts'

/** Against this, whatever leads anywhere else shows. */
const HERE = 'http://here.invalid'
const LONGEST_PATH = 2000

/**
 * Where a form may ask to be led back to: an address of this very host, in the characters that a header takes; undefined for
 * all others. Browsers read `/\evil.com` and `//evil.com` as hosts and drop tabs and line ends, so it must be a plain path,
 * and the address that they make of it must be one of ours.
 */
export const pathOfOurs = (asked: string): string | undefined => {
  if (asked.length > LONGEST_PATH || !/^\/[\x21-\x7e]*$/.test(asked) || /^\/[/\\]/.test(asked)) return undefined
  if (!URL.canParse(asked, HERE)) return undefined
  const { origin, pathname } = new URL(asked, HERE)
  // `/.//evil.com` is a path of ours that reads `//evil.com` once its dots are gone.
  return origin === HERE && !/^\/[/\\]/.test(pathname) ? asked : undefined
}

/** Post, redirect, get: reloading the answer does not send the form again. The only file that makes a `Location`. */
export const seeOther = (path: string): HttpResult => {
  const location = pathOfOurs(path)
  if (location === undefined) throw new Error('A redirect must lead to a path of ours')
  return { statusCode: 303, headers: { location }, body: '' }
}

/** To the OpenID provider that whoever deploys has named: the one address of another host that a reader is led to. */
export const toProvider = (address: string): HttpResult => ({
  statusCode: 303,
  headers: { location: address },
  body: '',
})
