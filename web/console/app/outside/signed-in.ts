import type { Schemas } from '../../generated/api.ts'
import { createStore } from './store.ts'

export type Session = Schemas['Session']

/** Who is signed in; null: nobody, undefined: not known yet. What proves it is the browser's alone to keep. */
export const sessionStore = createStore<Session | null | undefined>(undefined)
