import { isValidPhoneNumber, parsePhoneNumberFromString } from 'libphonenumber-js/min'

const E164 = /^\+[1-9]\d{6,14}$/

/**
 * What carriers and Twilio send instead of a number that the caller withholds, some of it spelt on a keypad: ANONYMOUS,
 * RESTRICTED, BLOCKED, UNKNOWN, UNAVAILABLE, PRIVATE. They look like numbers, and belong to everyone who withholds theirs.
 */
const WITHHELD: ReadonlySet<string> = new Set([
  '+266696687',
  '+7378742833',
  '+2562533',
  '+8656696',
  '+86282452253',
  '+7748283',
])

/**
 * The E.164 form of a phone number as received, assuming China where no country is given; undefined when it is none, or
 * withheld. A number already in E.164 is taken as it comes, even of a country whose numbering plan is not at hand.
 */
export const normalisePhone = (raw: string): string | undefined => {
  if (WITHHELD.has(raw.trim())) return undefined
  return parsePhoneNumberFromString(raw, 'CN')?.number ?? (E164.test(raw) ? raw : undefined)
}

/** Numbers of a service or an extension, such as 400-800-1300, 95588 or 8001: whoever is behind them, they are many. */
const SHARED = /^\+86(400|800|9[56]\d{3,6}$|1\d{4}$|\d{1,6}$)/

/** Whether calls of this number, E.164, can be taken for calls of one person. */
export const isOnesOwn = (phone: string): boolean => E164.test(phone) && !SHARED.test(phone)

/**
 * The E.164 form of a number that someone can be reached at, for what is put on file: of a Chinese one every digit must be there,
 * the area code of a landline too.
 */
export const filedPhone = (raw: string): string | undefined => {
  const phone = normalisePhone(raw)
  if (phone === undefined || !isValidPhoneNumber(phone)) return undefined
  return !phone.startsWith('+86') || CHINESE.test(phone.slice('+86'.length)) ? phone : undefined
}
/** Mobile; landline of Beijing, or with any other area code; 400 and 800 look like the latter. */
const CHINESE = /^(1[3-9]\d{9}|10\d{8}|[2-9]\d{9,10})$/
