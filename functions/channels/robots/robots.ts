import { durationMs, type Instant, later, toMs } from '../../../shared/kernel/instant.ts'
import type { Clock } from '../../../shared/ports/clock.ts'
import type { Log } from '../../../shared/ports/observe.ts'
import { systemClock } from '../../adapters/system-clock.ts'
import { call, fieldsIn, PATIENCE_MS } from '../call.ts'
import type { Environment } from '../kind.ts'
import { dingtalk } from './dingtalk.ts'
import { feishu } from './feishu.ts'
import type { Robot, RobotKind } from './robot.ts'
import { wecom } from './wecom.ts'

export const ROBOTS: readonly RobotKind[] = [wecom, dingtalk, feishu]

/** Those that the environment asks for. @throws SettingError */
export const robotsIn = (environment: Environment): readonly Robot[] =>
  ROBOTS.flatMap(({ open }) => open(environment) ?? [])

const A_MINUTE = 20
const MINUTE_MS = durationMs('PT1M')

/** One more post, if it may go: all of them allow 20 a minute. Undefined: it may not. */
export function oneMore(posted: readonly Instant[], now: Instant): readonly Instant[] | undefined {
  const recent = posted.filter((at) => at > later(now, -MINUTE_MS))
  return recent.length < A_MINUTE ? [...recent, now] : undefined
}

/** To every group: whoever does not take it has missed it. What is too much is dropped, and never waits. Throws nothing. */
export function groupChat(robots: readonly Robot[], log: Log, clock: Clock = systemClock, patienceMs = PATIENCE_MS) {
  const posted = new Map<Robot, readonly Instant[]>()

  async function postBy(robot: Robot, text: string): Promise<void> {
    const now = clock.now()
    const times = oneMore(posted.get(robot) ?? [], now)
    if (!times) return log.warn('Not posted to the group: too many in a minute', { robot: robot.name })
    posted.set(robot, times)
    try {
      const { url, body } = robot.post(text, toMs(now))
      const headers = { 'content-type': 'application/json' }
      const answer = await call(robot.name, url, { headers, body: JSON.stringify(body) }, patienceMs)
      if (!robot.isTaken(fieldsIn(answer)))
        log.warn('Not posted to the group: refused', { robot: robot.name, status: answer.status })
    } catch (error) {
      log.warn('Not posted to the group', {
        robot: robot.name,
        cause: error instanceof Error ? error.message : 'unknown',
      })
    }
  }
  return async (text: string): Promise<void> => void (await Promise.all(robots.map((robot) => postBy(robot, text))))
}
