import type { Language } from '../../../../shared/kernel/text.ts'
import { createStore } from './store.ts'

/** What this browser remembers of its reader: the language, whether they play, and whether it rings. No token and nobody's data. */
const LANGUAGE = 'language'
const PLAYGROUND = 'playground'
const ALARM = 'alarm'

const remembered = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing knows it until the page is closed.
  }
}

export const languageStore = createStore<Language>(remembered(LANGUAGE) === 'en' ? 'en' : 'zh-CN')
export const language = (): Language => languageStore.get()

export const setLanguage = (chosen: Language): void => {
  remember(LANGUAGE, chosen)
  document.documentElement.lang = chosen
  languageStore.set(chosen)
}

export const otherLanguage = (): void => setLanguage(language() === 'zh-CN' ? 'en' : 'zh-CN')

export const isPlaygroundOpen = createStore(remembered(PLAYGROUND) === 'open')

export const setPlaygroundOpen = (isOpen: boolean): void => {
  remember(PLAYGROUND, isOpen ? 'open' : 'closed')
  isPlaygroundOpen.set(isOpen)
}

export const isAlarmOn = createStore(remembered(ALARM) === 'on')

export const setAlarmOn = (isOn: boolean): void => {
  remember(ALARM, isOn ? 'on' : 'off')
  isAlarmOn.set(isOn)
}
