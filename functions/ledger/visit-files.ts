import { NotFoundError } from '../../shared/kernel/errors.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { rightsOnVisit } from '../../shared/use-cases/visit-rights.ts'
import { loadVisit } from '../../shared/use-cases/visits.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import { type ApiCall, pathOf } from '../api/call.ts'
import { staffWho } from '../api/roles.ts'
import { besideVisit, fileAnswer } from '../attachments/answer.ts'
import { ForbiddenError } from '../middleware/errors.ts'

/** Photos, signatures and the written report of a visit; a viewer sees no faces. */
export const readVisitFile: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'attachments')
  const visit = await loadVisit(deps, pathOf(event, 'id'))
  if (!visit) throw new NotFoundError('no such visit')
  const { sees, why } = await rightsOnVisit(deps, staff, visit)
  if (!sees) throw new ForbiddenError(staff, why ?? { zh: '这不归您看。', en: 'This is not yours.' })
  await auditOpening(deps, staff, visitSubject(visit.id), visit.terms.customer)
  return fileAnswer(deps, besideVisit(visit), event.pathParameters?.file)
}
