import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { z } from 'zod'
import { json, problemJson } from '../../../functions/middleware/http.ts'
import { readerLanguage } from '../../../functions/middleware/language.ts'
import { durationMs, millisBetween } from '../../../shared/kernel/instant.ts'
import type { Host } from '../host.ts'
import type { LocalRoute } from '../http/local-route.ts'
import { badRequest, jsonOf } from './local-body.ts'
import { nextDueOf } from './next-due.ts'

type Result = APIGatewayProxyStructuredResultV2

/** Moves are bounded so that a slip of the finger does not play a century. */
const LONGEST_MOVE_MS = durationMs('P800D')
const moveSchema = z.union([z.strictObject({ advance: z.iso.duration() }), z.strictObject({ to: z.iso.datetime() })])

/** The clock that is moved, and what it would come to next. */
export function clockRoutes(host: Host): readonly LocalRoute[] {
  async function move(event: APIGatewayProxyEventV2): Promise<Result> {
    const parsed = moveSchema.safeParse(jsonOf(event))
    if (!parsed.success) return badRequest(parsed.error)
    if ('to' in parsed.data) return moveTo(event, new Date(parsed.data.to).toISOString())
    const length = lengthOf(parsed.data.advance)
    if (length === undefined || length < 0 || length > LONGEST_MOVE_MS)
      return json(400, { error: 'badRequest', problems: ['advance: a duration such as PT15M, at most 800 days'] })
    await host.idle()
    if (length > 0) await host.advanceBy(length)
    await host.idle()
    return json(200, { now: host.clock.now() })
  }

  /** Whoever was faster may have moved it there already. */
  async function moveTo(event: APIGatewayProxyEventV2, to: string): Promise<Result> {
    const length = millisBetween(host.clock.now(), to)
    if (length < 0 || length > LONGEST_MOVE_MS) return problemJson(length < 0 ? PAST : FAR, event)
    await host.idle()
    await host.advance(to).catch((error) => {
      if (!(error instanceof RangeError)) throw error
    })
    await host.idle()
    return json(200, { now: host.clock.now() })
  }

  async function next(event: APIGatewayProxyEventV2): Promise<Result> {
    const now = host.clock.now()
    const due = await nextDueOf(host.deps, readerLanguage(event))
    return json(200, { now, aheadMs: millisBetween(new Date().toISOString(), now), ...(due && { next: due }) })
  }

  return [
    { method: 'GET', path: '/local/clock', handle: async () => json(200, { now: host.clock.now() }) },
    { method: 'POST', path: '/local/clock', handle: move },
    { method: 'GET', path: '/local/clock/next', handle: next },
  ]
}

const lengthOf = (duration: string): number | undefined => {
  try {
    return durationMs(duration)
  } catch {
    return undefined
  }
}

const PAST = {
  status: 400,
  code: 'badRequest',
  message: {
    zh: '时间只能往前拨：请填一个以后的时间。',
    en: 'Time only goes forward: name a time that is still to come.',
  },
}
const FAR = {
  status: 400,
  code: 'badRequest',
  message: { zh: '一次最多往前拨 800 天。', en: 'At most 800 days at one go.' },
}
