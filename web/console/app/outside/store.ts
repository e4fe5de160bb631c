import { useSyncExternalStore } from 'react'

/** One value outside React, and who looks at it. */
export interface Store<T> {
  get(): T
  set(value: T): void
  subscribe(look: () => void): () => void
}

export function createStore<T>(first: T): Store<T> {
  let value = first
  const looking = new Set<() => void>()
  return {
    get: () => value,
    set(next) {
      if (Object.is(value, next)) return
      value = next
      for (const look of looking) look()
    },
    subscribe(look) {
      looking.add(look)
      return () => void looking.delete(look)
    },
  }
}

export const useStore = <T>(store: Store<T>): T => useSyncExternalStore(store.subscribe, store.get)
