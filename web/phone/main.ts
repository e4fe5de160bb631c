import { type Draft, draftIn } from './draft.ts'
import { isWriting, keepFresh } from './fresh.ts'
import { forWorker } from './jobs.ts'
import { all, holder } from './outside/app.ts'
import { newId } from './outside/id.ts'
import { keep } from './outside/queue.ts'
import { type Pad, padIn } from './pad.ts'
import { shrunk } from './photo.ts'
import { offerPosition } from './position.ts'
import { sendAll } from './send.ts'
import { place, show } from './show.ts'
import { words } from './words.ts'

// The page works without this. With it nothing is lost on a bad network: what is filled in is kept on the phone first, then sent, once.

const AGAIN_MS = 15_000
/** What came of each form before it is sent: a drawing, a position. */
interface Extras {
  readonly pad?: Pad
  readonly position?: () => Promise<string | undefined>
}
const SENT = 'chengnuo-sent'
let isDone = sessionStorage.getItem(SENT) !== null

const extrasOf = (form: HTMLFormElement): Extras => {
  const action = new FormData(form).get('action')
  if (action === 'sign') return { pad: padIn(form) }
  const knowsPlace = 'geolocation' in navigator && (action === 'arrive' || action === 'depart')
  return knowsPlace ? { position: offerPosition(form) } : {}
}

/** One form; of several photos each is one. */
async function fieldsOf(form: HTMLFormElement, { pad, position }: Extras) {
  const written = [...new FormData(form)].filter(([name]) => name !== 'id' && name !== 'file')
  const files = new FormData(form).getAll('file').filter((file) => file instanceof File && file.size > 0) as File[]
  const [where, signed] = await Promise.all([position?.(), pad?.signed()])
  if (where !== undefined) written.push(['position', where])
  const pictures = signed ? [signed] : await Promise.all(files.map(shrunk))
  const each = pictures.length > 0 ? pictures : [undefined]
  return each.map((picture): [string, string | Blob][] => [
    ...(written as [string, string][]),
    ['id', newId()],
    ...(picture ? [['file', picture] as [string, Blob]] : []),
  ])
}

async function submit(form: HTMLFormElement, extras: Extras, draft: Draft | undefined): Promise<void> {
  const buttons = [...form.querySelectorAll('button')]
  // A second tap is no second action.
  for (const button of buttons) button.disabled = true
  try {
    // A field of that name hides the form's own.
    const to = form.getAttribute('action') ?? location.pathname
    const name = buttons.at(-1)?.textContent?.trim() ?? ''
    for (const fields of await fieldsOf(form, extras))
      await keep({ to, fields, name, ...(holder !== undefined && { of: holder }) })
    draft?.drop()
    form.reset()
    form.closest('details')?.removeAttribute('open')
    await go()
  } catch {
    // No room on the phone, or private browsing without any: as the page would send it by itself.
    if (navigator.onLine) form.submit()
    else alert(words.full)
  } finally {
    for (const button of buttons) button.disabled = false
  }
}

/** Whatever was taken changes the page: it shows how things stand, unless somebody is writing. */
async function go(): Promise<void> {
  show(await all(), true, isDone)
  const isTaken = await sendAll()
  if (isTaken && !isWriting()) {
    sessionStorage.setItem(SENT, 'yes')
    // What came of it stands on top, wherever the button was.
    history.scrollRestoration = 'manual'
    location.reload()
  }
  isDone ||= isTaken
  show(await all(), false, isDone)
}

/** What stands there is sent by way of the phone. */
function takeOver(): void {
  place()
  for (const form of document.querySelectorAll<HTMLFormElement>('form[method=post]:has(input[name=action])')) {
    const extras = extrasOf(form)
    const draft = draftIn(form)
    for (const input of form.querySelectorAll<HTMLInputElement>('input[type=file]')) input.multiple = true
    form.addEventListener('submit', (event) => {
      event.preventDefault()
      if (extras.pad?.isMissing()) return
      void submit(form, extras, draft)
    })
  }
}

sessionStorage.removeItem(SENT)
history.scrollRestoration = 'auto'
takeOver()
forWorker()
// Who of ours works on the page keeps it as it is: what they fill in is longer, and it is there to be acted on.
if (/^\/c\/[^/]+$/.test(location.pathname))
  keepFresh(() => {
    takeOver()
    void go()
  })
addEventListener('online', () => void go())
addEventListener('offline', () => void all().then((waiting) => show(waiting, false, isDone)))
setInterval(async () => {
  const waiting = await all()
  if (waiting.some(({ refused }) => refused === undefined)) await go()
}, AGAIN_MS)
void go()
