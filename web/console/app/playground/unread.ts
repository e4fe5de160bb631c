import { createStore, useStore } from '../outside/store.ts'

interface Numbered {
  readonly id: number
}

/** What came after `from`, the newest that was there when the page was opened, and nobody has touched. */
const store = createStore<{ readonly from: number; readonly read: ReadonlySet<number> }>({
  from: Number.POSITIVE_INFINITY,
  read: new Set(),
})

/** From here on what comes is new. */
export const startAfter = (newest: number): void => store.set({ from: newest, read: new Set() })

export function markRead(messages: readonly Numbered[]): void {
  const { from, read } = store.get()
  store.set({ from, read: new Set([...read, ...messages.map(({ id }) => id)]) })
}

export function useUnread(): (message: Numbered) => boolean {
  const { from, read } = useStore(store)
  return ({ id }) => id > from && !read.has(id)
}
