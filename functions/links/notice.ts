import { noticeSubject } from '../../shared/advisory/subject.ts'
import { BadRequestError, type Fault, fault } from '../../shared/kernel/errors.ts'
import { HOWS } from '../../shared/promise/agreement.ts'
import { acknowledgeNotice, noteOpening, toldByPhone } from '../../shared/use-cases/answer-notice.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { type OpenedNotice, openNotice } from '../../shared/use-cases/open-notice.ts'
import { noticePage } from '../../web/pages/notice.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/c/{token}` of a warning: what it says, and to acknowledge it; `/p/{token}`: for whoever is to call them. Undefined: the link is over. */
export async function serveNotice(event: HttpEvent, deps: Deps, { link, path }: Led): Promise<HttpResult | undefined> {
  const opened = await openNotice(deps, link)
  if (!opened) return undefined
  const { notice, holder } = opened
  if (event.requestContext.http.method !== 'POST') {
    await noted(deps, opened)
    return htmlPage(200, pageOf(event, opened, path))
  }
  try {
    if (link.kind === 'customer') await acknowledgeNotice(deps, notice.id, holder, written(event, 'question', MOST))
    else await called(deps, opened, event)
    return seeOther(`${path}?lang=${languageOf(event, holder.language)}`)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return htmlPage(400, pageOf(event, opened, path, error.faults))
  }
}

/** The first time is a receipt, which settles nothing; one of ours is on the audit record. */
async function noted(deps: Deps, { link, notice, holder }: OpenedNotice): Promise<void> {
  if (link.kind === 'customer') return noteOpening(deps, notice.id, holder)
  const actor = { kind: 'engineer', id: holder.id, name: holder.name } as const
  await auditOpening(deps, { role: 'engineer', actor }, noticeSubject(notice.id), notice.customer.id)
}

const MOST = 1000
const LINE = 200

/** What a field says, if anything. Throws BadRequestError for what is longer than anybody reads. */
function written(event: HttpEvent, name: string, most: number): string | undefined {
  const said = bodyForm(event).get(name)?.trim() ?? ''
  if (said.length > most)
    throw new BadRequestError([fault(name, `最多 ${most} 字`, `Too big: at most ${most} characters`)])
  return said === '' ? undefined : said
}

async function called(deps: Deps, { notice, holder }: OpenedNotice, event: HttpEvent): Promise<void> {
  const [whom, how] = [written(event, 'whom', LINE), HOWS.find((one) => one === written(event, 'how', LINE))]
  if (!whom || !how || how === 'link')
    throw new BadRequestError([fault(whom ? 'how' : 'whom', '写明和谁、怎么说的', 'say whom you told, and how')])
  await toldByPhone(deps, notice.id, { whom, how }, { kind: 'engineer', id: holder.id, name: holder.name })
}

const pageOf = (event: HttpEvent, opened: OpenedNotice, path: string, problems: readonly Fault[] = []): string =>
  noticePage({
    ...opened,
    language: languageOf(event, opened.holder.language),
    path,
    isCustomer: opened.link.kind === 'customer',
    problems,
  })
