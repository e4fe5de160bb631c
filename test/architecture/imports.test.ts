import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const FILES = globSync('{shared,functions,workflows,infra,web}/**/*.ts', { cwd: ROOT })
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

const CONCEPTS =
  'shared/(calendar|charges|directory|errors|evidence|notify|obligation|oncall|plan|promise|records|repair|time|warranty)/'
/** Libraries that are pure data or pure functions, so that a rule may use them. */
const PURE = '(temporal-polyfill|chinese-days|libphonenumber-js)(/|$)'

/** Who may import whom; everything else is forbidden. docs/design.md says why. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  [CONCEPTS]: [CONCEPTS, 'shared/ports/', PURE],
  'shared/ports/': [CONCEPTS, 'shared/ports/'],
  'shared/contracts/': [CONCEPTS, 'shared/(contracts|ports)/', 'zod(-openapi)?$', PURE],
  'shared/use-cases/': [CONCEPTS, 'shared/(ports|use-cases|contracts)/'],
  'functions/': [
    '(functions|shared|web)/',
    '@aws-sdk/|@smithy/|@middy/|@aws-lambda-powertools/',
    '(twilio/|jose$|zod$|libphonenumber-js/|aws-lambda$|write-excel-file/node$)',
    'node:(crypto|fs)$',
  ],
  'workflows/': ['workflows/', 'shared/(contracts|errors)/', '(aws-cdk-lib|constructs)(/|$)', 'node:'],
  'infra/aws/': [
    'infra/(aws/|plans.ts$)',
    'workflows/',
    'shared/',
    '(aws-cdk-lib|constructs|cdk-nag|esbuild)(/|$)',
    'node:',
  ],
  'infra/local/': [
    'infra/(local/|(plans|directory-file|failure|language).ts$)',
    'functions/(?!.*[.]lambda[.]ts$)',
    '(shared|web)/',
    '(jose|jsonata|nodemailer|yaml|zod|aws-lambda)$',
    'node:',
  ],
  'infra/import/': [
    'infra/(import|local)/',
    'infra/(plans|failure|language).ts$',
    'functions/adapters/',
    'shared/',
    '(@aws-sdk/|papaparse$|read-excel-file/universal$|write-excel-file/node$)',
    'node:',
  ],
  'web/': ['web/', 'shared/(?!use-cases|ports)'],
}

/** What a file imports, types included: paths from the root, or the names of packages. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name))

const rulesFor = (file: string) => Object.entries(MAY_IMPORT).filter(([from]) => new RegExp(`^${from}`).test(file))

describe('architecture', () => {
  it('finds imports of every form', () => {
    expect(importsOf('shared/repair/evolve.ts')).toContain('shared/repair/events.ts')
    expect(importsOf('shared/calendar/calendar.ts')).toContain('temporal-polyfill')
    expect(FILES.filter((file) => importsOf(file).length > 0).length).toBeGreaterThan(100)
  })

  it('who may import whom', () => {
    const forbidden = FILES.flatMap((file) =>
      rulesFor(file).flatMap(([, allowed]) =>
        importsOf(file)
          .filter((name) => !allowed.some((pattern) => new RegExp(`^(?:${pattern})`).test(name)))
          .map((name) => `${file} → ${name}`),
      ),
    )
    expect(forbidden).toEqual([])
  })

  it('every folder has its rule', () => {
    const isScript = (file: string) => /^infra\/[^/]+$/.test(file)
    expect(FILES.filter((file) => rulesFor(file).length !== 1 && !isScript(file))).toEqual([])
  })

  it('clocks, ids and chance come from outside: only adapters make them', () => {
    const banned = /\bDate\.now\b|\bnew Date\(\)|\brandomUUID\b|\bMath\.random\b|\brandomBytes\b/
    const core = FILES.filter(
      (file) => /^(shared|functions|workflows|web)\//.test(file) && !file.startsWith('functions/adapters/'),
    )
    expect(core.length).toBeGreaterThan(80)
    expect(core.filter((file) => banned.test(textOf(file)))).toEqual([])
  })
})
