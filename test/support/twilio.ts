import { signatureOf } from '../../functions/hotline/twilio-signature.ts'
import type { Answer } from './edge.ts'
import type { World } from './world.ts'

/** A call by telephone that is hung up at once, as Twilio reports it, rightly signed. */
export function twilioCall(
  world: World,
  from: string,
  callId: string,
  fields: Readonly<Record<string, string>> = {},
  query = '',
): Promise<Answer> {
  const form = { CallSid: callId, From: from, To: '+864008001300', CallStatus: 'completed', ...fields }
  const address = `/hotline/twilio/voice${query}`
  const { secrets, deps } = world.host
  const signature = signatureOf(secrets.twilio, deps.publicUrl + address, form)
  return world.fetch(address, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', 'x-twilio-signature': signature },
    body: new URLSearchParams(form).toString(),
  })
}
