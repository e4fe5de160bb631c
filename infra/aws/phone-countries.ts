import { readFileSync } from 'node:fs'
import type { Plugin } from 'esbuild'

/**
 * Countries whose numbering plans the Lambdas carry; all 245 are a fifth of a bundle. A number of any other country is taken as
 * it comes when it is in E.164 (see `shared/directory/phone.ts`).
 */
const COUNTRIES: ReadonlySet<string> = new Set(
  'CN HK MO TW SG MY TH VN KH LA MM ID PH BN JP KR KP MN IN PK NP BD LK KZ KG UZ TJ TM RU AE SA AU NZ US CA GB DE FR IT ES NL CH SE'.split(
    ' ',
  ),
)

interface Metadata {
  version: number
  country_calling_codes: Record<string, string[]>
  countries: Record<string, unknown>
}

/** Leaves the other countries out of libphonenumber's metadata. */
export const phoneCountries: Plugin = {
  name: 'phone-countries',
  setup(build) {
    build.onLoad({ filter: /libphonenumber-js[\\/]metadata\.min\.json\.js$/ }, ({ path }) => {
      const metadata: Metadata = JSON.parse(readFileSync(path.replace(/\.js$/, ''), 'utf8'))
      return { contents: `export default ${JSON.stringify(only(metadata))}`, loader: 'js' }
    })
  },
}

const only = ({ version, country_calling_codes, countries }: Metadata): Metadata => ({
  version,
  country_calling_codes: Object.fromEntries(
    Object.entries(country_calling_codes).flatMap(([code, ids]) => {
      const kept = ids.filter((id) => COUNTRIES.has(id))
      return kept.length ? [[code, kept]] : []
    }),
  ),
  countries: Object.fromEntries(Object.entries(countries).filter(([id]) => COUNTRIES.has(id))),
})
