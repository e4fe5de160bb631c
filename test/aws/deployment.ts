import { execFile } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { PutSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { CreateEmailIdentityCommand, SESv2Client } from '@aws-sdk/client-sesv2'
import type { Directory } from '../../shared/directory/directory.ts'
import { storyDirectory } from '../scenarios/story/setting.ts'
import { ARTIFACTS } from '../support/python-program.ts'
import type { Emulator } from './emulator/emulator.ts'
import { createIssuer, type Issuer } from './issuer.ts'
import { type Outputs, readOutputs } from './outputs.ts'

const run = promisify(execFile)
const ROOT = join(import.meta.dirname, '../..')
const BIN = join(ROOT, 'node_modules/.bin')
const COMMAND_MS = 180_000
const REGION = 'us-east-1'

/** The emulator's own account: its HTTP APIs answer for no other. */
export const ACCOUNT = '000000000000'

/** For an AWS SDK client. */
export const clientConfig = (endpoint: string) => ({
  endpoint,
  region: REGION,
  credentials: { accessKeyId: ACCOUNT, secretAccessKey: 'emulated' },
  maxAttempts: 2,
})

export interface Deployment extends Outputs {
  readonly endpoint: string
  readonly twilioToken: string
  /** Where the HTTP API answers. */
  readonly url: string
  readonly publicUrl: string
  readonly issuer: Issuer
}

const PUBLIC_URL = 'https://cn.example.com'
const MAIL_FROM = 'service@example.com'
const TWILIO_TOKEN = 'the auth token of a Twilio account'

/** What a new user does: bootstrap, verify the sender, deploy, put the Twilio token in its place, load the directory. */
export async function deployFirst(emulator: Emulator, assembly: string): Promise<Deployment> {
  const { endpoint } = emulator
  await cdk(endpoint, ['bootstrap', '--app', assembly, `aws://${ACCOUNT}/${REGION}`])
  await new SESv2Client(clientConfig(endpoint)).send(new CreateEmailIdentityCommand({ EmailIdentity: MAIL_FROM }))
  const issuer = await createIssuer(endpoint)
  const outputs = await deployAgain(emulator, assembly, [
    ...['--parameters', `ChengnuoService:PublicUrl=${PUBLIC_URL}`],
    ...['--parameters', `ChengnuoService:MailFrom=${MAIL_FROM}`],
    ...['--parameters', `ChengnuoService:JwtIssuer=${issuer.url}`],
    ...['--parameters', `ChengnuoService:JwtAudience=${issuer.audience}`],
    ...['--parameters', 'ChengnuoObservability:AlarmEmail=alarms@example.com'],
  ])
  await new SecretsManagerClient(clientConfig(endpoint)).send(
    new PutSecretValueCommand({ SecretId: outputs.twilioSecretArn, SecretString: TWILIO_TOKEN }),
  )
  await loadDirectory(emulator, outputs.tableName, storyDirectory())
  return {
    ...outputs,
    endpoint,
    twilioToken: TWILIO_TOKEN,
    url: `${endpoint}/_aws/execute-api/${outputs.apiId}/$default`,
    publicUrl: PUBLIC_URL,
    issuer,
  }
}

/** `npm run deploy` of an assembly that is synthesized already. */
export async function deployAgain(
  { endpoint, folder }: Emulator,
  assembly: string,
  more: readonly string[] = [],
): Promise<Outputs> {
  const file = join(folder, 'outputs.json')
  await cdk(endpoint, [
    'deploy',
    '--app',
    assembly,
    '--all',
    '--require-approval',
    'never',
    '--outputs-file',
    file,
    ...more,
  ])
  return readOutputs(file)
}

/** `npm run directory` of what a file says. */
export async function loadDirectory(
  { endpoint, folder }: Emulator,
  table: string,
  directory: Directory,
): Promise<void> {
  const file = join(folder, 'directory.json')
  writeFileSync(file, JSON.stringify(directory))
  await command(endpoint, join(BIN, 'node'), ['infra/load-directory.ts', file, '--table', table])
}

const cdk = (endpoint: string, args: readonly string[]) =>
  command(endpoint, join(BIN, 'cdk'), [...args, '--ci', '--no-notices', '--progress', 'events'])

async function command(endpoint: string, program: string, args: readonly string[]): Promise<void> {
  const env = {
    PATH: `${BIN}:${process.env.PATH}`,
    HOME: ARTIFACTS,
    AWS_ENDPOINT_URL: endpoint,
    AWS_REGION: REGION,
    AWS_ACCESS_KEY_ID: ACCOUNT,
    AWS_SECRET_ACCESS_KEY: 'emulated',
    CDK_DISABLE_CLI_TELEMETRY: '1',
    CI: 'true',
  }
  try {
    await run(program, args, { cwd: ROOT, env, timeout: COMMAND_MS, maxBuffer: 64 * 2 ** 20 })
  } catch (error) {
    const { stdout = '', stderr = '' } = error as { stdout?: string; stderr?: string }
    throw new Error(`${program} ${args.join(' ')}\n${stdout.slice(-6000)}\n${stderr.slice(-3000)}`, { cause: error })
  }
}
