import { fromMs } from '../../shared/kernel/instant.ts'
import type { Clock } from '../../shared/ports/clock.ts'

export const systemClock: Clock = { now: () => fromMs(Date.now()) }
