import { type Messages, silent } from '../feature.ts'
import type { NotesEvent } from './rules.ts'

export const messages: Messages<NotesEvent> = { noted: silent, messageFailed: silent }
