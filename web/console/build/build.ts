import { createHash } from 'node:crypto'
import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { build, type Metafile, transform } from 'esbuild'
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
  'settings.css',
]

export async function buildConsole(): Promise<void> {
  rmSync(OUT, { recursive: true, force: true })
  mkdirSync(join(OUT, 'assets'), { recursive: true })
  const { metafile } = await build({
    entryPoints: { early: join(HERE, 'app/early.ts'), console: join(HERE, 'app/main.tsx') },
    outdir: join(OUT, 'assets'),
    entryNames: '[name]-[hash]',
    chunkNames: '[name]-[hash]',
    bundle: true,
    splitting: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    jsx: 'automatic',
    define: { 'process.env.NODE_ENV': '"production"' },
    legalComments: 'none',
    metafile: true,
    logLevel: 'warning',
  })
  const css = [antStyle(), TOKENS, RAIL_STYLE, ...STYLES.map(ownStyle)].join('\n')
  const style = hashed('console.css', (await transform(css, { loader: 'css', minify: true })).code)
  const mark = hashed('mark.svg', MARK)
  writeFileSync(join(OUT, 'index.html'), page({ scripts: scriptsOf(metafile), style, mark }))
}

/** In the order in which they run, and what they import, which is asked for with them instead of after them. */
function scriptsOf({ outputs }: Metafile): Scripts {
  const entries = ['early.ts', 'main.tsx'].map(
    (name) => Object.keys(outputs).find((file) => outputs[file]?.entryPoint?.endsWith(name)) ?? '',
  )
  const imported = (file: string): string[] =>
    (outputs[file]?.imports ?? [])
      .filter(({ kind }) => kind === 'import-statement')
      .flatMap(({ path }) => [path, ...imported(path)])
  return { run: entries.map(fileName), ahead: [...new Set(entries.flatMap(imported))].map(fileName) }
}
interface Scripts {
  readonly run: readonly string[]
  readonly ahead: readonly string[]
}
const fileName = (path: string): string => path.split('/').at(-1) ?? ''

/** The script of the pages behind links: one small file, which they name by what is in it. */
export async function buildPhone(): Promise<void> {
  await build({
    entryPoints: [join(ROOT, 'web/phone/main.ts')],
    outfile: PHONE_SCRIPT,
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    charset: 'utf8',
    legalComments: 'none',
    logLevel: 'warning',
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

/** No script and no style stands in it: the policy that comes with it lets none in. */
const page = ({ scripts, style, mark }: { scripts: Scripts; style: string; mark: string }): string => `<!doctype html>
<html lang="zh-CN">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex">
<meta name="color-scheme" content="light dark">
<title>承诺</title>
<link rel="icon" type="image/svg+xml" href="${BASE}/assets/${mark}">
<link rel="stylesheet" href="${BASE}/assets/${style}">
${scripts.ahead.map((file) => `<link rel="modulepreload" href="${BASE}/assets/${file}">`).join('\n')}
${scripts.run.map((file) => `<script type="module" src="${BASE}/assets/${file}"></script>`).join('\n')}
</head>
<body><div id="console"></div></body>
</html>
`
