import { PEOPLE } from '../../support/edge.ts'
import type { Access, Sent } from '../deployed.ts'
import { ACCOUNT, clientConfig, type Deployment } from '../deployment.ts'
import { Executions } from '../executions.ts'

/** A deployment on the emulator, which shows what SNS and SES were given. */
export function emulatedAccess(
  deployment: Deployment,
): Access & { readonly executions: Executions; readonly ofContracts: Executions } {
  const { endpoint, url, publicUrl, twilioToken, issuer } = deployment
  const executions = new Executions(deployment.stateMachineArn, clientConfig(endpoint))
  return {
    url,
    publicUrl,
    twilioToken,
    staffToken: issuer.token,
    executions,
    ofContracts: new Executions(deployment.contractMachineArn, clientConfig(endpoint)),
    sent: async () => [...(await smsOf(endpoint)), ...(await mailsOf(endpoint))],
    check: () => executions.requireNoneFailed(),
  }
}

async function smsOf(endpoint: string): Promise<Sent[]> {
  const { sms_messages } = await shown<{ sms_messages: Record<string, { Message: string }[]> }>(
    endpoint,
    'sns/sms-messages',
  )
  return Object.entries(sms_messages).flatMap(([phone, messages]) =>
    messages.map(({ Message }) => ({ to: PEOPLE[phone] ?? phone, text: Message })),
  )
}

async function mailsOf(endpoint: string): Promise<Sent[]> {
  type Mail = { To: string[]; Subject: string; BodyText: string }
  const { messages } = await shown<{ messages: Record<string, Mail[]> }>(endpoint, 'ses/messages')
  return (messages[ACCOUNT] ?? []).map(({ To, Subject, BodyText }) => ({
    to: To.join(),
    subject: Subject,
    text: BodyText,
  }))
}

async function shown<T>(endpoint: string, what: string): Promise<T> {
  const answer = await fetch(`${endpoint}/_ministack/${what}?account=${ACCOUNT}`, {
    signal: AbortSignal.timeout(10_000),
  })
  return (await answer.json()) as T
}
