import { BadRequestError, NotFoundError } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import { act, mayTry } from '../../shared/use-cases/act.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { actionTypeIn, parseActionForm } from '../../shared/wire/form.ts'
import type { Sent } from '../../web/pages/forms.ts'
import type { Notice } from '../../web/pages/parts.ts'
import { keepFile, PHOTOS } from '../attachments/keep.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { bodySent } from '../middleware/form-body.ts'
import { seeOther } from '../middleware/see-other.ts'
import { htmlPage } from './page.ts'
import { pageOf, type Visit } from './views.ts'

/** Somebody acts on the page that their link opens. */
export const submit = async (event: HttpEvent, deps: Deps, visit: Visit): Promise<HttpResult> => {
  const { repair, actor, path, language } = visit
  const { form, file: bytes } = await bodySent(event)
  const sent: Sent = { action: form.get('action') ?? '', values: Object.fromEntries(form) }
  const [type, id] = [actionTypeIn(form), form.get('id')]
  // Who may do it is asked before its fields are read.
  if (type && !(await mayTry(deps, repair, { type, ...(id && { id }) }, actor)))
    return again(409, deps, visit, { ...sent, kind: 'notAllowed' })
  try {
    const action = parseActionForm(form, repair.timezone)
    // Nobody but staff sends papers.
    const file = bytes && (await keepFile(deps, repair, bytes, PHOTOS))
    const result = await act(deps, repair.id, action, actor, defined({ file }))
    switch (result.outcome) {
      case 'done':
        return seeOther(`${path}?lang=${language}`)
      case 'notAllowed':
        return again(409, deps, { ...visit, repair: result.repair }, { ...sent, kind: 'notAllowed' })
      case 'notFound':
        throw new NotFoundError('no such repair')
      default:
        return result satisfies never
    }
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return again(400, deps, visit, { ...sent, kind: 'check', problems: error.faults })
  }
}

const again = async (status: number, deps: Deps, visit: Visit, notice: Notice): Promise<HttpResult> =>
  htmlPage(status, await pageOf(deps, visit, notice))
