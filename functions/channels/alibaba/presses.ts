import type { Pressed, ReadReceipts } from '../../../shared/ports/messaging.ts'
import { entriesIn, isId } from '../receipt-keys.ts'

/**
 * Keys that were pressed, of VoiceCallReport while the call lasts and of VoiceReport after it. Signed by nobody: the id of the call,
 * which we alone were told, says which call it was.
 */
export const alibabaPresses: ReadReceipts = async ({ body }) =>
  entriesIn(body).flatMap(({ call_id, dtmf }): Pressed[] =>
    isId(call_id) && typeof dtmf === 'string' && /^[\d*#]{1,20}$/.test(dtmf)
      ? [{ of: { id: call_id }, key: dtmf.slice(0, 1) }]
      : [],
  )
