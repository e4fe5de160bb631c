import { createStore } from '../outside/store.ts'

/** An action of the open repair that somebody asked for elsewhere: its form opens where it stands. */
export const askedAction = createStore<{ readonly repair: string; readonly type: string } | undefined>(undefined)
