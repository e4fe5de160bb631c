import type { SubjectLinkRecord } from '../../shared/subject/effect.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openPayments } from '../../shared/use-cases/open-contract.ts'
import { paymentPage } from '../../web/pages/payment-letter.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/c/{token}` of a contract: what its customer was told of their payments, to read and print. Undefined: the link is over. */
export async function serveLetter(
  event: HttpEvent,
  deps: Deps,
  link: SubjectLinkRecord,
): Promise<HttpResult | undefined> {
  const opened = await openPayments(deps, link)
  if (!opened) return undefined
  const { contact, ...letter } = opened
  return htmlPage(200, paymentPage({ ...letter, contact: contact.name, language: languageOf(event, contact.language) }))
}
