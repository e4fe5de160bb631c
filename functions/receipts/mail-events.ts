import { noteReceipt } from '../../shared/shell/receipts.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type MailEvent, receiptIn, SES } from '../channels/ses/receipts.ts'
import { taskHandler } from '../middleware/task.ts'

/** What SES says afterwards of a mail that it took. Who calls is known by IAM; a mail that is none of ours is nobody's news. */
export const mailEventsHandler = (deps: Deps) =>
  taskHandler('Mail event', deps, async (event: MailEvent, deps) => {
    const receipt = receiptIn(event)
    if (receipt) await noteReceipt(deps, SES, receipt)
  })
