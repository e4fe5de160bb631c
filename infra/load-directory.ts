import { parseArgs } from 'node:util'
import { systemClock } from '../functions/adapters/system-clock.ts'
import { merged } from '../shared/directory/lists.ts'
import { faultText, NotFoundError } from '../shared/kernel/errors.ts'
import { inLanguage } from '../shared/kernel/text.ts'
import { dutyProblems } from '../shared/oncall/on-call.ts'
import { keepingDuty } from '../shared/oncall/roster-changes.ts'
import { announceChanges } from '../shared/use-cases/contract-ledger.ts'
import { type KeptRecord, keepingRecord } from '../shared/use-cases/keep-edits.ts'
import { inWords, readDirectoryFile } from './directory-file.ts'
import { printFailure } from './failure.ts'
import { openTarget, type Target } from './import/target.ts'
import { commandLanguage, machineLanguage } from './language.ts'

// node infra/load-directory.ts directory.yaml --table NAME
// Writes the master data to the DynamoDB table, with the credentials and region of the environment. Replaces what the
// file names and deletes nothing, so it may run again at any time. A file with a problem is not written at all.

const USAGE = 'usage: node infra/load-directory.ts file.yaml --table NAME [--lang zh-CN|en]'

const { file, table, lang } = readArguments()
let language = machineLanguage(process.env)
let target: Target | undefined
try {
  language = commandLanguage(lang)
  target = openTarget(table)
  await load(target)
} catch (error) {
  console.error(inLanguage({ zh: `${file} 没有写入：`, en: `${file} was not written:` }, language))
  printFailure(error, language)
  process.exitCode = 1
} finally {
  target?.close()
}

async function load(target: Target): Promise<void> {
  const { directory: stored, refresh } = target
  const { directory, against } = readDirectoryFile(file)
  for (const warning of against(await target.plans())) note(faultText(warning, language))
  const before = await stored.all().catch(whenEmpty)
  const now = systemClock.now()
  const onRecord = before && (await keepingRecord(target.directoryRecord, directory, before, now))
  if (onRecord) tell(onRecord)
  const kept = keepingDuty(onRecord?.directory ?? directory, before, now)
  const all = before ? merged(before, kept) : kept
  await announceChanges(target, all, before)
  await stored.put(kept)
  await refresh(all)
  for (const problem of dutyProblems(all, now)) note(inWords(problem, language))
  const { customers, sites, units } = directory
  const done = {
    zh: `${file}：${customers.length} 个客户、${sites.length} 个现场、${units.length} 台设备已在 ${table} 里`,
    en: `${file}: ${customers.length} customers, ${sites.length} sites and ${units.length} units are in ${table}`,
  }
  console.log(inLanguage(done, language))
}

/** A manager has moved it since: what the file says is older. */
function behind(contract: string, version: number): string {
  const words = {
    zh: `合同 ${contract} 已改为第 ${version} 版承诺，请把文件里的 planVersion 也改成 ${version}`,
    en: `contract ${contract} was moved to version ${version} of its plan: set its planVersion to ${version} in the file`,
  }
  return inLanguage(words, language)
}

/** Who has duty was changed in the room since: what the file says of it is older. */
function otherThanRecord(roster: string): string {
  const words = {
    zh: `值班表 ${roster} 已在系统里改过，与文件不同：以系统为准。请把文件改成一样；要换人换班，请在“值班表”里改`,
    en: `roster ${roster} was changed on record and the file says otherwise: the record is kept. Bring the file into line; who has duty is changed in the room "Roster"`,
  }
  return inLanguage(words, language)
}

function tell({ moved, rosters, warning }: KeptRecord): void {
  for (const { contract, onFile } of moved) note(behind(contract, onFile))
  for (const roster of rosters) note(otherThanRecord(roster))
  if (warning) note(inLanguage(warning, language))
}

function note(text: string): void {
  console.warn(`${inLanguage({ zh: '请注意', en: 'note' }, language)} ${text}`)
}

/** The first time, there is nothing in the table. */
function whenEmpty(error: unknown): undefined {
  if (!(error instanceof NotFoundError)) throw error
}

function readArguments(): { file: string; table: string; lang: string | undefined } {
  try {
    const options = { table: { type: 'string' }, lang: { type: 'string' } } as const
    const { positionals, values } = parseArgs({ allowPositionals: true, options })
    const [file, ...others] = positionals
    if (file !== undefined && others.length === 0 && values.table !== undefined)
      return { file, table: values.table, lang: values.lang }
  } catch (error) {
    printFailure(error, machineLanguage(process.env))
  }
  console.error(USAGE)
  process.exit(2)
}
