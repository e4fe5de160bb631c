import { signatureOf } from '../../../functions/hotline/hmac-signature.ts'
import type { Host } from '../host.ts'

/** What the endpoint answered. */
export interface SimulatedCall {
  readonly status: number
  readonly body: string
}

let calls = 0

/** Plays a call: a signed webhook to the real endpoint, over HTTP, as another system would send it. */
export async function simulateCall(host: Host, baseUrl: string, form: URLSearchParams): Promise<SimulatedCall> {
  const filled = (name: string) => form.get(name)?.trim() || undefined
  const [caller, serial, severity, matter] = ['caller', 'serial', 'severity', 'matter'].map(filled)
  const [name, email] = [filled('name'), filled('email')]
  const request = {
    callId: filled('callId') ?? `simulator-${host.clock.now()}-${++calls}`,
    ...(caller && { caller }),
    ...(serial && { serial }),
    ...(severity && { severity }),
    ...(matter && { matter }),
    symptoms: filled('symptoms') ?? '',
    ...(name && { contact: { name, ...(email && { email }) } }),
  }
  const body = JSON.stringify(request)
  const timestamp = String(Math.floor(Date.parse(host.clock.now()) / 1000))
  const response = await fetch(`${baseUrl}/hotline/calls`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-chengnuo-timestamp': timestamp,
      'x-chengnuo-signature': signatureOf(host.secrets.hotline, timestamp, body),
    },
    body,
  })
  return { status: response.status, body: await response.text() }
}
