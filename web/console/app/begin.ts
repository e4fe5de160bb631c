import { dutyQuery, plansQuery } from './data.ts'
import { follow } from './outside/live.ts'
import { queries } from './outside/queries.ts'
import { readSession } from './outside/session.ts'
import { overStore, sessionStore } from './outside/signed-in.ts'

/** Who is signed in; to them the board, and from now on what changes. All of it `early.ts` has asked for. */
export function begin(): void {
  let end: (() => void) | undefined
  const look = (): void => {
    if (sessionStore.get() && !overStore.get()) {
      if (end) return
      void queries.prefetchQuery(plansQuery)
      void queries.prefetchQuery(dutyQuery)
      end = follow(queries)
      return
    }
    end?.()
    end = undefined
    // Nothing of theirs is left to whoever comes next.
    if (!sessionStore.get()) queries.clear()
  }
  sessionStore.subscribe(look)
  overStore.subscribe(look)
  void readSession()
}
