import type { GivenReceipt, ReadReceipts, TextMessage } from '../../../shared/ports/messaging.ts'
import { fixedKeys } from '../../adapters/keys.ts'
import { twilioSignature } from '../../hotline/twilio-signature.ts'
import { codeIn, keysIn, keysWithin } from '../receipt-keys.ts'

/** An address has room for some fifty messages told as one. */
const MOST = 1500

/** Where Twilio tells what became of it; nowhere while we are reached by ourselves alone. */
export function callbackOf({ parts, link }: TextMessage): string | undefined {
  const [, publicUrl] = /^(https:.+)\/[pci]\/[\w-]+$/.exec(link?.url ?? '') ?? []
  const keys = keysWithin(parts, MOST)
  if (publicUrl === undefined || keys === '') return undefined
  return `${publicUrl}/receipts/twilio-sms?of=${Buffer.from(keys).toString('base64url')}`
}

/** Status callbacks of the account, which signs them. Those on the way say nothing yet. */
export const twilioReceipts =
  (token: string): ReadReceipts =>
  async ({ url, headers, body }) => {
    const verifier = twilioSignature({ keys: fixedKeys(token), publicUrl: '' })
    if ((await verifier.verify({ url, headers, body: Buffer.from(body) })) !== 'ok') return 'refused'
    const keys = keysIn(Buffer.from(new URL(url).searchParams.get('of') ?? '', 'base64url').toString('utf8'))
    const form = new URLSearchParams(body)
    const status = STATUSES.get(form.get('MessageStatus') ?? '')
    if (status === undefined || keys.length === 0) return []
    return [{ of: { keys }, status, ...(status === 'failed' && codeIn(form.get('ErrorCode'))) }]
  }

const STATUSES: ReadonlyMap<string, GivenReceipt['status']> = new Map([
  ['delivered', 'delivered'],
  ['read', 'delivered'],
  ['undelivered', 'failed'],
  ['failed', 'failed'],
])
