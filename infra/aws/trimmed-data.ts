import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/**
 * Countries around China whose numbering plans the Lambdas carry; all 245 are a fifth of a bundle. A number of any other
 * country is taken as it comes when it is in E.164 (see `shared/directory/phone.ts`).
 */
const COUNTRIES: ReadonlySet<string> = new Set(
  'CN HK MO TW SG MY TH VN KH LA MM ID PH BN KR KP MN PK NP BD LK KZ KG UZ TJ TM RU'.split(' '),
)

/** Holidays from this year on: no deadline of an open repair lies before it. The data begin in 2004. */
const FIRST_YEAR = '2024'

/** Which days they are is all that is asked, not what they are called, nor in lieu of which. */
const USED = ['holidays', 'workdays']
const unnamed = (dates: Record<string, unknown>): Record<string, number> =>
  Object.fromEntries(Object.keys(dates).map((day) => [day, 0]))

/** Leaves out of the libraries what no Lambda needs: other countries, how numbers are grouped, holidays long past, and writing schemas as JSON Schema. */
export const trimmedData: Plugin = {
  name: 'trimmed-data',
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json\.js$/ }, ({ path }) => {
      const metadata: PhoneMetadata = JSON.parse(readFileSync(path.replace(/\.js$/, ''), 'utf8'))
      return { contents: `export default ${JSON.stringify(ofOurCountries(metadata))}`, loader: 'js' }
    })
    build.onLoad({ filter: /chinese-days[\\/]dist[\\/]chinese-days\.json$/ }, ({ path }) => {
      const days: Record<string, Record<string, unknown>> = JSON.parse(readFileSync(path, 'utf8'))
      const recent = USED.map((kind) => [kind, unnamed(filtered(days[kind] ?? {}, (day) => day >= FIRST_YEAR))])
      return { contents: JSON.stringify(Object.fromEntries(recent)), loader: 'json' }
    })
    // Written for browsers that had no classes: ours are what it spells out.
    build.onLoad({ filter: /libphonenumber-js[\\/]es6[\\/]ParseError\.js$/ }, () => ({
      contents: "export default class ParseError extends Error { name = 'ParseError' }",
    }))
    // Numbers are read here and kept as E.164, which needs no way of writing them for the eye.
    build.onLoad({ filter: /libphonenumber-js[\\/]es6[\\/]format\.js$/ }, () => ({
      contents:
        'const leftOut = () => { throw new Error("left out of the bundle") }; export { leftOut as default, leftOut as chooseFormatForNumber }',
    }))
    // The API description is written when the bundles are made.
    build.onLoad({ filter: /zod[\\/]v4[\\/]core[\\/](to-json-schema|json-schema-processors)\.js$/ }, ({ path }) => {
      const lines = readFileSync(path, 'utf8').split('\n')
      const names = lines.flatMap((line) => [
        ...line.matchAll(/^export (?:const|function) (\w+)|^export \{ \w+ as (\w+) \}/g),
      ])
      const left = names.map(([, own, alias]) => `export const ${own ?? alias} = leftOut`)
      return {
        contents: ['const leftOut = () => () => { throw new Error("left out of the bundle") }', ...left].join('\n'),
      }
    })
  },
}

export interface PhoneMetadata {
  readonly version: number
  readonly country_calling_codes: Readonly<Record<string, readonly string[]>>
  readonly countries: Readonly<Record<string, unknown>>
}

/** Place in a country's metadata of how its numbers are grouped for the eye: they are read here, and written as E.164. */
const FORMATS = 4

const withoutFormats = (country: unknown): unknown =>
  Array.isArray(country) ? country.map((value, place) => (place === FORMATS ? [] : value)) : country

export const ofOurCountries = ({ version, country_calling_codes, countries }: PhoneMetadata): PhoneMetadata => ({
  version,
  country_calling_codes: Object.fromEntries(
    Object.entries(country_calling_codes).flatMap(([code, ids]) => {
      const kept = ids.filter((id) => COUNTRIES.has(id))
      return kept.length ? [[code, kept]] : []
    }),
  ),
  countries: Object.fromEntries(
    Object.entries(filtered(countries, (id) => COUNTRIES.has(id))).map(([id, country]) => [
      id,
      withoutFormats(country),
    ]),
  ),
})

const filtered = (record: Readonly<Record<string, unknown>>, keep: (key: string) => boolean): Record<string, unknown> =>
  Object.fromEntries(Object.entries(record).filter(([key]) => keep(key)))
