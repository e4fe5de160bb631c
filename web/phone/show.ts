import { forget, type Waiting } from './outside/queue.ts'
import { isSignedOut } from './send.ts'
import { words } from './words.ts'

const sign = document.createElement('span')
sign.className = 'net'
sign.setAttribute('role', 'status')
const list = document.createElement('div')
list.dataset.own = ''

/** Beside the page's name how the line stands; above everything what waits, and what was not taken. */
export function place(): void {
  document.querySelector('.top')?.append(sign)
  document.querySelector('main h1')?.before(list)
}

export function show(waiting: readonly Waiting[], isSending: boolean, isDone: boolean): void {
  const open = waiting.filter(({ refused }) => refused === undefined)
  sign.textContent =
    open.length > 0
      ? `○ ${isSending ? words.sending : words.waiting(open.length)}${isSignedOut ? `，${words.signIn}` : ''}`
      : `● ${navigator.onLine ? (isDone ? words.sent : words.online) : words.offline}`
  sign.classList.toggle('warn', open.length > 0)
  const here = waiting.filter(({ to }) => new URL(to, location.href).pathname === location.pathname)
  list.replaceChildren(...here.filter(({ refused }) => refused !== undefined || !isSending).map(card))
}

function card({ key, name, refused, fields }: Waiting): HTMLElement {
  const box = document.createElement('div')
  box.className = `card notice${refused === undefined ? '' : ' bad'}`
  if (refused === undefined) {
    box.textContent = words.kept(name)
    return box
  }
  box.setAttribute('role', 'alert')
  const done = () => void forget(key).then(() => box.remove())
  const form = formOf(fields)
  const again =
    form &&
    button(words.again, () => {
      fillIn(form, fields)
      done()
    })
  box.append(
    line(words.refused(name)),
    line(refused),
    ...written(fields, form),
    ...(again ? [again] : []),
    button(words.drop, done),
  )
  return box
}

function button(name: string, act: () => void): HTMLElement {
  const one = document.createElement('button')
  one.className = 'quiet'
  one.textContent = name
  one.addEventListener('click', act)
  return one
}

/** The same action, if the page still offers it; of several check lists the same one. */
const formOf = (fields: Waiting['fields']): HTMLFormElement | undefined => {
  const sent = new Map(fields)
  return (
    [...document.querySelectorAll<HTMLInputElement>('form input[name=action]')].find(({ value, form }) => {
      const list = form && new FormData(form).get('form')
      return value === sent.get('action') && (!list || list === sent.get('form'))
    })?.form ?? undefined
  )
}

function fillIn(form: HTMLFormElement, fields: Waiting['fields']): void {
  for (const [name, value] of fields) {
    const field = form.elements.namedItem(name)
    if (typeof value !== 'string' || name === 'action') continue
    if (field instanceof RadioNodeList) field.value = value
    if (!(field instanceof HTMLElement)) continue
    if (field instanceof HTMLInputElement && field.type === 'checkbox') field.checked = true
    else if ('value' in field) field.value = value
  }
  form.dispatchEvent(new Event('input', { bubbles: true }))
  form.closest('details')?.setAttribute('open', '')
  form.scrollIntoView({ block: 'center' })
}

const line = (text: string): HTMLElement => {
  const one = document.createElement('p')
  one.className = 'pre'
  one.textContent = text
  return one
}

/** A tick by what it says. */
function inWords(name: string, value: string, form: HTMLFormElement | undefined): string {
  const field = form?.elements.namedItem(name)
  const isTick = field instanceof HTMLInputElement && field.type === 'checkbox'
  return isTick ? `✓ ${field.labels?.[0]?.textContent?.trim() ?? ''}` : value === 'on' && !form ? '✓' : value
}

/** Nothing that somebody typed is lost with the form. */
function written(fields: Waiting['fields'], form: HTMLFormElement | undefined): HTMLElement[] {
  const said = fields.flatMap(([name, value]) =>
    typeof value === 'string' && value.trim() !== '' && !['action', 'id', 'position'].includes(name)
      ? [inWords(name, value, form)]
      : [],
  )
  return said.length > 0 ? [line(words.youWrote + said.join('\n'))] : []
}
