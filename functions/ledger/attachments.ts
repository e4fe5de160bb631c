import { BadRequestError, fault } from '../../shared/kernel/errors.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { parseActionForm } from '../../shared/wire/form.ts'
import { perform } from '../api/acting.ts'
import type { ApiCall } from '../api/call.ts'
import { load } from '../api/repairs.ts'
import { requireSight } from '../api/rights.ts'
import { staffWho } from '../api/roles.ts'
import { besideRepair, fileAnswer } from '../attachments/answer.ts'
import { keepFile, PHOTOS_AND_PAPERS } from '../attachments/keep.ts'
import { bodySent } from '../middleware/form-body.ts'

/** `attach` or `sign` with its file, as a form sends them: the file is kept, and then recorded. */
export const attach: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'attachments')
  const { form, file } = await bodySent(event)
  if (!file) throw new BadRequestError([fault('file', '请选择文件', 'choose a file')])
  const action = parseActionForm(form, (await load(event, deps)).timezone)
  return perform(event, deps, staff, action, (repair) => keepFile(deps, repair, file, PHOTOS_AND_PAPERS))
}

/** Whoever may read the repair opens its files; a viewer, to whom the customer's people are nobody, sees no faces. */
export const readAttachment: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'attachments')
  const repair = await load(event, deps)
  await requireSight(deps, staff, repair)
  await auditOpening(deps, staff, repairSubject(repair.id), repair.customer?.id)
  return fileAnswer(deps, besideRepair(repair), event.pathParameters?.file)
}
