import { MessageNotSentError } from '../../shared/kernel/errors.ts'
import { noteReceipt } from '../../shared/shell/receipts.ts'
import type { ReceiptsDeps } from './receipts.ts'

/** The same for providers that cannot reach us: each is asked. One that does not answer keeps no other from it. */
export async function askForReceipts(deps: ReceiptsDeps): Promise<void> {
  for (const channel of deps.channels)
    try {
      for (const one of (await channel.ask?.()) ?? []) await noteReceipt(deps, channel, one)
    } catch (error) {
      if (!(error instanceof MessageNotSentError)) throw error
      deps.log.warn('A channel was asked for receipts and did not answer', { channel: channel.name, cause: error.said })
    }
}
