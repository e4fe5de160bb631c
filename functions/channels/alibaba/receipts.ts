import type { GivenReceipt, ReadReceipts } from '../../../shared/ports/messaging.ts'
import { codeIn, entriesIn, unsealed } from '../receipt-keys.ts'

/** SmsReport, as Alibaba Cloud pushes it: signed by nobody, so only what we sealed ourselves counts. */
export const alibabaReceipts =
  (secret: string): ReadReceipts =>
  async ({ body }) =>
    entriesIn(body).flatMap(({ out_id, success, err_code }) =>
      receiptOf(secret, out_id, success === true || success === 'true', err_code),
    )

/** Of the messages that what we sealed names; none where it was not we who sealed it. */
export function receiptOf(
  secret: string,
  outId: unknown,
  isDelivered: boolean,
  code: unknown,
): readonly GivenReceipt[] {
  const keys = typeof outId === 'string' ? unsealed(outId, secret) : []
  if (keys.length === 0) return []
  return [{ of: { keys }, ...(isDelivered ? DELIVERED : { status: 'failed', ...codeIn(code) }) }]
}

const DELIVERED = { status: 'delivered' } as const
