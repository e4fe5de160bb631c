import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

const E164 = /^\+[1-9]\d{6,14}$/

/**
 * The E.164 form of a phone number as received, assuming China where no country is given; undefined when it is none. A number
 * already in E.164 is taken as it comes, even of a country whose numbering plan is not at hand.
 */
export const normalisePhone = (raw: string): string | undefined =>
  parsePhoneNumberFromString(raw, 'CN')?.number ?? (E164.test(raw) ? raw : undefined)
