import { whyNotNow } from '../../shared/duty/decide.ts'
import type { Duty } from '../../shared/duty/duty.ts'
import { gapsAt, nextEntryBy } from '../../shared/duty/log.ts'
import { dutySubject } from '../../shared/duty/subject.ts'
import { BadRequestError, type Fault, fault } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { logOf } from '../../shared/use-cases/duty-views.ts'
import { type OpenedDuty, openDuty, openDutyReport } from '../../shared/use-cases/open-duty.ts'
import { dutyPage, dutyReportPage } from '../../web/pages/duty.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { bodySent } from '../middleware/form-body.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/p/{token}` of reinforced duty: who is there when, what is watched, and its log, which whoever is on it goes on with. Undefined: the link is over. */
export async function serveDuty(event: HttpEvent, deps: Deps, { link, path }: Led): Promise<HttpResult | undefined> {
  if (link.kind === 'customer') return serveReport(event, deps, { link, path })
  const opened = await openDuty(deps, link)
  if (!opened) return undefined
  const { duty, holder } = opened
  const page = async (status: number, sent?: Sent) => htmlPage(status, await pageOf(event, deps, opened, path, sent))
  const actor = { kind: 'engineer', id: holder.id, name: holder.name } as const
  if (event.requestContext.http.method !== 'POST') {
    await auditOpening(deps, { role: 'engineer', actor }, dutySubject(duty.id), duty.customer.id)
    const { file } = event.pathParameters ?? {}
    return file === undefined ? page(200) : fileOf(deps, duty, file)
  }
  const { form, file: bytes } = await bodySent(event)
  const values = Object.fromEntries([...form].filter(([, value]) => value.trim() !== ''))
  try {
    if (!opened.isOnIt)
      throw new BadRequestError([fault('body', '您不在这次值守里了', 'you are not on this watch any more')])
    const [{ noteOnWatch }, { dutyEntrySchema, entryIn }, { parse }] = await Promise.all([
      import('../../shared/use-cases/watch-log.ts'),
      import('../../shared/wire/duties.ts'),
      import('../../shared/wire/problem.ts'),
    ])
    const { fault: isFault, corrects, action: _, ...words } = values
    const given = { ...words, ...(isFault && { fault: true }), ...(corrects && { corrects: Number(corrects) }) }
    const { id, entry } = entryIn(parse(dutyEntrySchema, given))
    const photo = bytes && (await (await import('../attachments/keep.ts')).keepDutyFile(deps, duty.id, bytes))
    await noteOnWatch(deps, duty.id, { ...entry, ...defined({ photo }) }, { by: actor, id })
    return seeOther(`${path}?lang=${languageOf(event, holder.language)}`)
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return page(400, { values, problems: error.faults })
  }
}

async function fileOf(deps: Deps, duty: Duty, file: string): Promise<HttpResult> {
  const { besideDuty, fileAnswer } = await import('../attachments/answer.ts')
  return fileAnswer(deps, besideDuty(duty, await logOf(deps, duty.id)), file)
}

/** `/c/{token}`: the customer's written report, frozen, to read, to print, and for a word processor. */
async function serveReport(event: HttpEvent, deps: Deps, { link, path }: Led): Promise<HttpResult | undefined> {
  const opened = await openDutyReport(deps, link)
  if (!opened) return undefined
  const { duty, holder, report } = opened
  const file = event.pathParameters?.file ?? (event.rawPath.endsWith('/report') ? report.page.sha256 : undefined)
  if (file !== undefined) return fileOf(deps, duty, file)
  const [language, log] = [languageOf(event, holder.language), await logOf(deps, duty.id)]
  return htmlPage(200, dutyReportPage({ duty, report, path, language, log }))
}

interface Sent {
  readonly values: Readonly<Record<string, string>>
  readonly problems: readonly Fault[]
}

async function pageOf(event: HttpEvent, deps: Deps, opened: OpenedDuty, path: string, sent?: Sent): Promise<string> {
  const { duty, holder, isOnIt } = opened
  const now = deps.clock.now()
  return dutyPage({
    duty,
    language: languageOf(event, holder.language),
    path,
    log: await logOf(deps, duty.id),
    gaps: gapsAt(duty, now),
    mayNote: isOnIt && whyNotNow(duty, now) === undefined,
    ...defined({ nextBy: duty.ended || duty.gone ? undefined : nextEntryBy(duty), sent }),
  })
}
