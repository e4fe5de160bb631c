import { type Messages, silent } from '../feature.ts'
import type { DoingEvent } from './rules.ts'

export const messages: Messages<DoingEvent> = { passed: silent, done: silent, missed: silent, contractTold: silent }
