import { existsSync } from 'node:fs'
import { userInfo } from 'node:os'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { sha256 } from '../functions/adapters/digest.ts'
import { SettingError } from '../shared/kernel/errors.ts'
import { inLanguage, type Text } from '../shared/kernel/text.ts'
import { auditProgramKey } from '../shared/use-cases/audit.ts'
import { id } from '../shared/wire/directory-fields.ts'
import { parse } from '../shared/wire/problem.ts'
import { printFailure } from './failure.ts'
import { commandLanguage } from './language.ts'
import { openClock } from './local/clock.ts'
import { dataFile } from './local/data-folder.ts'
import { openDatabase } from './local/database.ts'
import { readConfig } from './local/production/config.ts'
import { PROGRAM_ROLES, ProgramKeys } from './local/production/program-keys.ts'
import { SqliteAudit } from './local/store/audit.ts'

// npm run program-key -- make PROGRAM --role viewer|dispatcher [--days 365]
//                        list | end PROGRAM                      each with --config chengnuo.yaml
// By what other programs come to the staff API of the one-machine system in production. It may be running.

const OPTIONS = {
  config: { type: 'string' },
  lang: { type: 'string' },
  role: { type: 'string' },
  days: { type: 'string', default: '365' },
} as const
const USAGE = `npm run program-key -- make PROGRAM --role ${PROGRAM_ROLES.join('|')} [--days 365] --config chengnuo.yaml
npm run program-key -- list | end PROGRAM --config chengnuo.yaml`

const wishSchema = z.strictObject({
  program: id,
  role: z.enum(PROGRAM_ROLES),
  days: z.coerce.number().int().min(1).max(1095),
})
const OPERATOR = { role: 'operator', actor: { kind: 'staff', id: userInfo().username } } as const

let language = commandLanguage(undefined)
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS })
  language = commandLanguage(values.lang)
  const [command = '', program = '', ...rest] = positionals
  if (!values.config || rest.length > 0 || (command === 'list') !== (program === '')) usage()
  const said = await run(command, { program, role: values.role, days: values.days }, values.config ?? '')
  console.log(inLanguage(said, language))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}

function usage(): never {
  console.error(inLanguage({ zh: `用法：${USAGE}`, en: `usage: ${USAGE}` }, language))
  process.exit(2)
}

async function run(command: string, wish: Readonly<Record<string, unknown>>, config: string): Promise<Text> {
  const { dataDir } = readConfig(config, process.env)
  if (!existsSync(dataFile(dataDir)))
    throw new SettingError({
      zh: `${dataDir} 里还没有数据：先启动一次 npm run serve`,
      en: `there are no data in ${dataDir} yet: start npm run serve once`,
    })
  const db = openDatabase(dataFile(dataDir), { mayUpgrade: false })
  const [keys, audit] = [new ProgramKeys(db), { audit: new SqliteAudit(db), clock: openClock(db), digest: sha256 }]
  const named = String(wish.program)
  try {
    switch (command) {
      case 'make': {
        const { program, role, days } = parse(wishSchema, wish)
        await auditProgramKey(audit, OPERATOR, 'made', { program, may: role })
        return made(keys.make(program, role, days))
      }
      case 'list':
        return listed(keys)
      case 'end':
        await auditProgramKey(audit, OPERATOR, 'ended', { program: named })
        return keys.end(named)
          ? { zh: `${named} 的密钥已作废`, en: `the key of ${named} has ended` }
          : { zh: `${named} 没有密钥`, en: `${named} has no key` }
      default:
        return usage()
    }
  } finally {
    db.close()
  }
}

function made(key: string): Text {
  return {
    zh: `${key}\n只显示这一次。请求里带 Authorization: Bearer 密钥；同名程序原来的密钥已作废。`,
    en: `${key}\nIt is shown this once. Send it as Authorization: Bearer KEY; a key that this program had has ended.`,
  }
}

function listed(keys: ProgramKeys): Text {
  const day = (seconds: number) => new Date(seconds * 1000).toISOString().slice(0, 10)
  const rows = keys.all().map(({ program, role, untilSeconds, usedSeconds }) => ({
    zh: `${program}  ${role}  到 ${day(untilSeconds)}  ${usedSeconds ? `上次使用 ${day(usedSeconds)}` : '从未使用'}`,
    en: `${program}  ${role}  until ${day(untilSeconds)}  ${usedSeconds ? `last used ${day(usedSeconds)}` : 'never used'}`,
  }))
  return rows.length > 0
    ? { zh: rows.map(({ zh }) => zh).join('\n'), en: rows.map(({ en }) => en).join('\n') }
    : { zh: '还没有密钥：npm run program-key -- make', en: 'there are no keys yet: npm run program-key -- make' }
}
