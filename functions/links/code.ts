import { filedPhone } from '../../shared/directory/phone.ts'
import { normaliseSerial } from '../../shared/directory/serial.ts'
import { inLanguage } from '../../shared/kernel/text.ts'
import { typed } from '../../shared/kernel/typed.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { reportByCode } from '../../shared/use-cases/report-by-code.ts'
import { answerPage, type CodeFrame, codePage, type Missing, serialPage } from '../../web/pages/code.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { houseOf } from '../middleware/house-address.ts'
import { seeOther } from '../middleware/see-other.ts'
import { htmlPage, languageOf } from './page.ts'

/** No serial number is longer. */
const LONGEST_SERIAL = 64
const LONGEST_SYMPTOMS = 500

/**
 * `/r/{serial}`: where the code on a unit leads. Whoever has it is a stranger: the page says nothing of the unit, not even whether
 * there is one, and reading it records nothing. Whoever reports is told by when we come, as whoever calls the hotline is.
 */
export async function serveCode(event: HttpEvent, deps: Deps): Promise<HttpResult> {
  const language = languageOf(event, 'zh-CN')
  const { name, hotline } = await deps.directory.supplier()
  const frame = { language, supplier: inLanguage(name, language), hotline }
  const serial = serialIn(event.pathParameters?.serial)
  if (!serial) return askForSerial(event, frame)
  if (event.requestContext.http.method !== 'POST')
    return htmlPage(200, codePage({ ...frame, serial, id: idOf(event, deps, serial) }))
  return take(event, deps, frame, serial)
}

const serialIn = (given: string | undefined): string | undefined => {
  const serial = normaliseSerial(given ?? '')
  return serial !== '' && serial.length <= LONGEST_SERIAL && typed(serial) === serial ? serial : undefined
}

/** `/r`: the number stands under the code, where a camera cannot read it. */
function askForSerial(event: HttpEvent, frame: CodeFrame): HttpResult {
  const typed = serialIn(event.queryStringParameters?.serial)
  return typed ? seeOther(`/r/${encodeURIComponent(typed)}?lang=${frame.language}`) : htmlPage(200, serialPage(frame))
}

/** Nobody guesses it, so nobody is answered as another was. */
const idOf = (event: HttpEvent, deps: Deps, serial: string): string =>
  deps.digest(`${serial} ${event.requestContext.requestId} ${deps.clock.now()}`).slice(0, 32)

async function take(event: HttpEvent, deps: Deps, frame: CodeFrame, serial: string): Promise<HttpResult> {
  const form = bodyForm(event)
  const field = (name: string) => form.get(name)?.trim() ?? ''
  const [symptoms, phone, id] = [field('symptoms'), field('phone'), field('id')]
  const complains = form.get('complaint') === 'on'
  // People do not see this field; what fills it in is answered as if all were well.
  if (form.get('website')) return htmlPage(200, answerPage({ ...frame, outcome: 'known' }))
  const callBack = filedPhone(phone)
  const missing: Missing[] = []
  if (symptoms === '') missing.push('symptoms')
  if (symptoms.length > LONGEST_SYMPTOMS) missing.push('tooLong')
  if (callBack === undefined) missing.push('phone')
  if (callBack === undefined || missing.length > 0 || !/^[0-9a-f]{32}$/.test(id))
    return htmlPage(
      400,
      codePage({ ...frame, serial, id: idOf(event, deps, serial), symptoms, phone, complains, missing }),
    )
  const answer = await reportByCode(deps, {
    id,
    serial,
    symptoms,
    ...(complains && { complains }),
    phone: callBack,
    address: houseOf(event.requestContext.http.sourceIp),
  })
  return htmlPage(answer.outcome === 'tooMany' ? 429 : 200, answerPage({ ...frame, ...answer, complains }))
}
