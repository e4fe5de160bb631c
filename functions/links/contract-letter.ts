import { BadRequestError, type Fault } from '../../shared/kernel/errors.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openLetter } from '../../shared/use-cases/open-contract.ts'
import { letterPage } from '../../web/pages/contract-letter.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/**
 * `/c/{token}` of a contract: what its customer was told of their payments, to read and print, and what is on record as agreed with them, to
 * deny. Undefined: the link is over.
 */
export async function serveLetter(event: HttpEvent, deps: Deps, { link, path }: Led): Promise<HttpResult | undefined> {
  const opened = await openLetter(deps, link)
  if (!opened) return undefined
  const { contact, ...letter } = opened
  const language = languageOf(event, contact.language)
  const page = (status: number, problems: readonly Fault[] = []) =>
    htmlPage(status, letterPage({ ...letter, contact: contact.name, language, path, problems }))
  if (event.requestContext.http.method !== 'POST') return page(200)
  try {
    // Most read it, and deny nothing.
    const { denyAgreement } = await import('../../shared/use-cases/deny-agreement.ts')
    await denyAgreement(deps, letter.contract, Number(bodyForm(event).get('agreement')), contact)
    return seeOther(`${path}?lang=${language}`)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return page(400, error.faults)
  }
}
