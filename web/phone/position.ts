import { words } from './words.ts'

const REMEMBERED = 'chengnuo-position'
const PATIENCE_MS = 8000

/** Asks beside the button; nothing is read, and the browser asks nobody, unless it is ticked. */
export function offerPosition(form: HTMLFormElement): () => Promise<string | undefined> {
  const label = document.createElement('label')
  label.className = 'tick'
  const tick = document.createElement('input')
  tick.type = 'checkbox'
  tick.checked = localStorage.getItem(REMEMBERED) === 'yes'
  label.append(tick, words.place)
  form.querySelector('button')?.before(label)
  return async () => {
    localStorage.setItem(REMEMBERED, tick.checked ? 'yes' : 'no')
    return tick.checked ? position() : undefined
  }
}

/** `30.28746,120.15513,15`: degrees, and how many metres it may be off. Nobody waits for it long, and without one it goes all the same. */
const position = (): Promise<string | undefined> =>
  new Promise((resolve) =>
    navigator.geolocation.getCurrentPosition(
      ({ coords }) =>
        resolve(`${coords.latitude.toFixed(5)},${coords.longitude.toFixed(5)},${Math.ceil(coords.accuracy)}`),
      () => resolve(undefined),
      { enableHighAccuracy: true, timeout: PATIENCE_MS, maximumAge: 60_000 },
    ),
  )
