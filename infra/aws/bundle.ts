import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import { loadPlans } from '../plans.ts'
import { FUNCTION_IDS, FUNCTIONS, type FunctionId } from './functions.ts'
import { phoneCountries } from './phone-countries.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OUT = join(ROOT, 'dist/lambda')

/**
 * Builds every function into its own folder, `dist/lambda/<FunctionId>/` with `index.mjs` and, checked now so that a function
 * never starts with an invalid one, the service plans in `plans.json`; gives the folders.
 * Throws when an entry is missing, does not compile, or a plan is not valid.
 */
export async function bundleAll(): Promise<Record<FunctionId, string>> {
  const missing = FUNCTION_IDS.map((id) => FUNCTIONS[id].entry).filter((entry) => !existsSync(join(ROOT, entry)))
  if (missing.length > 0) throw new Error(`no such Lambda entry: ${missing.join(', ')}`)
  const plans = JSON.stringify(loadPlans())
  rmSync(OUT, { recursive: true, force: true })
  await build(BUILD)
  for (const id of FUNCTION_IDS) writeFileSync(join(OUT, id, 'plans.json'), plans)
  return Object.fromEntries(FUNCTION_IDS.map((id) => [id, join(OUT, id)])) as Record<FunctionId, string>
}

const BUILD: BuildOptions = {
  absWorkingDir: ROOT,
  entryPoints: Object.fromEntries(FUNCTION_IDS.map((id) => [`${id}/index`, FUNCTIONS[id].entry])),
  outdir: OUT,
  outExtension: { '.js': '.mjs' },
  bundle: true,
  minify: true,
  platform: 'node',
  plugins: [phoneCountries],
  target: 'node24',
  format: 'esm',
  mainFields: ['module', 'main'],
  // The Node 24 runtime carries the AWS SDK v3.
  external: ['@aws-sdk/*', '@smithy/*'],
  // CommonJS dependencies call require(), which ES modules lack.
  banner: {
    js: "import { createRequire as bannerRequire } from 'node:module';const require = bannerRequire(import.meta.url);",
  },
  legalComments: 'none',
  logLevel: 'warning',
}
