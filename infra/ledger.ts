import { parseArgs } from 'node:util'
import { inLanguage, type Language } from '../shared/kernel/text.ts'
import { check, type LedgerDeps, rebuild } from '../shared/use-cases/rebuild.ts'
import { printFailure } from './failure.ts'
import { openTarget, type Target } from './import/target.ts'
import { commandLanguage } from './language.ts'

// npm run ledger -- check | rebuild
// Compares the promise ledger and the service records with the events that they are derived from, and corrects them. Works on the
// DynamoDB table TABLE_NAME, with the credentials and region of the environment; without one on the embedded system's file in
// DATA_DIR. The system may be running; both may be repeated.

const OPTIONS = 'npm run ledger -- check | rebuild [--lang zh-CN|en]'
const SHOWN = 20

const { command, language } = readArguments()
let target: Target | undefined
try {
  target = openTarget(process.env.TABLE_NAME)
  await run(target)
} catch (error) {
  printFailure(error, language)
  process.exitCode = 2
} finally {
  target?.close()
}

async function run(deps: LedgerDeps & Pick<Target, 'name'>): Promise<void> {
  const { name } = deps
  if (command === 'rebuild') {
    const { repairs, contracts, changed } = await rebuild(deps)
    say(
      `${name}：${repairs} 张报修单、${contracts} 份合同，更正 ${changed} 条`,
      `${name}: ${repairs} repairs and ${contracts} contracts, ${changed} lines and records corrected`,
    )
    return
  }
  const wrong = await check(deps)
  for (const line of wrong.slice(0, SHOWN)) console.log(line)
  const more = wrong.length - SHOWN
  if (more > 0) say(`……另有 ${more} 条`, `… and ${more} more`)
  if (wrong.length === 0) return say(`${name}：与事件一致`, `${name}: stored as the events say`)
  say(
    `${name}：${wrong.length} 条不一致；npm run ledger -- rebuild 可更正`,
    `${name}: ${wrong.length} differ; npm run ledger -- rebuild`,
  )
  process.exitCode = 1
}

function say(zh: string, en: string): void {
  console.log(inLanguage({ zh, en }, language))
}

function readArguments(): { command: 'check' | 'rebuild'; language: Language } {
  let language = commandLanguage(undefined)
  try {
    const { positionals, values } = parseArgs({ allowPositionals: true, options: { lang: { type: 'string' } } })
    language = commandLanguage(values.lang)
    const [command, ...more] = positionals
    if ((command === 'check' || command === 'rebuild') && more.length === 0) return { command, language }
  } catch (error) {
    printFailure(error, language)
  }
  console.error(inLanguage({ zh: `用法：${OPTIONS}`, en: `usage: ${OPTIONS}` }, language))
  process.exit(2)
}
