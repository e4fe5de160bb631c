import { dutyQuery, plansQuery } from './data.ts'
import { follow } from './outside/live.ts'
import { queries } from './outside/queries.ts'
import { readSession } from './outside/session.ts'
import { overStore, sessionStore } from './outside/signed-in.ts'

/** Who is signed in, the board, and from now on what changes; all of it `early.ts` has asked for. */
export function begin(): void {
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
}
