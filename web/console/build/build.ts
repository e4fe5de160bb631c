import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type BuildOptions, build, type Metafile, type Plugin, transform } from 'esbuild'
import { RAIL_STYLE } from '../../rail/style.ts'
import { TOKENS } from '../../tokens.ts'
import { antStyle } from './ant-style.ts'

/** Builds the console into `dist/console`: files named by what is in them, and the one page that loads them. */

const HERE = join(import.meta.dirname, '..')
const ROOT = join(HERE, '../..')
export const OUT = join(ROOT, 'dist/console')
export const PHONE_SCRIPT = join(ROOT, 'dist/phone/phone.js')
/** Under which the host serves them; see `infra/local/http/console.ts`. */
const BASE = '/console'

const STYLES = [
  'base.css',
  'shell.css',
  'board.css',
  'repair.css',
  'call.css',
  'roster.css',
  'customers.css',
  'ledger.css',
  'plans.css',
  'narrow.css',
  'playground.css',
  'planned.css',
  'settings.css',
]

export async function buildConsole(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(join(OUT, 'assets'), { recursive: true })
  const { metafile } = await build({
    ...SCRIPT,
    entryPoints: { console: MAIN },
    plugins: [FIRST_AS_ONE],
    outdir: join(OUT, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    splitting: true,
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    metafile: true,
  })
  const early = await build({ ...SCRIPT, entryPoints: [join(HERE, 'app/early.ts')], format: 'iife', write: false })
  writeFileSync(
    join(OUT, 'index.html'),
    page({
      early: hashed('early.js', early.outputFiles[0]?.text ?? ''),
      ...scriptsOf(metafile),
      ant: await styleOf('ant.css', antStyle()),
      style: await styleOf('console.css', [TOKENS, RAIL_STYLE, ...STYLES.map(ownStyle)].join('\n')),
      mark: hashed('mark.svg', MARK),
    }),
  )
}

const MAIN = join(HERE, 'app/main.tsx')

/**
 * What files share stands in as many chunks as there are ways to share it, each asked for by itself. Whatever is loaded later comes
 * after the first load: where every file says so, all of that is one.
 */
const FIRST_AS_ONE: Plugin = {
  name: 'first-as-one',
  setup({ onLoad }) {
    onLoad({ filter: /\.tsx$/ }, ({ path }) => ({
      contents: `import ${JSON.stringify(MAIN)}\n${readFileSync(path, 'utf8')}`,
      loader: 'tsx',
    }))
  },
}

const SCRIPT = {
  bundle: true,
  minify: true,
  format: 'esm',
  target: 'es2022',
  legalComments: 'none',
  logLevel: 'warning',
} as const satisfies BuildOptions

const styleOf = async (name: string, css: string): Promise<string> =>
  hashed(name, (await transform(css, { loader: 'css', minify: true })).code)

/** The script that draws, and what it imports, which is asked for with it instead of after it. */
function scriptsOf({ outputs }: Metafile): { readonly main: string; readonly ahead: readonly string[] } {
  const main = Object.keys(outputs).find((file) => outputs[file]?.entryPoint?.endsWith('app/main.tsx')) ?? ''
  const imported = (file: string): string[] =>
    (outputs[file]?.imports ?? [])
      .filter(({ kind }) => kind === 'import-statement')
      .flatMap(({ path }) => [path, ...imported(path)])
  return { main: fileName(main), ahead: [...new Set(imported(main))].map(fileName) }
}
const fileName = (path: string): string => path.split('/').at(-1) ?? ''

/** The script of the pages behind links, one small file, which they name by what is in it; and the worker of `/jobs`. */
export async function buildPhone(): Promise<void> {
  await build({
    ...SCRIPT,
    entryPoints: { phone: join(ROOT, 'web/phone/main.ts'), worker: join(ROOT, 'web/phone/outside/worker.ts') },
    outdir: dirname(PHONE_SCRIPT),
    charset: 'utf8',
  })
}

const ownStyle = (name: string): string => readFileSync(join(HERE, 'style', name), 'utf8')

function hashed(name: string, content: string): string {
  const hash = createHash('sha256').update(content).digest('hex').slice(0, 8)
  const file = name.replace('.', `-${hash}.`)
  writeFileSync(join(OUT, 'assets', file), content)
  return file
}

const MARK = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 30 30"><path d="M1 11v8M1 15h17M29 9v12" fill="none" stroke="#0b5cad" stroke-width="2.5"/><path d="m14.5 14.5 3 3.300 6-7.300" fill="none" stroke="#0b5cad" stroke-width="2.5"/></svg>`

interface Files {
  readonly early: string
  readonly main: string
  readonly ahead: readonly string[]
  readonly ant: string
  readonly style: string
  readonly mark: string
}

/**
 * No script and no style stands in it: the policy that comes with it lets none in. A sheet that is switched off is not fetched:
 * whoever draws with Ant Design switches it on (`app/outside/sheet.ts`), and it lies under our own.
 */
const page = ({ early, main, ahead, ant, style, mark }: Files): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>承诺</title>
<script src="${BASE}/assets/${early}"></script>
<link rel="icon" type="image/svg+xml" href="${BASE}/assets/${mark}">
<link rel="stylesheet" href="${BASE}/assets/${ant}" disabled>
<link rel="stylesheet" href="${BASE}/assets/${style}">
${ahead.map((file) => `<link rel="modulepreload" href="${BASE}/assets/${file}">`).join('\n')}
<script type="module" src="${BASE}/assets/${main}"></script>
</head>
<body><div id="console"></div></body>
</html>
`
