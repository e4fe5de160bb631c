import type { Language } from '../../shared/kernel/text.ts'
import type { HttpEvent } from './event.ts'

/** The first of the languages in an `Accept-Language` header that we speak. */
export const acceptedLanguage = (header: string | undefined, fallback: Language): Language => {
  for (const range of header?.toLowerCase().split(',') ?? []) {
    if (/^\s*zh\b/.test(range)) return 'zh-CN'
    if (/^\s*en\b/.test(range)) return 'en'
  }
  return fallback
}

/** The language that the caller of the API asks for; programs that ask for none get English. */
export const readerLanguage = ({ headers }: HttpEvent): Language => acceptedLanguage(headers?.['accept-language'], 'en')
