import { parseArgs } from 'node:util'
import readXlsx from 'read-excel-file/node'
import { sha256 } from '../functions/adapters/digest.ts'
import { verifiedSchema } from '../shared/contracts/evidence.ts'
import { type Checked, checkSheets } from '../shared/evidence/check.ts'

// npm run evidence -- verify FILE.xlsx [--url https://… --token TOKEN]
// Derives the hash chain of an evidence pack anew from its own records and compares it with what the file says. With the
// address of the system and a dispatcher's or manager's token also with the audit record and with the ledger of today.
// Exits with 1 when the file is not as it was exported. A ledger that has moved on since is no fault of the file: a warning, and 0.

const USAGE = 'usage: npm run evidence -- verify FILE.xlsx [--url URL --token TOKEN]'

const { file, url, token } = readArguments()
const sheets = await readXlsx(file).catch(() => fail(`${file} is no .xlsx file`))
const checked = checkSheets(
  sheets.map(({ data }) => data),
  sha256,
)
if (!checked) fail(`${file} is no evidence pack`)
console.log(`${file}: pack ${checked.pack}, ${checked.hashes.length} records, last hash ${checked.head}`)
for (const problem of checked.problems) console.log(`  ✗ ${problem}`)
if (checked.problems.length > 0) process.exitCode = 1
else console.log('  ✓ the file is as it was made; its last hash must be the one on the audit record')
if (url && token) await compare(checked, url, token)

/** Asks the system whether it exported this, and whether its ledger still says so. */
async function compare({ pack, head, hashes, ended }: Checked, url: string, token: string): Promise<void> {
  const response = await fetch(`${url.replace(/\/$/, '')}/api/evidence/verify`, {
    method: 'POST',
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    body: JSON.stringify({ pack, hashes: hashes.map((hash) => hash.slice(0, 16)) }),
  }).catch(() => fail(`  nothing answers at ${url}`))
  if (response.status === 404) fail('  ✗ no pack of this number is on the audit record')
  if (!response.ok) fail(`  the system answered ${response.status}: ${await response.text()}`)
  const { exported, same, firstDifference } = verifiedSchema.parse(await response.json())
  const isOurs = exported.chain === head
  console.log(isOurs ? '  ✓ the audit record names this last hash' : '  ✗ the audit record names another last hash')
  console.log(same ? '  ✓ the ledger still says the same' : movedOn(firstDifference, ended))
  if (!isOurs) process.exitCode = 1
}

/** What was open may end and what had ended may be opened again, by an event; by hand is what `check` of the ledger finds. */
function movedOn(record = 1, ended: readonly boolean[]): string {
  const [zh, en] = ended[record - 1]
    ? [
        '导出时这一条已经结束；请运行 npm run ledger -- check，它能分清是被人改动，还是后来有新事件',
        'it had ended when the pack was made; npm run ledger -- check tells whether someone changed it or an event came later',
      ]
    : [
        '导出时尚未结束的，之后可能已经结束，也可能有新增的',
        'what was open when the pack was made may have ended, and more may have come',
      ]
  return `  ! the ledger says otherwise today, first at record ${record}: ${en}\n    台账今天与文件不同，从第 ${record} 条起：${zh}`
}

function readArguments(): { file: string; url: string | undefined; token: string | undefined } {
  const { positionals, values } = parseArgs({
    allowPositionals: true,
    options: { url: { type: 'string' }, token: { type: 'string' } },
  })
  const [command, file, ...others] = positionals
  if (command !== 'verify' || file === undefined || others.length > 0) fail(USAGE)
  return { file, url: values.url, token: values.token }
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
