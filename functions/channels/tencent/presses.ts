import type { Pressed, ReadReceipts } from '../../../shared/ports/messaging.ts'
import { entriesIn, isId } from '../receipt-keys.ts'

/** Keys that were pressed. Signed by nobody: the id of the call, which we alone were told, says which call it was. */
export const tencentPresses: ReadReceipts = async ({ body }) =>
  entriesIn(body).flatMap(({ voicekey_callback: told }): Pressed[] => {
    const { callid, keypress } = typeof told === 'object' && told !== null ? (told as Record<string, unknown>) : {}
    return isId(callid) && typeof keypress === 'string' && /^[\d*#]$/.test(keypress)
      ? [{ of: { id: callid }, key: keypress }]
      : []
  })
