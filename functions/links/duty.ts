import { dutySubject } from '../../shared/duty/subject.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openDuty } from '../../shared/use-cases/open-duty.ts'
import { dutyPage } from '../../web/pages/duty.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/p/{token}` of reinforced duty: who is there when, and what is watched. Undefined: the link is over. */
export async function serveDuty(event: HttpEvent, deps: Deps, { link }: Led): Promise<HttpResult | undefined> {
  const opened = await openDuty(deps, link)
  if (!opened) return undefined
  const { duty, holder } = opened
  const actor = { kind: 'engineer', id: holder.id, name: holder.name } as const
  await auditOpening(deps, { role: 'engineer', actor }, dutySubject(duty.id), duty.customer.id)
  return htmlPage(200, dutyPage({ duty, language: languageOf(event, holder.language) }))
}
