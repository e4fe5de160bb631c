import type { GivenReceipt } from '../../../shared/ports/messaging.ts'
import { codeIn } from '../receipt-keys.ts'

/** Said here, so that whoever reads what comes back carries nothing that sends. */
export const SES = { name: 'ses', carries: 'mail' } as const

/** The tag by which a mail says which message of ours it is. SES takes letters and digits in it, and no more than 256. */
const TAG = 'of'
const MOST = 256

export function tagOf(key: string): { Name: string; Value: string }[] {
  const Value = Buffer.from(key).toString('base64url')
  return Value.length <= MOST ? [{ Name: TAG, Value }] : []
}

/** What SES tells EventBridge of a mail that it took, as far as it is read here. */
export interface MailEvent {
  readonly detail: {
    readonly eventType: string
    readonly mail: { readonly tags?: Readonly<Record<string, readonly string[]>> }
    readonly bounce?: { readonly bounceType?: string; readonly bounceSubType?: string }
  }
}

/** It came back, the reader called it spam, or SES found a virus in it: they have not read what it says. */
export function receiptIn({ detail: { eventType, mail, bounce } }: MailEvent): GivenReceipt | undefined {
  const [tag = ''] = mail.tags?.[TAG] ?? []
  const key = Buffer.from(tag, 'base64url').toString('utf8')
  if (key === '') return undefined
  const why = bounce ? `${bounce.bounceType}.${bounce.bounceSubType}` : eventType
  return { of: { keys: [key] }, status: 'failed', ...codeIn(why) }
}
