import fc from 'fast-check'
import { type MetadataJson, parsePhoneNumberFromString } from 'libphonenumber-js/core'
import published from 'libphonenumber-js/min/metadata'
import { expect, test } from 'vitest'
import { ofOurCountries } from '../../../infra/aws/trimmed-data.ts'

const trimmed = ofOurCountries(published as never) as unknown as MetadataJson
const read = (raw: string, metadata: MetadataJson) => parsePhoneNumberFromString(raw, 'CN', metadata)?.number

test('numbers are read as with all metadata, without how they are grouped for the eye', () => {
  expect(read('010-6512 3456', trimmed)).toBe('+861065123456')
  expect(read('400-800-1300', trimmed)).toBe('+864008001300')
  const digits = (most: number) => fc.stringMatching(new RegExp(`^[1-9]\\d{2,${most}}$`))
  const raw = fc.oneof(
    digits(13),
    digits(11).map((rest) => `1${rest}`),
    fc
      .tuple(fc.constantFrom('+86', '+852', '+886', '+65', '+7', '0086', '0'), digits(12))
      .map((parts) => parts.join('')),
  )
  fc.assert(
    fc.property(raw, (one) => {
      const code = parsePhoneNumberFromString(one, 'CN', published)?.countryCallingCode
      // Some digits read as a call abroad, such as 11000 52…: of countries left out, nothing is promised.
      fc.pre(code === undefined || Object.hasOwn(trimmed.country_calling_codes, code))
      expect(read(one, trimmed)).toBe(read(one, published))
    }),
    { numRuns: 2000 },
  )
})
