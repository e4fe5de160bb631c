import { createStore } from './store.ts'

/** Until when nothing is rung, by the host's clock. */
export const silentUntilStore = createStore(0)

let audio: AudioContext | undefined

/** Browsers let nothing sound before somebody has touched the page. */
export function allowSound(): void {
  audio ??= new AudioContext()
  void audio.resume()
}

/** Whether this browser shows notices; it asks its reader once. */
export async function allowNotices(): Promise<boolean> {
  if (!('Notification' in window)) return false
  return (await Notification.requestPermission()) === 'granted'
}

const TONES = [
  { at: 0, hertz: 660 },
  { at: 0.18, hertz: 880 },
]
const LOUDNESS = 0.06

/** Two soft tones: heard across a desk, not across a hall. */
export function sound(): void {
  if (audio?.state !== 'running') return
  for (const { at, hertz } of TONES) {
    const [from, tone, gain] = [audio.currentTime + at, audio.createOscillator(), audio.createGain()]
    tone.frequency.value = hertz
    gain.gain.setValueAtTime(0, from)
    gain.gain.linearRampToValueAtTime(LOUDNESS, from + 0.03)
    gain.gain.exponentialRampToValueAtTime(0.0001, from + 0.5)
    tone.connect(gain).connect(audio.destination)
    tone.start(from)
    tone.stop(from + 0.5)
  }
}

/** One notice for each `tag`: a later one takes the place of the one before. */
export function notice(title: string, body: string, tag: string, onOpen: () => void): void {
  if (!('Notification' in window) || Notification.permission !== 'granted') return
  const shown = new Notification(title, { body, tag })
  shown.onclick = () => {
    window.focus()
    shown.close()
    onOpen()
  }
}
