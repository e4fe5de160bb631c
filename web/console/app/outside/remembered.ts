import type { Language } from '../../../../shared/kernel/text.ts'

/** What this browser keeps of its reader. No token and nobody's data. */
export const remembered = (key: string): string | null => {
  try {
    return localStorage.getItem(key)
  } catch {
    return null
  }
}

export function remember(key: string, value: string): void {
  try {
    localStorage.setItem(key, value)
  } catch {
    // A browser that keeps nothing knows it until the page is closed.
  }
}

export const LANGUAGE = 'language'
export const languageRemembered = (): Language => (remembered(LANGUAGE) === 'en' ? 'en' : 'zh-CN')
