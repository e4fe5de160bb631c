import type { Language } from '../../../../shared/kernel/text.ts'
import { createStore } from './store.ts'

/** What this browser remembers of its reader: the language. No token and nobody's data. */
const KEY = 'language'

const remembered = (): Language => {
  try {
    return localStorage.getItem(KEY) === 'en' ? 'en' : 'zh-CN'
  } catch {
    return 'zh-CN'
  }
}

export const languageStore = createStore<Language>(remembered())
export const language = (): Language => languageStore.get()

export const setLanguage = (chosen: Language): void => {
  try {
    localStorage.setItem(KEY, chosen)
  } catch {
    // A browser that keeps nothing speaks it until the page is closed.
  }
  document.documentElement.lang = chosen
  languageStore.set(chosen)
}
