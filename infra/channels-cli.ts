import { existsSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { sha256 } from '../functions/adapters/digest.ts'
import type { Environment } from '../functions/channels/kind.ts'
import { ON_ONE_MACHINE } from '../functions/channels/on-one-machine.ts'
import { registrations } from '../functions/channels/registered/listing.ts'
import { type Provider, RULES } from '../functions/channels/registered/providers.ts'
import { callRegistration } from '../functions/channels/registered/voice.ts'
import { chosen } from '../functions/channels/through.ts'
import { SettingError } from '../shared/kernel/errors.ts'
import { inLanguage, type Text, text } from '../shared/kernel/text.ts'
import { printFailure } from './failure.ts'
import { commandLanguage } from './language.ts'
import { type Answered, sendByEach } from './local/channel-test.ts'
import { dataFile } from './local/data-folder.ts'
import { readConfig } from './local/production/config.ts'
import { keptKeys } from './local/secrets.ts'
import { readSettings } from './local/settings.ts'

// npm run channels -- templates [--provider alibaba|tencent] [--url https://r.example.cn] [--sign 承诺售后]
//                     test PERSON [--config chengnuo.yaml]
// What is to be registered with a provider of SMS in China, and whether a message really reaches somebody.

const OPTIONS = {
  provider: { type: 'string' },
  url: { type: 'string' },
  sign: { type: 'string' },
  config: { type: 'string' },
  lang: { type: 'string' },
} as const
const USAGE = `npm run channels -- templates [--provider ${Object.keys(RULES).join('|')}] --url https://r.example.cn --sign 承诺售后
npm run channels -- test PERSON [--config chengnuo.yaml]`

let language = commandLanguage(undefined)
try {
  const { positionals, values } = parseArgs({ allowPositionals: true, options: OPTIONS })
  language = commandLanguage(values.lang)
  const [command, person, ...rest] = positionals
  if (command === 'templates' && person === undefined) printTemplates(values)
  else if (command === 'test' && person !== undefined && rest.length === 0) await test(person, values.config)
  else usage()
} catch (error) {
  printFailure(error, language)
  process.exitCode = 1
}

function usage(): never {
  console.error(say(text(`用法：${USAGE}`, `usage: ${USAGE}`)))
  process.exit(2)
}

function say(words: Text): string {
  return inLanguage(words, language)
}

function printTemplates({ provider, url, sign }: { provider?: string; url?: string; sign?: string }): void {
  if (provider !== undefined && !Object.hasOwn(RULES, provider)) usage()
  for (const name of Object.keys(RULES) as Provider[]) {
    if (provider !== undefined && provider !== name) continue
    const rules = RULES[name]
    const signature = sign ?? process.env[rules.setting.replace('TEMPLATES', 'SIGN')] ?? ''
    const all = registrations(rules, { publicUrl: url ?? process.env.PUBLIC_URL ?? '', sign: signature })
    console.log(`${say(rules.name)} · ${say(rules.type)}\n`)
    for (const { id, text: words, example, length, segments } of all) {
      const counted = text(
        `最长 ${length} 字，按 ${segments} 条计费`,
        `up to ${length} characters, segments: ${segments}`,
      )
      console.log(`${id}\n  ${words}\n  ${say(text('例：', 'e.g. '))}${example}\n  ${say(counted)}\n`)
    }
    const codes = all.map(({ id }, index) => `${id}=${say(text('编号', 'CODE'))}${index + 1}`).join(',')
    console.log(`${say(text('通过后填：', 'Once they are approved: '))}${rules.setting}=${codes}\n`)
    const { text: read, example } = callRegistration(name)
    const voice = rules.setting.replace('SMS_TEMPLATES', 'VOICE_TEMPLATE')
    console.log(`${say(text('语音通知（打电话念的）', 'Voice notification (what a phone reads out)'))}\n  ${read}`)
    console.log(`  ${say(text('例：', 'e.g. '))}${example}\n  ${voice}=${say(text('编号', 'CODE'))}\n`)
  }
}

/** What the environment says, or the configuration of production. */
function place(config: string | undefined): { readonly folder: string; readonly given: Environment } {
  if (config === undefined) return { folder: readSettings(process.env).folder, given: process.env }
  const { dataDir, given } = readConfig(config, process.env)
  return { folder: dataDir, given }
}

async function test(person: string, config: string | undefined): Promise<void> {
  const { folder, given } = place(config)
  const file = dataFile(folder)
  if (!existsSync(file))
    throw new SettingError({
      zh: `${folder} 里还没有数据：先启动一次系统`,
      en: `there are no data in ${folder} yet: start the system once`,
    })
  const channels = chosen(ON_ONE_MACHINE, given).filter(({ carries }) => carries === 'text')
  if (channels.length === 0)
    throw new SettingError({
      zh: '没有能发短信的渠道：见 docs/zh-CN/channels.md',
      en: 'there is no channel that carries text messages: see docs/channels.md',
    })
  const { to, answers } = await sendByEach(file, channels, person, { digest: sha256, keys: keptKeys(folder, 'link') })
  for (const { channel, said } of answers) console.log(`${channel} → ${to}: ${say(wordsOf(said))}`)
  if (answers.every(({ said }) => said !== undefined)) process.exitCode = 1
}

function wordsOf(said: Answered['said']): Text {
  return said === undefined
    ? text('已收下，请看手机', 'taken: look at the phone')
    : text(`没有收下：${said}`, `refused: ${said}`)
}
