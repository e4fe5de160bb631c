import { askEarly } from './outside/early.ts'

/** Runs before all else is loaded, and so is small: what the board is made of comes meanwhile, to whoever is signed in. `begin.ts` takes it. */
askEarly(['/api/session', '/api/plans', '/api/board'], ['/api/oncall'])
