import { all } from './outside/app.ts'
import { change, forget, type Waiting } from './outside/queue.ts'
import { words } from './words.ts'

/** The session has ended: what waits goes once its writer is back. */
export let isSignedOut = false

/** What became of one form. `later`: nobody heard it, or nobody could take it just now. */
type Outcome = 'taken' | 'later' | { readonly refused: string }

/**
 * Sends what waits, in order. Each has an id of its own, so one that was heard and whose answer was lost acts once; and one page at
 * a time sends, where the browser knows of the others. Gives whether anything was taken.
 */
export async function sendAll(): Promise<boolean> {
  if (!('locks' in navigator)) return sendEach()
  return navigator.locks.request('chengnuo-send', sendEach)
}

async function sendEach(): Promise<boolean> {
  let isTaken = false
  for (const waiting of await all()) {
    if (waiting.refused !== undefined) continue
    const outcome = await send(waiting)
    if (outcome === 'later') break
    if (outcome === 'taken') {
      isTaken = true
      await forget(waiting.key)
      await forgetRefused(waiting)
    } else await change({ ...waiting, ...outcome })
  }
  return isTaken
}

/** Another of the same kind was taken: why the one before was not is over. */
async function forgetRefused({ to, fields }: Waiting): Promise<void> {
  const [sent, page] = [new Map(fields), new URL(to, location.href).pathname]
  for (const { key, refused, ...other } of await all()) {
    const fieldsThen = new Map(other.fields)
    const isSame = ['action', 'form'].every((name) => fieldsThen.get(name) === sent.get(name))
    if (refused !== undefined && isSame && new URL(other.to, location.href).pathname === page) await forget(key)
  }
}

async function send({ to, fields, of }: Waiting): Promise<Outcome> {
  try {
    // Done, it leads back to the page, which loads itself anew: not twice over a slow line.
    // Whose it is goes along: where somebody else is signed in by now, it waits on.
    const headers = of === undefined ? {} : { 'x-holder': of }
    const response = await fetch(to, { method: 'POST', body: bodyOf(fields), redirect: 'manual', headers })
    if (response.ok || response.type === 'opaqueredirect') return 'taken'
    isSignedOut = response.status === 401
    if (response.status === 401 || response.status === 429 || response.status >= 500) return 'later'
    return { refused: response.status === 404 ? words.ended : await sentenceIn(response) }
  } catch {
    return 'later'
  }
}

/** Without a file as any form: the server reads no more of it than it must. */
function bodyOf(fields: Waiting['fields']): URLSearchParams | FormData {
  if (fields.every((field): field is [string, string] => typeof field[1] === 'string'))
    return new URLSearchParams(fields.map(([name, value]) => [name, value]))
  const form = new FormData()
  for (const [name, value] of fields) form.append(name, value)
  return form
}

/** The page says in words why not, and what was written: by the words for it. */
async function sentenceIn(response: Response): Promise<string> {
  const page = new DOMParser().parseFromString(await response.text(), 'text/html')
  const said = page.querySelector('[role=alert]') ?? page.querySelector('main')
  return said?.textContent?.trim() ?? String(response.status)
}
