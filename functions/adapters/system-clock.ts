import type { Clock } from '../../shared/ports/clock.ts'
import { fromMs } from '../../shared/time/instant.ts'

export const systemClock: Clock = { now: () => fromMs(Date.now()) }
