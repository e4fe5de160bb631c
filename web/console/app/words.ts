import { inLanguage, type Language, type Text, text } from '../../../shared/kernel/text.ts'
import { languageStore } from './outside/memory.ts'
import { useStore } from './outside/store.ts'

/** Says a text in the reader's language. */
export type Say = (text: Text) => string

export const useLanguage = (): Language => useStore(languageStore)
export const sayIn =
  (language: Language): Say =>
  (text) =>
    inLanguage(text, language)
export const useSay = (): Say => sayIn(useLanguage())

/** Whoever called, on nobody's file. */
export const STRANGER = text('未登记的来电', 'Caller not on file')

/** From Monday on. */
export const WEEKDAYS = [
  text('一', 'Mo'),
  text('二', 'Tu'),
  text('三', 'We'),
  text('四', 'Th'),
  text('五', 'Fr'),
  text('六', 'Sa'),
  text('日', 'Su'),
]

/** How ours heard it. */
export const HOW_NAMES = {
  phone: text('电话', 'by phone'),
  message: text('短信', 'by message'),
  email: text('邮件', 'by e-mail'),
  inPerson: text('当面', 'in person'),
  paper: text('书面', 'in writing'),
  link: text('在线', 'by their link'),
} as const
