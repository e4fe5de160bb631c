import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, statSync } from 'node:fs'
import * as z from 'zod'
import { fixedKeys, type Keys, keysFrom, type Texts } from '../../functions/adapters/keys.ts'
import { SettingError } from '../../shared/kernel/errors.ts'
import type { KeyFacts } from '../../shared/ports/machine.ts'
import { secretsFile } from './data-folder.ts'
import { writeWhole } from './write-whole.ts'

/** What AWS keeps in Secrets Manager: of each the one of now. */
export interface Secrets {
  /** Signs `POST /hotline/calls`. */
  readonly hotline: string
  /** Twilio's auth token, which signs its webhooks. */
  readonly twilio: string
  /** Derives the links of engineers and customers. */
  readonly link: string
  /** Signs the bearer tokens that `POST /local/login` gives out. */
  readonly login: string
}
type SecretName = keyof Secrets

/** What is not made here: the environment, or what stands for it. */
export type Given = Readonly<Record<string, string | undefined>>

export interface LocalSecrets {
  readonly secrets: Secrets
  /** Read from the file again and again: see `rotate`. */
  readonly keysOf: (name: SecretName) => Keys
}

const FROM_ENVIRONMENT: Partial<Record<SecretName, string>> = {
  hotline: 'HOTLINE_SECRET',
  twilio: 'TWILIO_AUTH_TOKEN',
}
/** Those that are made here and may be made anew while the system runs. */
export const ROTATED = ['hotline', 'link'] as const
export type Rotated = (typeof ROTATED)[number]

/** Secrets from the environment, else those made at the first start and kept beside the data, readable by the owner only. */
export function localSecrets(folder: string | undefined, given: Given = process.env): LocalSecrets {
  const kept = readKept(folder)
  const made = (name: SecretName): Texts => kept[name] ?? [randomBytes(24).toString('hex')]
  const all = { hotline: made('hotline'), twilio: made('twilio'), link: made('link'), login: made('login') }
  if (folder) keep(folder, all)
  const now = (name: SecretName): string => (fromEnvironment(name, given) ?? all[name])[0] ?? ''
  const keysOf = (name: SecretName): Keys => {
    const named = fromEnvironment(name, given)
    if (named || !folder) return fixedKeys(...(named ?? all[name]))
    return keysFrom(async () => readKept(folder)[name] ?? all[name])
  }
  const secrets = { hotline: now('hotline'), twilio: now('twilio'), link: now('link'), login: now('login') }
  return { secrets, keysOf }
}

/** As they stand beside the data: for a command beside the running system. */
export const keptKeys = (folder: string, name: SecretName): Keys => fixedKeys(...(readKept(folder)[name] ?? []))

/** Which there are, where from, and since when the file is as it is; never what they say. */
export function keysIn(folder: string | undefined, given: Given = process.env): readonly KeyFacts[] {
  const kept = readKept(folder)
  const names: readonly SecretName[] = ['hotline', 'twilio', 'link', 'login']
  const changedAt =
    folder && existsSync(secretsFile(folder)) ? statSync(secretsFile(folder)).mtime.toISOString() : undefined
  return names.map((name) => {
    const named = fromEnvironment(name, given)
    if (named) return { name, from: 'environment', valid: named.length }
    if (!changedAt) return { name, from: 'memory', valid: 1 }
    return { name, from: 'file', valid: kept[name]?.length ?? 1, changedAt }
  })
}

/** Makes one anew; the one that it replaces counts on beside it. A running system notices. */
export function rotate(folder: string, name: Rotated): void {
  const variable = FROM_ENVIRONMENT[name]
  if (fromEnvironment(name, process.env))
    throw new SettingError({
      zh: `${variable} 由环境变量给出：把新值写进 ${variable}，旧值写进 ${variable}_PREVIOUS，再重新启动`,
      en: `${variable} comes from the environment: put the new value there, the old one into ${variable}_PREVIOUS, and restart`,
    })
  const kept = readKept(folder)
  const old = kept[name]?.[0]
  if (old === undefined)
    throw new SettingError({
      zh: `${folder} 里没有密钥：先启动一次，或检查 DATA_DIR`,
      en: `there are no secrets in ${folder}: start the system once, or check DATA_DIR`,
    })
  keep(folder, { ...kept, [name]: [randomBytes(24).toString('hex'), old] })
}

/** `HOTLINE_SECRET`, and `HOTLINE_SECRET_PREVIOUS` while what it replaces still counts. */
function fromEnvironment(name: SecretName, given: Given): Texts | undefined {
  const variable = FROM_ENVIRONMENT[name]
  const [current, previous] = variable ? [given[variable], given[`${variable}_PREVIOUS`]] : []
  return current ? [current, ...(previous ? [previous] : [])] : undefined
}

type Kept = Partial<Record<SecretName, Texts>>

/** Whole or not at all, whenever the process dies: links already sent depend on what is kept. */
function keep(folder: string, secrets: Kept): void {
  const written = Object.fromEntries(
    Object.entries(secrets).map(([name, texts]) => [name, texts.length === 1 ? texts[0] : texts]),
  )
  writeWhole(secretsFile(folder), `${JSON.stringify(written, null, 2)}\n`)
}

/** One text, or the one of now and the one that it has replaced. */
const texts = z
  .union([
    z
      .string()
      .min(1)
      .transform((text) => [text]),
    z.array(z.string().min(1)).min(1).max(2),
  ])
  .exactOptional()
const keptSchema = z.object({ hotline: texts, twilio: texts, link: texts, login: texts })

function readKept(folder: string | undefined): Kept {
  if (!folder || !existsSync(secretsFile(folder))) return {}
  const file = secretsFile(folder)
  try {
    return keptSchema.parse(JSON.parse(readFileSync(file, 'utf8')))
  } catch (cause) {
    if (!(cause instanceof SyntaxError) && !(cause instanceof z.ZodError)) throw cause
    throw new SettingError(
      {
        zh: `${file} 不是 JSON，或不是密钥：换回备份；删掉它会作废已发出的所有链接`,
        en: `${file} is not JSON, or holds no secrets: put a backup in its place; removing it ends every link that was sent`,
      },
      { cause },
    )
  }
}
