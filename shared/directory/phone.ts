import { parsePhoneNumberFromString } from 'libphonenumber-js/min'

/** The E.164 form of a phone number as received, assuming China where no country is given; undefined when it is none. */
export const normalisePhone = (raw: string): string | undefined => parsePhoneNumberFromString(raw, 'CN')?.number
