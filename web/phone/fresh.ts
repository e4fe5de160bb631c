// A customer's page shows how things stand: it is read again when somebody comes back to it, and while they look. What they are writing
// stays as it is, and so does the place where they read.

const AGAIN_MS = 60_000

/** Calls `shown` once what stands there was put in place of what stood there. */
export function keepFresh(shown: () => void): void {
  const look = () => void refresh(shown).catch(() => {})
  document.addEventListener('visibilitychange', look)
  addEventListener('pageshow', ({ persisted }) => persisted && look())
  setInterval(look, AGAIN_MS)
}

async function refresh(shown: () => void): Promise<void> {
  if (document.hidden || isBusy()) return
  const answer = await fetch(location.href, { headers: { 'cache-control': 'no-cache' } })
  if (!answer.ok) return
  const read = new DOMParser().parseFromString(await answer.text(), 'text/html').querySelector('main')
  const here = document.querySelector('main')
  // Whoever has begun to write meanwhile goes on.
  if (!read || !here || isBusy() || read.textContent === told(here)) return
  const open = [...here.querySelectorAll('details[open] > summary')].map(({ textContent }) => textContent)
  here.replaceWith(read)
  for (const summary of read.querySelectorAll('details > summary'))
    if (open.includes(summary.textContent)) summary.parentElement?.setAttribute('open', '')
  shown()
}

/** What the page said by itself: what this script has put there is not the host's. */
function told(main: HTMLElement): string | null {
  const copy = main.cloneNode(true) as HTMLElement
  for (const own of copy.querySelectorAll('[data-own]')) own.remove()
  return copy.textContent
}

/** Somebody writes, chooses, or has a form open. */
const isBusy = (): boolean =>
  isWriting() ||
  document.querySelector('main details[open] form') !== null ||
  document.activeElement?.closest('main form') != null ||
  [...document.querySelectorAll<HTMLInputElement>('main input')].some(
    ({ type, checked, defaultChecked, files }) =>
      ((type === 'radio' || type === 'checkbox') && checked !== defaultChecked) || (files?.length ?? 0) > 0,
  )

export const isWriting = (): boolean =>
  [...document.querySelectorAll<HTMLTextAreaElement | HTMLInputElement>('textarea,input:not([type=hidden])')].some(
    (field) => field.value !== field.defaultValue && field.type !== 'checkbox' && field.type !== 'radio',
  )
