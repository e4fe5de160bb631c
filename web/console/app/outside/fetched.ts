/** A part of the console that could not be fetched; `isNewer`: because the files of another version stand there by now. */
export class NotFetchedError extends Error {
  readonly isNewer: boolean
  constructor(isNewer: boolean, cause: unknown) {
    super('A part of the console could not be fetched', { cause })
    this.name = 'NotFetchedError'
    this.isNewer = isNewer
  }
}

/** A line that was cut for a moment is no reason to bother anybody. */
const AGAIN_AFTER_MS = 800

/** What is loaded late, tried once more by itself. Throws NotFetchedError. */
export async function fetched<T>(load: () => Promise<T>): Promise<T> {
  try {
    return await load()
  } catch {
    await new Promise((resolve) => setTimeout(resolve, AGAIN_AFTER_MS))
    return load().catch(async (cause: unknown) => {
      throw new NotFetchedError(await isNewer(), cause)
    })
  }
}

/** The page names the files of its build: where it names another script than the one that runs here, ours may be gone. */
async function isNewer(): Promise<boolean> {
  const script = runningScript()
  try {
    const answer = await fetch('/console', { cache: 'no-store' })
    return answer.ok && !(await answer.text()).includes(script)
  } catch {
    return false
  }
}

const runningScript = (): string =>
  new URL(document.querySelector<HTMLScriptElement>('script[type=module]')?.src ?? location.href).pathname

export const reload = (): void => location.reload()

const RELOADED = 'reloaded-from'
/** To the newer version, once: what still does not come then is for somebody to look at. */
export function reloadOnce(): void {
  try {
    if (sessionStorage.getItem(RELOADED) === runningScript()) return
    sessionStorage.setItem(RELOADED, runningScript())
  } catch {
    return
  }
  reload()
}
