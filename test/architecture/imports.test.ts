import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, it } from 'vitest'

const ROOT = join(import.meta.dirname, '../..')
const FILES = globSync('{shared,functions,workflows,infra,web}/**/*.{ts,tsx}', { cwd: ROOT }).filter(
  // Made from the OpenAPI document, not written.
  (file) => !file.startsWith('web/console/generated/'),
)
const textOf = (file: string): string => readFileSync(join(ROOT, file), 'utf8')

/**
 * The floors of `shared/`, lowest first: a folder may import from its own floor and those below. docs/design.md says what
 * stands on each.
 */
const FLOORS = [
  'kernel',
  'plan',
  'form',
  'directory',
  'knowledge',
  'warranty',
  'charges',
  'schedule',
  'promise',
  'subject',
  'repair',
  'contract',
  'visit',
  'upgrade',
  'advisory',
  'duty',
  'oncall',
  'handover',
  'ports',
  'message',
  'report',
  'evidence',
  'shell',
  'wire',
  'use-cases',
] as const
const below = (floor: (typeof FLOORS)[number]): string =>
  `shared/(${FLOORS.slice(0, FLOORS.indexOf(floor) + 1).join('|')})/`
/** Libraries that are pure data or pure functions, so that a rule may use them. */
const PURE = '(temporal-polyfill|chinese-days|libphonenumber-js)(/|$)'

/** Folders of a floor that have a rule of their own. */
const APART: Readonly<Record<string, string>> = { plan: '(?!rules/kit/)', wire: '(?!(plan|form)-file/)' }

/** Who may import whom; everything else is forbidden. docs/design.md says why. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  ...Object.fromEntries(FLOORS.map((floor) => [`shared/${floor}/${APART[floor] ?? ''}`, [below(floor), PURE]])),
  // It tells the story of no subject: whatever it knows of one, the story says.
  'shared/shell/': ['shared/(shell|kernel|promise|knowledge|directory|subject|ports|message)/'],
  'shared/wire/(?!(plan|form)-file/)': [below('wire'), 'zod(-openapi)?$', 'papaparse$', PURE],
  // What a plan's text says, and where: commands and the console check it alike. A form's is read the same way.
  'shared/wire/plan-file/': [below('wire'), 'yaml$', PURE],
  'shared/wire/form-file/': [below('wire'), 'zod$', PURE],
  // A kind of rule is whole in its file, also the schema by which plan files are checked: what that is made of stands here, and
  // is handed in where they are, so that no bundle has it that only keeps plans.
  'shared/plan/rules/kit/': [below('plan'), 'zod$', PURE],
  'functions/channels/': [
    'functions/(channels|adapters)/|functions/hotline/(hmac-signature|twilio-signature|twiml).ts$',
    'shared/(kernel|ports)/',
    '@aws-sdk/',
    'nodemailer$',
    'node:crypto$',
  ],
  'functions/(?!channels/)': [
    '(functions|shared|web)/',
    '@aws-sdk/|@smithy/|@middy/|@aws-lambda-powertools/',
    '(twilio/|jose$|openid-client$|docx$|zod$|libphonenumber-js/|aws-lambda$|write-excel-file/node$)',
    'node:(crypto|fs|zlib)$',
  ],
  'workflows/': ['workflows/', 'shared/(wire|kernel)/', '(aws-cdk-lib|constructs)(/|$)', 'node:'],
  'infra/aws/': [
    'infra/(aws/|(plans|forms).ts$)',
    'functions/channels/(kind|on-aws|receipts-on-aws).ts$|functions/api/claims.ts$',
    'workflows/',
    'shared/',
    '(aws-cdk-lib|constructs|cdk-nag|esbuild)(/|$)',
    'node:',
  ],
  'infra/preflight/': [
    'infra/(preflight/|aws/(concurrency|installation).ts$)',
    'shared/kernel/',
    '@aws-sdk/|zod$',
    'node:',
  ],
  'infra/local/': [
    'infra/(local/|(plans|forms|directory-file|yaml-place|failure|language).ts$)',
    'functions/(?!.*[.]lambda[.]ts$)',
    '(shared|web)/',
    '(jose|jsonata|otpauth|yaml|zod|aws-lambda|qrcode-generator)$',
    'node:',
  ],
  'infra/import/': [
    'infra/(import|local)/',
    'infra/(plans|forms|failure|language).ts$',
    'functions/adapters/',
    'shared/',
    '(@aws-sdk/|papaparse$|read-excel-file/universal$|write-excel-file/node$)',
    'node:',
  ],
  'web/(?!console/)': ['web/(?!console/)', 'shared/(?!use-cases|ports)'],
  // It runs in browsers: of ours it takes words and pure functions, never how anything is decided or kept.
  'web/console/app/': [
    'web/(console/(app|generated)/|rail/|tokens)',
    'shared/(kernel|plan|form|message|wire/plan-file)/|shared/directory/(serial|label).ts$',
    // What is dropped here is read here: what a file unpacks to is nobody else's burden.
    'shared/wire/tables/(csv|cell-text).ts$|read-excel-file/universal$',
    'qrcode-generator$',
    '(react|react-dom|antd|dayjs)(/|$)',
    '@tanstack/react-query$|@ant-design/cssinjs$',
  ],
  'web/console/build/': [
    'web/(console/|rail/|tokens)',
    'shared/wire/openapi.ts$',
    '(react|react-dom|antd|esbuild)(/|$)',
    '@ant-design/cssinjs$',
    'node:',
  ],
}

/** What a file imports, types included: paths from the root, or the names of packages. */
const importsOf = (file: string): string[] =>
  [...textOf(file).matchAll(/^(?:import|export)\b[^'"]*?\bfrom\s+'([^']+)'|^import '([^']+)'|\bimport\('([^']+)'\)/gm)]
    .map((match) => match[1] ?? match[2] ?? match[3] ?? '')
    .map((name) => (name.startsWith('.') ? normalize(join(dirname(file), name)) : name))

const rulesFor = (file: string) => Object.entries(MAY_IMPORT).filter(([from]) => new RegExp(`^${from}`).test(file))

/** Files that reach themselves by imports, each circle once. */
function circlesIn(imports: ReadonlyMap<string, readonly string[]>): readonly (readonly string[])[] {
  const done = new Set<string>()
  const circles: string[][] = []
  const walk = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file])
      return
    }
    if (done.has(file)) return
    for (const next of imports.get(file) ?? []) walk(next, [...path, file])
    done.add(file)
  }
  for (const file of imports.keys()) walk(file, [])
  return circles
}

describe('architecture', () => {
  it('finds imports of every form', () => {
    expect(importsOf('shared/repair/evolve.ts')).toContain('shared/repair/events.ts')
    expect(importsOf('shared/kernel/calendar.ts')).toContain('temporal-polyfill')
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

  it('no circle of files, types included; no two folders of shared/ that import each other', () => {
    const shared = FILES.filter((file) => file.startsWith('shared/'))
    const imports = new Map(FILES.map((file) => [file, importsOf(file).filter((name) => FILES.includes(name))]))
    expect(circlesIn(imports)).toEqual([])
    const pairs = new Set(
      shared.flatMap((file) => (imports.get(file) ?? []).map((name) => `${dirname(file)} ${dirname(name)}`)),
    )
    const twoWay = [...pairs].filter((pair) => {
      const [from = '', to = ''] = pair.split(' ')
      return from < to && pairs.has(`${to} ${from}`)
    })
    expect(twoWay).toEqual([])
  })

  it('every folder has its rule', () => {
    const isScript = (file: string) => /^infra\/[^/]+$/.test(file)
    expect(FILES.filter((file) => rulesFor(file).length !== 1 && !isScript(file))).toEqual([])
  })

  it('clocks, ids and chance come from outside: only adapters make them', () => {
    const banned = /\bDate\.now\b|\bnew Date\(\)|\brandomUUID\b|\bMath\.random\b|\brandomBytes\b/
    const core = FILES.filter(
      (file) =>
        /^(shared|functions|workflows|web)\//.test(file) &&
        !/^(functions\/adapters|web\/console\/app\/outside|web\/phone\/outside)\//.test(file),
    )
    expect(core.length).toBeGreaterThan(80)
    expect(core.filter((file) => banned.test(textOf(file)))).toEqual([])
  })
})
