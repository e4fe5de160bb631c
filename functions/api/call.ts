import type { Language } from '../../shared/plan/plan.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { acceptedLanguage } from '../links/page.ts'
import type { HttpEvent, HttpResult } from '../middleware/http.ts'

/** One route of the staff API. */
export type ApiCall<D extends Deps = Deps> = (event: HttpEvent, deps: D) => Promise<HttpResult>

/** The language that the caller asks for; programs that ask for none get English. */
export const readerLanguage = (event: HttpEvent): Language => acceptedLanguage(event.headers['accept-language'], 'en')

export const queryOf = (event: HttpEvent): Record<string, string> =>
  Object.fromEntries(new URLSearchParams(event.rawQueryString))

/** A segment of the path by its name. */
export const pathOf = (event: HttpEvent, name: string): string => event.pathParameters?.[name] ?? ''
