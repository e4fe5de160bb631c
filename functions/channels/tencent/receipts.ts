import type { GivenReceipt, ReadReceipts } from '../../../shared/ports/messaging.ts'
import { codeIn, entriesIn, isId } from '../receipt-keys.ts'

/**
 * What Tencent Cloud pushes about texts that it took: signed by nobody, and nothing of ours comes back with it. Its serial number,
 * which we alone were told, says which message it is.
 */
export const tencentReceipts: ReadReceipts = async ({ body }) =>
  entriesIn(body).flatMap(({ sid, report_status, errmsg }) => receiptOf(sid, report_status, errmsg))

export function receiptOf(id: unknown, status: unknown, cause: unknown): readonly GivenReceipt[] {
  if (!isId(id)) return []
  if (status === 'SUCCESS') return [{ of: { id }, status: 'delivered' }]
  return status === 'FAIL' ? [{ of: { id }, status: 'failed', ...codeIn(cause) }] : []
}
