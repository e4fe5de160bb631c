import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as z from 'zod'
import { ROLES } from '../functions/api/claims.ts'
import { ON_ONE_MACHINE } from '../functions/channels/on-one-machine.ts'
import { chosen, through } from '../functions/channels/through.ts'
import { MessageNotSentError, SettingError } from '../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text } from '../shared/kernel/text.ts'
import type { MailMessage } from '../shared/ports/messaging.ts'
import { email, id, line } from '../shared/wire/directory-fields.ts'
import { parse } from '../shared/wire/problem.ts'
import { printFailure } from './failure.ts'
import { commandLanguage } from './language.ts'
import { consoleLog } from './local/console-log.ts'
import { dataFile } from './local/data-folder.ts'
import { openDatabase } from './local/database.ts'
import { Accounts } from './local/production/accounts/accounts.ts'
import { invitationMail } from './local/production/accounts/invite.ts'
import { type Production, readConfig } from './local/production/config.ts'
import { Sessions } from './local/production/sessions.ts'
import { SqliteDirectory } from './local/store/directory.ts'

// npm run account -- invite PERSON --role ROLE [--mail ADDRESS --name NAME] [--show]
//                    list | sign-out PERSON | remove PERSON          each with --config chengnuo.yaml
// Who may sign in to the one-machine system in production. It may be running.

const OPTIONS = {
  config: { type: 'string' },
  lang: { type: 'string' },
  role: { type: 'string' },
  mail: { type: 'string' },
  name: { type: 'string' },
  show: { type: 'boolean' },
} as const
const USAGE = `npm run account -- invite PERSON --role ${ROLES.join('|')} [--mail ADDRESS --name NAME] [--show] --config chengnuo.yaml
npm run account -- list | sign-out PERSON | remove PERSON --config chengnuo.yaml`

const whoSchema = z.strictObject({ person: id, role: z.enum(ROLES), mail: email, name: line })

let language = commandLanguage(undefined)
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS })
  language = commandLanguage(values.lang)
  const [command, person, ...rest] = positionals
  if (!values.config || !command || rest.length > 0 || (command === 'list') !== (person === undefined)) usage()
  const config = readConfig(values.config ?? '', process.env)
  const said = await run(command ?? '', person ?? '', values, config)
  console.log(inLanguage(said, language))
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}

function usage(): never {
  console.error(inLanguage({ zh: `用法：${USAGE}`, en: `usage: ${USAGE}` }, language))
  process.exit(2)
}

interface Wishes {
  readonly role?: string | undefined
  readonly mail?: string | undefined
  readonly name?: string | undefined
  readonly show?: boolean | undefined
}

async function run(command: string, person: string, wishes: Wishes, config: Production): Promise<Text> {
  const file = dataFile(config.dataDir)
  if (!existsSync(file))
    throw new SettingError({
      zh: `${config.dataDir} 里还没有数据：先启动一次 npm run serve`,
      en: `there are no data in ${config.dataDir} yet: start npm run serve once`,
    })
  const db = openDatabase(file, { mayUpgrade: false })
  const [accounts, sessions] = [new Accounts(db), new Sessions(db)]
  try {
    switch (command) {
      case 'invite':
        return await invite(person, wishes, config, { accounts, sessions, directory: new SqliteDirectory(db) })
      case 'list':
        return listed(accounts)
      case 'sign-out':
        return signedOut(person, sessions.endOf(person))
      case 'remove':
        sessions.endOf(person)
        return accounts.remove(person)
          ? { zh: `${person} 不能再登录了`, en: `${person} may sign in no longer` }
          : { zh: `没有账号 ${person}`, en: `there is no account ${person}` }
      default:
        return usage()
    }
  } finally {
    db.close()
  }
}

// Declared, as all here: the command has run before a constant further down is one.
function signedOut(person: string, places: number): Text {
  return { zh: `${person} 已在 ${places} 处退出登录`, en: `${person} is signed out in ${places} places` }
}

interface Kept {
  readonly accounts: Accounts
  readonly sessions: Sessions
  readonly directory: SqliteDirectory
}

/** With the mail address and the name that the directory has, unless others are given. */
async function invite(
  person: string,
  { role, mail, name, show }: Wishes,
  config: Production,
  { accounts, sessions, directory }: Kept,
): Promise<Text> {
  const onFile = await directory.person(person)
  const who = parse(whoSchema, { person, role, mail: mail ?? onFile?.email, name: onFile?.name ?? name })
  const other = accounts.named(who.mail)
  if (other && other.person !== who.person)
    throw new SettingError({
      zh: `${who.mail} 已经是 ${other.person} 的邮箱：用 --mail 写另一个`,
      en: `${who.mail} is the address of ${other.person}: give another with --mail`,
    })
  const before = accounts.named(person)
  const token = accounts.invite(who)
  // Nobody goes on for hours as what they no longer are.
  if (before && before.role !== who.role) sessions.endOf(person)
  const url = `${config.publicUrl}/sign-in/invitation/${token}`
  if (show)
    return {
      zh: `${who.name} 用这个链接设置密码（72 小时内，一次）：\n${url}`,
      en: `${who.name} chooses a password by this link, once, within 72 hours:\n${url}`,
    }
  const supplier = await directory.supplier()
  const to: Language = onFile?.language ?? config.language
  const from = inLanguage(supplier.name, to)
  await post(invitationMail({ account: who, url, from, language: to, key: String(Date.now()) }), config)
  return { zh: `邀请已发到 ${who.mail}，72 小时内有效`, en: `the invitation went to ${who.mail}; it lasts 72 hours` }
}

async function post(message: MailMessage, { given }: Production): Promise<void> {
  try {
    await through(chosen(ON_ONE_MACHINE, given), consoleLog).send(message)
  } catch (cause) {
    if (!(cause instanceof MessageNotSentError)) throw cause
    throw new SettingError(
      {
        zh: `邮件没有发出（${cause.said}）：检查 SMTP_URL，或加 --show 直接显示链接`,
        en: `the mail did not go (${cause.said}): check SMTP_URL, or have the link printed with --show`,
      },
      { cause },
    )
  }
}

function listed(accounts: Accounts): Text {
  const rows = accounts.all().map(({ person, role, mail, name, password, invited }) => {
    const state = password ? '✓' : invited ? '…' : '–'
    return `${state} ${person}  ${role}  ${name}  ${mail}`
  })
  return rows.length > 0
    ? { zh: rows.join('\n'), en: rows.join('\n') }
    : { zh: '还没有账号：npm run account -- invite', en: 'there are no accounts yet: npm run account -- invite' }
}
