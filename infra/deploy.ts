import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { inLanguage, text } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { commandLanguage, machineLanguage } from './language.ts'
import { askedBy } from './preflight/asked.ts'
import { cdkArguments } from './preflight/deployment.ts'
import { readFacts } from './preflight/facts.ts'
import { findingsOf } from './preflight/findings.ts'

// npm run preflight -- …   looks at the account, says what to ask for, changes nothing; 1: something is in the way
// npm run deploy -- …      the same, then `cdk deploy --all …`. `--anyway` deploys whatever was found.

const IN_THE_WAY = text('标 ✗ 的先解决再部署。', 'What is marked ✗ is in the way of a deployment.')
const NOT_DEPLOYED = text(
  '没有部署：标 ✗ 的先解决；明知如此仍要部署，加 --anyway。',
  'Not deployed: what is marked ✗ is in the way; --anyway deploys nevertheless.',
)
const MARK = { stop: '✗', ask: '!', good: '✓' } as const
const isLook = process.argv[2] === 'preflight'
const args = process.argv.slice(isLook ? 3 : 2)
let language = machineLanguage(process.env)
try {
  const { context = {} } = JSON.parse(readFileSync(new URL('../cdk.json', import.meta.url), 'utf8'))
  const asked = askedBy(args, context)
  language = commandLanguage(asked.lang)
  const facts = await readFacts(asked)
  const findings = findingsOf(facts, asked, new Date())
  for (const { level, text } of findings) console.log(`${MARK[level]} ${inLanguage(text, language)}`)
  const isStopped = findings.some(({ level }) => level === 'stop') && !args.includes('--anyway')
  if (isStopped) console.error(inLanguage(isLook ? IN_THE_WAY : NOT_DEPLOYED, language))
  process.exitCode = isStopped ? 1 : isLook ? 0 : deploy(cdkArguments(args, asked, facts))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 2
}

function deploy(args: readonly string[]): number {
  const { status, error } = spawnSync('cdk', args, { stdio: 'inherit' })
  if (error) throw error
  return status ?? 1
}
