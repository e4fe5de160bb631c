/** A form on its way: kept until it was taken, or its writer has read why not. */
export interface Waiting {
  readonly key: number
  /** Where it goes: the page's own address. */
  readonly to: string
  readonly fields: readonly (readonly [string, string | Blob])[]
  /** What the button said. */
  readonly name: string
  /** Who wrote it, where somebody had signed in: it is shown to nobody else, and sent for nobody else. */
  readonly of?: string
  /** It was not taken: why, in words. */
  readonly refused?: string
}

const STORE = 'waiting'

const opened = (): Promise<IDBDatabase> =>
  new Promise((resolve, reject) => {
    const request = indexedDB.open('chengnuo', 1)
    request.onupgradeneeded = () => request.result.createObjectStore(STORE, { keyPath: 'key', autoIncrement: true })
    request.onsuccess = () => resolve(request.result)
    request.onerror = () => reject(request.error)
  })

/** One step, saved when this resolves. */
async function step<T>(mode: IDBTransactionMode, ask: (store: IDBObjectStore) => IDBRequest<T>): Promise<T> {
  const db = await opened()
  try {
    return await new Promise<T>((resolve, reject) => {
      const transaction = db.transaction(STORE, mode)
      const request = ask(transaction.objectStore(STORE))
      transaction.oncomplete = () => resolve(request.result)
      transaction.onabort = () => reject(transaction.error)
    })
  } finally {
    db.close()
  }
}

export const keep = (waiting: Omit<Waiting, 'key'>): Promise<IDBValidKey> =>
  step('readwrite', (store) => store.add(waiting))
export const change = (waiting: Waiting): Promise<IDBValidKey> => step('readwrite', (store) => store.put(waiting))
export const forget = (key: number): Promise<unknown> => step('readwrite', (store) => store.delete(key))
/** Of everybody, in the order in which they were written. */
const everyones = (): Promise<readonly Waiting[]> => step('readonly', (store) => store.getAll())
/** What a page may know of: what was written behind links, and by whose page it is. */
export const allOf = async (holder: string | undefined): Promise<readonly Waiting[]> =>
  (await everyones()).filter(({ of }) => of === undefined || of === holder)
export const clearOf = async (holder: string): Promise<void> => {
  for (const { key, of } of await everyones()) if (of === holder) await forget(key)
}
