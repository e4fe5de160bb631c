import { readFileSync, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { Environment } from '../../../functions/channels/kind.ts'
import { BadRequestError, type Fault, fault } from '../../../shared/kernel/errors.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import { parse } from '../../../shared/wire/problem.ts'
import { yamlWithFaults } from '../../yaml-place.ts'
import { type Config, configSchema, type SecretPlace } from './schema.ts'

/** What the file says, its paths made whole and its secrets looked up. */
export interface Production extends Omit<Config, 'channels' | 'heartbeat'> {
  /** What channels and hotlines would otherwise find in the environment. */
  readonly given: Environment
  readonly heartbeatUrl?: string
  readonly clientSecret?: string
  /** A fault at its place in the file, for what is found wrong later. */
  readonly placed: (at: string, zh: string, en: string) => BadRequestError
}

/** @throws BadRequestError with each fault, its file and line, and what to write instead. */
export function readConfig(file: string, environment: Environment): Production {
  const { yaml, placing } = yamlWithFaults(file)
  const whole = (path: string) => resolve(dirname(file), path)
  return placing(() => {
    const config = parse(configSchema, yaml.toJS() ?? {})
    const secrets = secretsIn(config, (place, at) => secretAt(place, at, whole, environment))
    const { channels: _, heartbeat: _1, ...rest } = config
    return {
      ...rest,
      ...secrets,
      dataDir: whole(config.dataDir),
      directory: whole(config.directory),
      backup: { ...config.backup, folder: whole(config.backup.folder) },
      ...defined({ plans: config.plans && whole(config.plans), forms: config.forms && whole(config.forms) }),
      placed: (at, zh, en) => new BadRequestError([placing.fault(fault(at, zh, en))]),
    }
  })
}

type LookUp = (place: SecretPlace, at: string) => string | Fault

/** All that are missing are told at once. */
function secretsIn({ channels, hotline, twilio, signIn, heartbeat }: Config, lookUp: LookUp) {
  const faults: Fault[] = []
  const secretOf = (place: SecretPlace | undefined, at: string): string | undefined => {
    const found = place && lookUp(place, at)
    if (typeof found !== 'object') return found
    faults.push(found)
    return undefined
  }
  const given = defined({
    HOTLINE_SECRET: secretOf(hotline?.secret, 'hotline.secret'),
    HOTLINE_SECRET_PREVIOUS: secretOf(hotline?.previous, 'hotline.previous'),
    TWILIO_AUTH_TOKEN: secretOf(twilio?.authToken, 'twilio.authToken'),
    TWILIO_AUTH_TOKEN_PREVIOUS: secretOf(twilio?.previous, 'twilio.previous'),
    ...Object.fromEntries(
      Object.entries(channels).map(([name, value]) => [
        name,
        typeof value === 'string' ? plain(name, value, faults) : secretOf(value, `channels.${name}`),
      ]),
    ),
  })
  const heartbeatUrl = secretOf(heartbeat, 'heartbeat')
  const clientSecret = secretOf(signIn.openId?.clientSecret, 'signIn.openId.clientSecret')
  if (faults.length > 0) throw new BadRequestError(faults)
  return { given, ...defined({ heartbeatUrl, clientSecret }) }
}

/** Files like this one are shown around, and end up in backups. */
function plain(name: string, value: string, faults: Fault[]): string {
  if (URL.canParse(value) && new URL(value).password !== '')
    faults.push(
      fault(
        `channels.${name}`,
        '网址里不要带密码：另写一项 { file: 文件路径 }，例如 SMTP_PASSWORD',
        'holds a password: give it apart, as { file: PATH }, such as SMTP_PASSWORD',
      ),
    )
  return value
}

/** Longer than any; a file that is not meant to be one is not read to its end. */
const LONGEST = 10_000

function secretAt(
  { file, env }: SecretPlace,
  at: string,
  whole: (path: string) => string,
  environment: Environment,
): string | Fault {
  if (env !== undefined)
    return (
      environment[env] ||
      fault(at, `环境变量 ${env} 没有值：设好再启动`, `the environment variable ${env} is not set: set it, then start`)
    )
  return secretInFile(whole(file ?? ''), at)
}

function secretInFile(file: string, at: string): string | Fault {
  const found = statSync(file, { throwIfNoEntry: false })
  if (!found?.isFile())
    return fault(
      at,
      `找不到 ${file}：把密钥写进去，再 chmod 600`,
      `there is no ${file}: put the secret there, then chmod 600`,
    )
  if (found.mode & 0o007)
    return fault(
      at,
      `这台机器上谁都能读 ${file}：chmod 600 ${file}`,
      `everybody on this machine can read ${file}: chmod 600 ${file}`,
    )
  const text = found.size > LONGEST ? '' : readFileSync(file, 'utf8').trim()
  return (
    text ||
    fault(at, `${file} 是空的，或太长：只写密钥这一行`, `${file} is empty, or too long: it holds one line, the secret`)
  )
}
