import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { z } from 'zod'
import { json, problemJson } from '../../../functions/middleware/http.ts'
import { readerLanguage } from '../../../functions/middleware/language.ts'
import type { Directory } from '../../../shared/directory/directory.ts'
import type { Host } from '../host.ts'
import type { LocalRoute } from '../http/local-route.ts'
import { badRequest, jsonOf } from './local-body.ts'
import { isPlayable, playMorning, type Stage } from './morning.ts'
import { phonesOf } from './phones.ts'
import { createTelephone } from './telephone.ts'

type Result = APIGatewayProxyStructuredResultV2

const call = z.string().min(1).max(100)
const telephoneSchema = z.union([
  z.strictObject({ from: z.string().min(1).max(40) }),
  z.strictObject({ call, digits: z.string().regex(/^[0-9*#]?$/) }),
  z.strictObject({ call, speech: z.string().max(300) }),
  z.strictObject({ call, recorded: z.literal(true) }),
  z.strictObject({ call, hangUp: z.literal(true) }),
  z.strictObject({ call, phone: z.enum(['answered', 'over']) }),
])

/** What stands beside the console while one plays: phones, the hotline's telephone, a busy morning. */
export function deskRoutes(host: Host, address: () => string, tokenFor: Stage['tokenFor']): readonly LocalRoute[] {
  const phones = async (event: APIGatewayProxyEventV2): Promise<Result> => {
    const after = Number(event.queryStringParameters?.after ?? 0) || 0
    return json(200, await phonesOf(host, after, readerLanguage(event)))
  }
  return [
    { method: 'GET', path: '/local/phones', handle: phones },
    ...telephoneRoutes(host, address),
    ...morningRoutes(host, address, tokenFor),
  ]
}

function telephoneRoutes(host: Host, address: () => string): readonly LocalRoute[] {
  const telephone = createTelephone(host, address)

  async function phone(event: APIGatewayProxyEventV2): Promise<Result> {
    const parsed = telephoneSchema.safeParse(jsonOf(event))
    if (!parsed.success) return badRequest(parsed.error)
    if ('from' in parsed.data) return json(201, await telephone.dial(parsed.data.from))
    const { call, ...said } = parsed.data
    const answered = await telephone.say(call, said)
    return answered ? json(200, answered) : problemJson(HUNG_UP, event)
  }

  return [
    {
      method: 'GET',
      path: '/local/telephone',
      handle: async () => json(200, { callers: callersIn(await host.deps.directory.all()) }),
    },
    { method: 'POST', path: '/local/telephone', handle: phone },
  ]
}

function morningRoutes(host: Host, address: () => string, tokenFor: Stage['tokenFor']): readonly LocalRoute[] {
  let isPlaying = false
  const standing = async () => (isPlaying ? 'playing' : await isPlayable(host))

  async function play(event: APIGatewayProxyEventV2): Promise<Result> {
    const found = await standing()
    if (found !== 'yes' || isPlaying) return problemJson(NOT_PLAYED[found === 'yes' ? 'playing' : found], event)
    isPlaying = true
    try {
      const stage = { host, address: address(), tokenFor, language: readerLanguage(event) }
      const { repairs, refused } = await playMorning(stage)
      return json(200, { repairs: repairs.length, refused, now: host.clock.now() })
    } finally {
      isPlaying = false
    }
  }

  return [
    { method: 'GET', path: '/local/morning', handle: async () => json(200, { playable: await standing() }) },
    { method: 'POST', path: '/local/morning', handle: play },
  ]
}

/** Who on file can call, by number. */
const callersIn = ({ contacts, customers }: Directory) => {
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  return contacts
    .flatMap(({ phone, name, customer: id }) => {
      const customer = names.get(id)
      return phone && customer !== undefined ? [{ phone, name, customer }] : []
    })
    .toSorted((a, b) => a.phone.localeCompare(b.phone))
}

const HUNG_UP = {
  status: 404,
  code: 'notFound',
  message: { zh: '这通电话已经挂断：请重新拨打。', en: 'This call is over: dial again.' },
}
const refused = (code: string, zh: string, en: string) => ({ status: 409, code, message: { zh, en } })
const NOT_PLAYED = {
  playing: refused('playing', '正在播放，几秒就好。', 'It is being played, a few seconds more.'),
  played: refused(
    'played',
    '繁忙的早晨已经播放过：每份数据只能播放一次。',
    'The busy morning has been played: once for each set of data.',
  ),
  elsewhere: refused(
    'elsewhere',
    '繁忙的早晨只能用演示数据播放：这里装的是您自己的客户和设备。',
    'The busy morning is played by the demo’s customers and units: here are your own.',
  ),
  busy: refused(
    'busy',
    '还有未关闭的报修，早晨的来电会并进去：先把它们关闭，或换一个新的 DATA_DIR 启动。',
    'A repair is open, which calls of the morning would join: close what is open, or start with a new DATA_DIR.',
  ),
}
