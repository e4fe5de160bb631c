import { loopback } from '../../support/providers/loopback.ts'

/** A text that a provider took: to whom, and what fills which template. */
export interface TakenText {
  readonly to: string
  readonly words: string
}

/** Alibaba Cloud's SMS as it answers; `dead`: it takes the line and says nothing. */
export async function alibaba() {
  const taken: TakenText[] = []
  const state = { isDead: false }
  const { url } = await loopback((got, response) => {
    if (state.isDead) return void response.destroy()
    const query = new URL(got.url, 'http://alibaba').searchParams
    const words = `${query.get('TemplateCode')} ${Object.values(JSON.parse(query.get('TemplateParam') ?? '{}')).join('')}`
    taken.push({ to: `+86${query.get('PhoneNumbers')}`, words })
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ Code: 'OK', BizId: '9006' }))
  })
  return { url, taken, state }
}

/** Tencent Cloud's, each message under a serial number of its own. */
export async function tencent() {
  const taken: (TakenText & { readonly serial: string })[] = []
  const { url } = await loopback(({ body }, response) => {
    const { PhoneNumberSet, TemplateId, TemplateParamSet } = JSON.parse(body)
    const serial = `2640:${taken.length}`
    taken.push({ to: PhoneNumberSet[0], words: `${TemplateId} ${TemplateParamSet.join('')}`, serial })
    const SendStatusSet = [{ Code: 'Ok', SerialNo: serial }]
    response.writeHead(200, { 'content-type': 'application/json' }).end(JSON.stringify({ Response: { SendStatusSet } }))
  })
  return { url, taken }
}

/** Twilio's calls: whom it rings, and where the key that they press is to go. */
export async function telephone() {
  const rung: { to: string; key: string }[] = []
  const { url } = await loopback(({ body }, response) => {
    const form = new URLSearchParams(body)
    const [, key = ''] = /action="https:\/\/cn\.example\.com([^"]+)"/.exec(form.get('Twiml') ?? '') ?? []
    rung.push({ to: form.get('To') ?? '', key })
    response.writeHead(201, { 'content-type': 'application/json' }).end('{"sid":"CA1"}')
  })
  return { url, rung }
}
