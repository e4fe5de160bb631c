import type { Probe } from '../http.ts'
import { FORM_TYPE, JSON_TYPE, setTheScene, signed, twilio } from '../scene.ts'
import type { System } from '../system.ts'
import { Tally } from '../tally.ts'

/** What makes an expression that backtracks try every way it has, at the largest body that is read. */
const PARTS = [
  ' ',
  '+ ',
  '+',
  'a',
  '0',
  '0 ',
  '中',
  '\n',
  '\t',
  '"',
  '(',
  '-',
  '.',
  ',',
  '/',
  '%20',
  'a@',
  '=',
  '&',
  ';',
  'x:',
  '<',
  '{',
  '\\',
  '\u3000',
  '，',
]
const LONG = 200_000
const LONGEST_HEADER = 12_000
/** Fields of any form that a link's page has, or once had. */
const FIELDS = [
  'item',
  'items',
  'item1',
  'parts',
  'reason',
  'visitAt',
  'until',
  'resolutionAt',
  'serial',
  'id',
  'action',
  'amountFen',
  'cause',
  'what',
  'rating',
]
const ACTIONS = ['quote', 'complete', 'goOnSite', 'pause', 'claim', 'confirm', 'note']

/** Long texts of one part over and over, in every place where a text is read. */
export async function slow(system: System): Promise<Tally> {
  const tally = new Tally('slow texts', system.name)
  const { links, tokens, repairs } = await setTheScene(system)
  for (const part of PARTS) {
    const text = part.repeat(LONG / part.length)
    const header = part.replace(/[^\x20-\x7e]/g, '0').repeat(LONGEST_HEADER / part.length)
    const query = encodeURIComponent(part).repeat(LONGEST_HEADER / 3 / encodeURIComponent(part).length)
    const probes = [
      ...inCalls(text),
      ...inForms(links.p[0] ?? '', 'p', text),
      ...inForms(links.c[0] ?? '', 'c', text),
      twilio(system, {
        CallSid: 'CA-slow',
        From: text.slice(0, 60_000),
        SpeechResult: text.slice(0, 60_000),
        Digits: text.slice(0, 60_000),
      }),
      ...inTheApi(tokens.manager, repairs[0] ?? '', text, query, header),
    ]
    for (const probe of probes) {
      const answer = await system.send(probe)
      tally.take(
        answer,
        () =>
          `${probe.method} ${probe.target.slice(0, 80)} with ${JSON.stringify(part)} over and over: ${answer.text.slice(0, 100)}`,
      )
    }
  }
  return tally
}

const inCalls = (text: string): Probe[] =>
  ['callId', 'caller', 'serial', 'severity', 'symptoms', 'reportedAt', 'contact', 'matter'].map((field) => {
    const given =
      field === 'contact'
        ? { name: text.slice(0, 60_000), email: `${text.slice(0, 60_000)}@example.com`, phone: text.slice(0, 60_000) }
        : text
    return signed(JSON.stringify({ callId: `slow-${field}`, caller: '+8613911110000', symptoms: 'x', [field]: given }))
  })

/** Every field on its own, long enough to be 250 kB on the wire. */
const inForms = (token: string, kind: 'p' | 'c', text: string): Probe[] =>
  FIELDS.map((field, index) => {
    const action = ACTIONS[index % ACTIONS.length] ?? ''
    const body = new URLSearchParams({ action, [field]: text }).toString().slice(0, 250_000)
    return { method: 'POST', target: `/${kind}/${token}`, headers: FORM_TYPE, body }
  })

const inTheApi = (token: string, repair: string, text: string, query: string, header: string): Probe[] => {
  const headers = { ...JSON_TYPE, authorization: `Bearer ${token}` }
  const act = (fields: object): Probe => ({
    method: 'POST',
    target: `/api/repairs/${repair}/actions`,
    headers,
    body: JSON.stringify(fields),
  })
  return [
    act({ type: 'note', text }),
    act({ type: 'pause', reason: 'x', until: text, agreedBy: 'x', how: 'phone' }),
    act({ type: 'complete', cause: text, done: 'x', parts: [text] }),
    act({ type: text }),
    { method: 'GET', target: `/api/knowledge?q=${query}`, headers },
    { method: 'GET', target: `/api/units/${query}`, headers },
    { method: 'GET', target: `/api/repairs?cursor=${query}`, headers },
    { method: 'GET', target: `/api/ledger/due?from=${query}`, headers },
    { method: 'GET', target: `/c/${query}`, headers },
    { method: 'GET', target: '/api/plans', headers: { ...headers, 'accept-language': header } },
    { method: 'GET', target: '/api/plans', headers: { ...headers, authorization: `Bearer ${header}` } },
    {
      method: 'POST',
      target: '/hotline/calls',
      headers: { 'content-type': `application/json; charset=${header}` },
      body: '{}',
    },
    { method: 'POST', target: '/local/clock', headers: FORM_TYPE, body: `advance=PT0S&back=/${query}` },
    { method: 'POST', target: '/local/clock', headers: FORM_TYPE, body: `advance=P${text.slice(0, 60_000)}` },
  ]
}
