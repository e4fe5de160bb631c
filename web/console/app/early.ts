import { dutyQuery, plansQuery } from './data.ts'
import { follow } from './outside/live.ts'
import { queries } from './outside/queries.ts'
import { readSession } from './outside/session.ts'
import { overStore, sessionStore } from './outside/signed-in.ts'

/** Runs while the rest of the console is still being loaded: who is signed in, what changes from now on, and the board. */
void readSession()
void queries.prefetchQuery(plansQuery)
void queries.prefetchQuery(dutyQuery)

let end: (() => void) | undefined = follow(queries)
const look = (): void => {
  if (sessionStore.get() && !overStore.get()) {
    end ??= follow(queries)
    return
  }
  end?.()
  end = undefined
  // Nothing of theirs is left to whoever comes next.
  if (!sessionStore.get()) queries.clear()
}
sessionStore.subscribe(look)
overStore.subscribe(look)
