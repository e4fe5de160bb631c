import type { Deps } from '../../shared/use-cases/deps.ts'
import { type MessageKind, messagePage } from '../../web/pages/message.ts'
import type { EdgeProblem } from '../middleware/errors.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { acceptedLanguage } from '../middleware/language.ts'
import { htmlPage, languageOf } from './page.ts'

export const problemPage = ({ status }: EdgeProblem, event: HttpEvent): HttpResult => {
  const language = languageOf(event, acceptedLanguage(event.headers?.['accept-language'], 'zh-CN'))
  return htmlPage(status, messagePage(PAGE_OF_STATUS[status] ?? 'failed', language))
}

/** For a link that leads nowhere: what to do instead. Whether it ever led anywhere it does not say. */
export const endedPage = async (event: HttpEvent, { directory }: Deps): Promise<HttpResult> => {
  const { hotline } = await directory.supplier()
  const language = languageOf(event, acceptedLanguage(event.headers?.['accept-language'], 'zh-CN'))
  const kind = event.rawPath.startsWith('/c/') ? 'endedLink' : 'endedWorkLink'
  return htmlPage(404, messagePage(kind, language, hotline))
}

const PAGE_OF_STATUS: Readonly<Record<number, MessageKind>> = {
  400: 'badRequest',
  403: 'foreignOrigin',
  404: 'unknownLink',
  413: 'tooLarge',
  503: 'busy',
}
