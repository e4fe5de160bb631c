import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { sha256 } from '../functions/adapters/digest.ts'
import { type Checked, checkSheets } from '../shared/evidence/check.ts'
import { checkFiles } from '../shared/evidence/files.ts'
import { inLanguage } from '../shared/kernel/text.ts'
import { verifiedSchema } from '../shared/wire/evidence.ts'
import { printFailure } from './failure.ts'
import { requireFileFits, TooLargeError } from './import/limits.ts'
import { openWorkbook, type WorkbookSheet } from './import/workbook.ts'
import { commandLanguage } from './language.ts'

// npm run evidence -- verify FILE.xlsx [--files FOLDER] [--url https://… --token TOKEN]
// Derives the hash chain of an evidence pack anew from its own records and compares it with what the file says. With the
// address of the system and a dispatcher's or manager's token also with the audit record and with the ledger of today.
// `--files`: whether the photos, signatures and papers in that folder are, byte for byte, those that the pack names.
// Exits with 1 when the file is not as it was exported, or a file in the folder is none of those it names. A ledger that has moved on since is no fault of the file: a warning, and 0.

const OPTIONS = 'npm run evidence -- verify FILE.xlsx [--files FOLDER] [--url URL --token TOKEN] [--lang zh-CN|en]'

let language = commandLanguage(undefined)
const { file, folder, url, token } = readArguments()
const sheets = await sheetsOf(file)
const checked = checkSheets(
  sheets.map(({ data }) => data),
  sha256,
)
if (!checked) fail(`${file} 不是证据包`, `${file} is no evidence pack`)
say(
  `${file}：证据包 ${checked.pack}，${checked.hashes.length} 条记录，最后的哈希 ${checked.head}`,
  `${file}: pack ${checked.pack}, ${checked.hashes.length} records, last hash ${checked.head}`,
)
for (const problem of checked.problems) say(`  ✗ ${problem.zh}`, `  ✗ ${problem.en}`)
if (checked.problems.length > 0) process.exitCode = 1
else
  say(
    '  ✓ 逐条记录、各条款的件数、期间和编号都与哈希链一致（用途、姓名和条款原文不在链里，未核对）；最后的哈希应与审计记录上的相同',
    '  ✓ every record, the counts of each clause, the period and the number agree with the chain (purpose, names and the words of the clauses are not in it, and were not checked); its last hash must be the one on the audit record',
  )
if (folder !== undefined) compareFiles(checked, folder)
if (url && token) await compare(checked, url, token)

/** Whoever was handed a pack may have been handed anything. */
async function sheetsOf(file: string): Promise<readonly WorkbookSheet[]> {
  try {
    requireFileFits(file)
    return await openWorkbook(readFileSync(file))
  } catch (error) {
    if (error instanceof TooLargeError) return fail(`${file} ${error.text.zh}`, `${file} ${error.text.en}`)
    return fail(`${file} 不是 .xlsx 文件`, `${file} is no .xlsx file`)
  }
}

/** Whoever was handed files beside a pack looks whether a byte of them is another. */
function compareFiles({ files }: Checked, folder: string): void {
  const found = filesIn(folder).map((name) => ({
    name,
    sha256: createHash('sha256')
      .update(readFileSync(join(folder, name)))
      .digest('hex'),
  }))
  const { same, missing, unknown } = checkFiles(files, found)
  say(`  ✓ ${same.length} 个附件与存入时逐字节一致`, `  ✓ ${same.length} files are, byte for byte, as they were stored`)
  for (const name of unknown)
    say(`  ✗ ${name} 不是证据包里的附件，或者被改动过`, `  ✗ ${name} is no file of this pack, or was changed`)
  for (const { name, sha256: digest } of missing)
    say(`  ! 文件夹里没有 ${name}（SHA-256 ${digest}）`, `  ! ${name} is not in the folder (SHA-256 ${digest})`)
  if (unknown.length > 0) process.exitCode = 1
}

function filesIn(folder: string): readonly string[] {
  try {
    return readdirSync(folder, { withFileTypes: true })
      .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
      .map(({ name }) => name)
  } catch {
    return fail(`${folder} 不是文件夹，或者无法读取`, `${folder} is no folder, or cannot be read`)
  }
}

/** Asks the system whether it exported this, and whether its ledger still says so. */
async function compare({ pack, head, hashes, ended }: Checked, url: string, token: string): Promise<void> {
  const response = await fetch(`${url.replace(/\/$/, '')}/api/evidence/verify`, {
    method: 'POST',
    headers: {
      authorization: `Bearer ${token}`,
      'content-type': 'application/json',
      'accept-language': language,
    },
    body: JSON.stringify({ pack, hashes: hashes.map((hash) => hash.slice(0, 16)) }),
  }).catch(() => fail(`  ${url} 没有应答`, `  nothing answers at ${url}`))
  if (response.status === 404)
    fail('  ✗ 审计记录里没有这个编号的证据包', '  ✗ no pack of this number is on the audit record')
  if (!response.ok) {
    const answer = await response.text()
    fail(`  系统回答 ${response.status}：${answer}`, `  the system answered ${response.status}: ${answer}`)
  }
  const { exported, same, firstDifference } = verifiedSchema.parse(await response.json())
  const isOurs = exported.chain === head
  if (isOurs) say('  ✓ 审计记录上的最后哈希相同', '  ✓ the audit record names this last hash')
  else say('  ✗ 审计记录上的最后哈希不同', '  ✗ the audit record names another last hash')
  if (same) say('  ✓ 台账今天仍与文件一致', '  ✓ the ledger still says the same')
  else movedOn(firstDifference, ended)
  if (!isOurs) process.exitCode = 1
}

/** What was open may end and what had ended may be opened again, by an event; by hand is what `check` of the ledger finds. */
function movedOn(record = 1, ended: readonly boolean[]): void {
  const [zh, en] = ended[record - 1]
    ? [
        '导出时这一条已经结束；请运行 npm run ledger -- check，它能分清是被人改动，还是后来有新事件',
        'it had ended when the pack was made; npm run ledger -- check tells whether someone changed it or an event came later',
      ]
    : [
        '导出时尚未结束的，之后可能已经结束，也可能有新增的',
        'what was open when the pack was made may have ended, and more may have come',
      ]
  say(
    `  ! 台账今天与文件不同，从第 ${record} 条起：${zh}`,
    `  ! the ledger says otherwise today, first at record ${record}: ${en}`,
  )
}

function readArguments(): Record<'folder' | 'url' | 'token', string | undefined> & { file: string } {
  try {
    const text = { type: 'string' } as const
    const { positionals, values } = parseArgs({
      allowPositionals: true,
      options: { files: text, url: text, token: text, lang: text },
    })
    language = commandLanguage(values.lang)
    const [command, file, ...others] = positionals
    if (command === 'verify' && file !== undefined && others.length === 0)
      return { file, folder: values.files, url: values.url, token: values.token }
  } catch (error) {
    printFailure(error, language)
  }
  return fail(`用法：${OPTIONS}`, `usage: ${OPTIONS}`)
}

function say(zh: string, en: string): void {
  console.log(inLanguage({ zh, en }, language))
}

function fail(zh: string, en: string): never {
  console.error(inLanguage({ zh, en }, language))
  process.exit(1)
}
