import type { GivenReceipt, ReadReceipts } from '../../../shared/ports/messaging.ts'
import { codeIn, entriesIn, unsealed } from '../receipt-keys.ts'

/** SmsReport, as Alibaba Cloud pushes it: signed by nobody, so only what we sealed ourselves counts. */
export const alibabaReceipts =
  (secret: string): ReadReceipts =>
  async ({ body }) =>
    entriesIn(body).flatMap(({ out_id, success, err_code }): GivenReceipt[] => {
      const keys = typeof out_id === 'string' ? unsealed(out_id, secret) : []
      if (keys.length === 0) return []
      const isDelivered = success === true || success === 'true'
      return [{ of: { keys }, ...(isDelivered ? DELIVERED : { status: 'failed', ...codeIn(err_code) }) }]
    })

const DELIVERED = { status: 'delivered' } as const
