import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { type BuildOptions, build } from 'esbuild'
import type { Form } from '../../shared/form/form.ts'
import type { PlanDocument } from '../../shared/plan/document.ts'
import { openApiDocument } from '../../shared/wire/openapi.ts'
import { loadForms } from '../forms.ts'
import { loadPlans } from '../plans.ts'
import { FUNCTION_IDS, FUNCTIONS, type FunctionId } from './functions.ts'
import { trimmedData } from './trimmed-data.ts'

const ROOT = fileURLToPath(new URL('../../', import.meta.url))
const OUT = join(ROOT, 'dist/lambda')

/**
 * Builds every function into its own folder, `<out>/<FunctionId>/` with `index.mjs` and, checked now so that a function
 * never starts with an invalid one, the service plans in `plans.json` and the forms in `forms.json`, for the API also `openapi.json`, for the pages behind links their script;
 * gives the folders.
 * Throws when an entry is missing, does not compile, or a plan is not valid.
 */
export async function bundleAll(
  plans: readonly PlanDocument[] = loadPlans(),
  out: string = OUT,
  forms: readonly Form[] = loadForms(),
): Promise<Record<FunctionId, string>> {
  const missing = FUNCTION_IDS.map((id) => FUNCTIONS[id].entry).filter((entry) => !existsSync(join(ROOT, entry)))
  if (missing.length > 0) throw new Error(`no such Lambda entry: ${missing.join(', ')}`)
  rmSync(out, { recursive: true, force: true })
  await Promise.all(
    FUNCTION_IDS.map((id) => build({ ...BUILD, entryPoints: { index: FUNCTIONS[id].entry }, outdir: join(out, id) })),
  )
  await build({ ...PHONE, outdir: join(out, 'LinksFunction') })
  for (const id of FUNCTION_IDS) {
    writeFileSync(join(out, id, 'plans.json'), JSON.stringify(plans))
    writeFileSync(join(out, id, 'forms.json'), JSON.stringify(forms))
  }
  writeFileSync(join(out, 'ApiFunction', 'openapi.json'), JSON.stringify(openApiDocument()))
  return Object.fromEntries(FUNCTION_IDS.map((id) => [id, join(out, id)])) as Record<FunctionId, string>
}

/** The script of the pages that the function serves, as `npm run console` builds it for one machine. */
const PHONE: BuildOptions = {
  absWorkingDir: ROOT,
  entryPoints: { phone: 'web/phone/main.ts', worker: 'web/phone/outside/worker.ts' },
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  charset: 'utf8',
  legalComments: 'none',
  logLevel: 'warning',
}

const BUILD: BuildOptions = {
  absWorkingDir: ROOT,
  outExtension: { '.js': '.mjs' },
  // package.json names the one file that does more than define (`sideEffects`): any other of which nothing is used is left out.
  bundle: true,
  // What a function needs only now and then it imports then: that is a file of its own, which a cold start does not read.
  splitting: true,
  chunkNames: 'chunk-[hash]',
  minify: true,
  platform: 'node',
  plugins: [trimmedData],
  target: 'node24',
  format: 'esm',
  // A Chinese character as it is takes half the room of its escape.
  charset: 'utf8',
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
