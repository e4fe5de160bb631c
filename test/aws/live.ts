import { DynamoDBClient } from '@aws-sdk/client-dynamodb'
import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager'
import { DynamoDBDocumentClient } from '@aws-sdk/lib-dynamodb'
import { tokenUnder } from '../../functions/adapters/capabilities.ts'
import { DynamoDirectory } from '../../functions/adapters/dynamodb/directory.ts'
import { renderCall } from '../../shared/message/call.ts'
import { renderMail } from '../../shared/message/mail.ts'
import { readBy } from '../../shared/message/reader.ts'
import { renderSms } from '../../shared/message/sms.ts'
import { renderText } from '../../shared/message/text.ts'
import { wayTo } from '../../shared/message/way.ts'
import type { CallEffect, Effect, MailEffect, SmsEffect, TextEffect } from '../../shared/subject/effect.ts'
import { storyDirectory } from '../scenarios/story/setting.ts'
import type { Access, Sent } from './deployed.ts'
import { Executions } from './executions.ts'
import { type Outputs, readOutputs } from './outputs.ts'
import { readTable } from './table.ts'

/** What `npm run test:live` must be told, each by an environment variable. */
const NEEDED = {
  CHENGNUO_URL: 'the PublicUrl of the deployment, such as https://r.example.cn',
  CHENGNUO_OUTPUTS: 'the file that `npm run deploy -- --outputs-file <file>` wrote',
  CHENGNUO_STAFF_TOKEN: 'a bearer token of its issuer and audience with the claim role = dispatcher',
  CHENGNUO_PHONE: 'a number of yours in E.164: it is sent seven SMS, which cost money',
  CHENGNUO_EMAIL: 'an address of yours: it is sent seven mails',
  AWS_REGION: 'its region; credentials are taken from where the AWS SDK looks for them',
} as const
type Settings = Record<keyof typeof NEEDED, string>

/** Throws with all that is missing and what it means. */
export function liveSettings(environment: NodeJS.ProcessEnv): Settings {
  const missing = Object.entries(NEEDED).filter(([name]) => !environment[name])
  if (missing.length > 0) {
    const list = missing.map(([name, meaning]) => `  ${name}: ${meaning}`).join('\n')
    throw new Error(
      `test:live tells a story to a stack that you deployed for it. Set\n${list}\nand optionally CHENGNUO_ENDPOINT: ` +
        'where the HTTP API answers, unless its own address is to be used.',
    )
  }
  return Object.fromEntries(Object.keys(NEEDED).map((name) => [name, environment[name]])) as Settings
}

/** A deployment in a real account. Its messages are read from the effects in the table, as handed over to SNS and SES. */
export async function liveAccess(settings: Settings): Promise<Access & { readonly executions: Executions }> {
  const outputs = readOutputs(settings.CHENGNUO_OUTPUTS)
  const executions = new Executions(outputs.stateMachineArn, {})
  const linkSecret = await secretOf(outputs.linkSecretArn)
  const publicUrl = settings.CHENGNUO_URL
  return {
    url: process.env.CHENGNUO_ENDPOINT ?? outputs.apiEndpoint,
    publicUrl,
    twilioToken: await secretOf(outputs.twilioSecretArn),
    staffToken: settings.CHENGNUO_STAFF_TOKEN,
    executions,
    sent: () => handedOver(outputs, linkSecret, publicUrl),
    check: () => executions.requireNoneFailed(),
  }
}

/** Puts the story's people in place, all reached at the numbers given. Replaces the demo's ids: for a stack deployed for this only. */
export async function loadPeople({ CHENGNUO_OUTPUTS, CHENGNUO_PHONE, CHENGNUO_EMAIL }: Settings): Promise<void> {
  const client = DynamoDBDocumentClient.from(new DynamoDBClient())
  const { tableName } = readOutputs(CHENGNUO_OUTPUTS)
  await new DynamoDirectory({ client, name: tableName }).put(
    storyDirectory({ phone: CHENGNUO_PHONE, email: CHENGNUO_EMAIL }),
  )
}

async function secretOf(SecretId: string): Promise<string> {
  const { SecretString } = await new SecretsManagerClient().send(new GetSecretValueCommand({ SecretId }))
  return SecretString ?? ''
}

async function handedOver({ tableName }: Outputs, linkSecret: string, publicUrl: string): Promise<Sent[]> {
  const items = await readTable(tableName, {})
  return items
    .filter(({ sk, status }) => sk.startsWith('EFFECT#') && status === 'sent')
    .toSorted((one, other) => (String(one.settledAt) < String(other.settledAt) ? -1 : 1))
    .map(({ effect }) => {
      const sent = asRead(JSON.parse(String(effect)))
      const { link } = sent
      const url = link
        ? `${publicUrl}/${link.kind === 'engineer' ? 'p' : 'c'}/${tokenUnder(linkSecret, link, undefined)}`
        : ''
      if (sent.channel === 'call') return { to: sent.person, text: renderCall(sent, '') }
      if (sent.channel === 'sms') return { to: sent.person, text: renderSms(sent, url) }
      if (sent.channel === 'text') return { to: sent.to, text: renderText(sent, url) }
      const { subject, text } = renderMail(sent, url, '')
      return { to: sent.to, subject, text }
    })
}

/** By mail, in Chinese: whoever is told is named by their id, whatever the directory has of them. */
function asRead(effect: Effect): SmsEffect | MailEffect | TextEffect | CallEffect {
  if (effect.channel !== 'contact') return readBy(effect, effect)
  const { contact: id, of: customer = '' } = effect
  const sent = wayTo({ id, customer, sites: [], name: id, email: id, language: 'zh-CN' }, effect)
  if (!sent) throw new Error(`${effect.key} goes nowhere`)
  return sent
}
