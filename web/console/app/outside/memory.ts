import type { Language } from '../../../../shared/kernel/text.ts'
import { LANGUAGE, languageRemembered, remember, remembered } from './remembered.ts'
import { createStore } from './store.ts'

/** What this browser remembers of its reader: the language, whether they play, and whether it rings. */
const PLAYGROUND = 'playground'
const ALARM = 'alarm'

export const languageStore = createStore<Language>(languageRemembered())
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
