import { type Messages, silent } from '../feature.ts'
import type { CallsEvent } from './rules.ts'

export const messages: Messages<CallsEvent> = { callSet: silent, notReached: silent }
