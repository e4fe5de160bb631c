// A long form is filled in over an hour, in rooms without a network: what is typed is kept on the phone with each key, and is there again
// after the page was closed, until the form is sent.

export interface Draft {
  readonly drop: () => void
}

type Fields = readonly (readonly [string, string])[]

/** Undefined: it is no long form. */
export function draftIn(form: HTMLFormElement): Draft | undefined {
  const name = form.dataset.draft
  if (name === undefined) return undefined
  const key = `chengnuo-draft/${name}`
  restore(form, key)
  ask(form)
  form.addEventListener('input', () => {
    ask(form)
    keep(key, form)
  })
  form.addEventListener('reset', () => setTimeout(() => ask(form)))
  return { drop: () => localStorage.removeItem(key) }
}

const keep = (key: string, form: HTMLFormElement): void => {
  const typed = [...new FormData(form)].filter(
    ([name, value]) => typeof value === 'string' && /^[anu]\./.test(name) && value !== '',
  )
  try {
    localStorage.setItem(key, JSON.stringify(typed))
  } catch {
    // No room, or private browsing: it is on the page all the same.
  }
}

function restore(form: HTMLFormElement, key: string): void {
  for (const [name, value] of kept(key)) {
    const field = form.elements.namedItem(name)
    if (field instanceof RadioNodeList || field instanceof HTMLInputElement || field instanceof HTMLTextAreaElement)
      if (field instanceof HTMLInputElement && field.type === 'radio') field.checked = field.value === value
      else field.value = value
    if (field instanceof HTMLElement && value !== '') field.closest('details')?.setAttribute('open', '')
  }
}

function kept(key: string): Fields {
  try {
    return JSON.parse(localStorage.getItem(key) ?? '[]') as Fields
  } catch {
    return []
  }
}

/** What is asked only after some answers is shown then, and required then. */
function ask(form: HTMLFormElement): void {
  const answers = new FormData(form)
  for (const asked of form.querySelectorAll<HTMLElement>('[data-when]')) {
    const { when = '', is = '' } = asked.dataset
    const isAsked = is.split(' ').includes(String(answers.get(when) ?? ''))
    asked.hidden = !isAsked
  }
}
