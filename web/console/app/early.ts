import { askEarly } from './outside/early.ts'

/** Runs before all else is loaded, and so is small: what the board is made of comes meanwhile. `begin.ts` takes it. */
for (const address of ['/api/session', '/api/board', '/api/plans', '/api/oncall']) askEarly(address)
