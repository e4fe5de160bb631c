import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { SettingError } from '../../shared/errors/errors.ts'
import { writeWhole } from './write-whole.ts'

/** What AWS keeps in Secrets Manager. */
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

const FROM_ENVIRONMENT: Partial<Record<keyof Secrets, string>> = {
  hotline: 'HOTLINE_SECRET',
  twilio: 'TWILIO_AUTH_TOKEN',
}

/** Secrets from the environment, else those made at the first start and kept beside the data, readable by the owner only. */
export function localSecrets(folder: string | undefined): Secrets {
  const kept = readKept(folder)
  const secret = (name: keyof Secrets): string => {
    const variable = FROM_ENVIRONMENT[name]
    return (variable && process.env[variable]) || kept[name] || randomBytes(24).toString('hex')
  }
  const secrets = { hotline: secret('hotline'), twilio: secret('twilio'), link: secret('link'), login: secret('login') }
  if (folder) keep(folder, secrets)
  return secrets
}

/** Whole or not at all, whenever the process dies: links already sent depend on what is kept. */
function keep(folder: string, secrets: Secrets): void {
  writeWhole(join(folder, 'secrets.json'), `${JSON.stringify(secrets, null, 2)}\n`)
}

function readKept(folder: string | undefined): Partial<Secrets> {
  const file = folder && join(folder, 'secrets.json')
  if (!file || !existsSync(file)) return {}
  try {
    return JSON.parse(readFileSync(file, 'utf8'))
  } catch (cause) {
    if (!(cause instanceof SyntaxError)) throw cause
    throw new SettingError(
      {
        zh: `${file} 不是 JSON：换回备份；删掉它会作废已发出的所有链接`,
        en: `${file} is not JSON: put a backup in its place; removing it ends every link that was sent`,
      },
      { cause },
    )
  }
}
