import type { GivenReceipt, ReadReceipts } from '../../../shared/ports/messaging.ts'
import { codeIn, entriesIn, isId } from '../receipt-keys.ts'

/**
 * What Tencent Cloud pushes about texts that it took: signed by nobody, and nothing of ours comes back with it. Its serial number,
 * which we alone were told, says which message it is.
 */
export const tencentReceipts: ReadReceipts = async ({ body }) =>
  entriesIn(body).flatMap(({ sid, report_status, errmsg }): GivenReceipt[] => {
    if (!isId(sid)) return []
    if (report_status === 'SUCCESS') return [{ of: { id: sid }, status: 'delivered' }]
    return report_status === 'FAIL' ? [{ of: { id: sid }, status: 'failed', ...codeIn(errmsg) }] : []
  })
