import type { EvidencePack } from '../../shared/evidence/pack.ts'
import type { PackFrame } from '../../shared/evidence/sheets.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { exportEvidence, verifyEvidence } from '../../shared/use-cases/evidence.ts'
import { auditQuerySchema, evidenceSchema, verifySchema } from '../../shared/wire/evidence.ts'
import { parse } from '../../shared/wire/problem.ts'
import { evidencePage } from '../../web/pages/evidence.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { forReader, requireSight } from '../api/rights.ts'
import { staffOf, staffWho } from '../api/roles.ts'
import { htmlPage, languageOf } from '../links/page.ts'
import { reportPageOf } from '../links/report.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpResult } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import { workbookFile } from '../middleware/workbook.ts'
import { xlsxOf } from './xlsx.ts'

export const exportPack: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const request = parse(evidenceSchema, bodyJson(event))
  const pack = await exportEvidence(deps, request, staff)
  if (pack === 'refused')
    throw new ForbiddenError(
      staff,
      {
        zh: `角色 ${staff.role} 不能导出；这次拒绝已记入审计记录。`,
        en: `The role ${staff.role} may not export this; the refusal is on the audit record.`,
      },
      { onRecord: true },
    )
  const { name: supplier } = await deps.directory.supplier()
  const reportUrl = (repair: string) => `${deps.publicUrl}/api/repairs/${repair}/report`
  const frame = { supplier, language: languageOf(event, 'zh-CN'), timezone: pack.timezone, reportUrl }
  return packFile(pack, request.format, frame)
}

export const verifyPack: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'verifyEvidence')
  const verified = await verifyEvidence(deps, parse(verifySchema, bodyJson(event)))
  if (!verified) throw new NotFoundError('no such pack')
  const { id, customer } = verified.exported
  await auditOpening(deps, staff, `evidencePack/${id}`, customer)
  return json(200, verified)
}

export const readAudit: ApiCall = async (event, deps) => {
  staffWho(event, 'audit')
  const { month = deps.clock.now().slice(0, 7), ...page } = parse(auditQuerySchema, queryOf(event))
  const { items, cursor } = await deps.audit.list({ month, ...page })
  return json(200, { entries: items, ...(cursor && { cursor }) })
}

export const readReport: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const repair = await deps.repairs.load(pathOf(event, 'id'))
  if (!repair) throw new NotFoundError('no such repair')
  await requireSight(deps, staff, repair)
  await auditOpening(deps, staff, repairSubject(repair.id), repair.customer?.id)
  return htmlPage(
    200,
    await reportPageOf(deps, {
      repair,
      language: languageOf(event, readerLanguage(event)),
      shown: (what) => forReader(staff, what),
    }),
  )
}

/** The pack as a document to print or a spreadsheet to keep. */
export const packFile = async (pack: EvidencePack, format: 'html' | 'xlsx', frame: PackFrame): Promise<HttpResult> => {
  if (format === 'html') return htmlPage(200, evidencePage(pack, frame))
  return workbookFile(pack.id, await xlsxOf(pack, frame))
}
