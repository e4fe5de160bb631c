import { repairSubject } from '../../shared/repair/holds.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import { colleaguesOf } from '../../shared/use-cases/colleagues.ts'
import { withAddresses } from '../../shared/use-cases/contacts.ts'
import { pricesFor } from '../../shared/use-cases/quote.ts'
import { formViews, likelyOf } from '../../web/pages/form-view.ts'
import { namedOf } from '../../web/pages/named.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'
import type { ApiCall } from './call.ts'
import { allowedTo, load } from './repairs.ts'
import { requireSight } from './rights.ts'
import { staffOf } from './roles.ts'

/** What they may do to it now, each as a form: the registry's own fields, with what those may name. */
export const readForms: ApiCall = async (event, deps) => {
  const staff = staffOf(event)
  const repair = await load(event, deps)
  const { acts } = await requireSight(deps, staff, repair)
  // What may be named holds names, numbers and words of the repair.
  await auditOpening(deps, staff, repairSubject(repair.id), repair.customer?.id)
  const [language, now] = [readerLanguage(event), deps.clock.now()]
  // What comes with a file has a place of its own.
  const allowed = acts ? allowedTo(staff, repair, now).filter((type) => type !== 'attach') : []
  if (allowed.length === 0) return json(200, { forms: [] })
  const likely = likelyOf(allowed, { repair, holder: staff.actor.id ?? '', now, language })
  const [reachable, prices, colleagues] = await Promise.all([
    withAddresses(deps, repair),
    allowed.includes('quote') ? pricesFor(deps, repair) : [],
    colleaguesOf(deps, repair),
  ])
  const context = {
    language,
    plan: repair.plan,
    prices,
    named: namedOf(reachable, colleagues),
    isDesk: staff.actor.kind === 'staff',
  }
  return json(200, { forms: formViews(allowed, likely, repair, context) })
}
