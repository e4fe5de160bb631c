import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda'
import { allowedTo } from '../../../functions/api/repairs.ts'
import { MAY, type Staff } from '../../../functions/api/roles.ts'
import { htmlPage } from '../../../functions/links/page.ts'
import { linesOf } from '../../../functions/links/views.ts'
import { bodyForm } from '../../../functions/middleware/body.ts'
import { json } from '../../../functions/middleware/http.ts'
import { seeOther } from '../../../functions/middleware/see-other.ts'
import { DEFAULT_TIMEZONE } from '../../../shared/kernel/calendar.ts'
import { BadRequestError } from '../../../shared/kernel/errors.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import type { Language } from '../../../shared/kernel/text.ts'
import type { ActionType } from '../../../shared/repair/actions.ts'
import { repairSubject } from '../../../shared/repair/holds.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { act } from '../../../shared/use-cases/act.ts'
import { auditOpening } from '../../../shared/use-cases/audit.ts'
import { withAddresses } from '../../../shared/use-cases/contacts.ts'
import type { Deps } from '../../../shared/use-cases/deps.ts'
import { pricesFor } from '../../../shared/use-cases/quote.ts'
import { colleaguesOf, managerOf } from '../../../shared/use-cases/team.ts'
import { warrantyOfReported } from '../../../shared/use-cases/unit-file.ts'
import { actionTypeIn, parseActionForm } from '../../../shared/wire/form.ts'
import { boardPage } from '../../../web/local/board.ts'
import { ACTING_AS, type ActingAs, repairPage } from '../../../web/local/repair.ts'
import type { Notice } from '../../../web/pages/parts.ts'

type Result = APIGatewayProxyStructuredResultV2
type Handle = (event: APIGatewayProxyEventV2, language: Language) => Promise<Result>

/** More than this is for the API to page through. */
const SHOWN = 200

/** The service department's pages: the board, and one repair with everything that dispatcher or manager may do about it. */
export const repairHandlers = (deps: Deps): Readonly<Record<'board' | 'show' | 'act', Handle>> => ({
  board: async (_event, language) => {
    const now = deps.clock.now()
    const [open, closed] = await Promise.all([
      deps.repairs.list({ status: 'open', limit: SHOWN }),
      deps.repairs.list({ status: 'closed', month: now.slice(0, 7), limit: SHOWN }),
    ])
    const frame = { language, now, timezone: DEFAULT_TIMEZONE }
    return htmlPage(200, boardPage({ ...frame, open: open.items, closed: closed.items }))
  },

  show: async (event, language) => {
    const { repair, as } = await asked(deps, event)
    return repair && as ? htmlPage(200, await pageOf(deps, repair, as, language)) : NOT_FOUND
  },

  act: async (event, language) => {
    const { repair, as } = await asked(deps, event)
    if (!repair || !as) return NOT_FOUND
    const form = bodyForm(event)
    const sent = { action: form.get('action') ?? '', values: Object.fromEntries(form) }
    const again = async (status: number, now: Repair, problem: Pick<Notice, 'kind' | 'problems'>) =>
      htmlPage(status, await pageOf(deps, now, as, language, { ...sent, ...problem }))
    // Two people may see the same version: the form's id counts per person.
    const id = form.get('id')
    if (id) form.set('id', `${as}/${id}`)
    const type = actionTypeIn(form)
    if (type && !MAY[type].includes(as)) return again(403, repair, { kind: 'notAllowed' })
    try {
      const action = parseActionForm(form, repair.timezone)
      const staff = await staffOf(deps, repair, as, language)
      const result = await act(deps, repair.id, action, staff.actor)
      if (result.outcome === 'notFound') return NOT_FOUND
      if (result.outcome === 'notAllowed') return again(409, result.repair, { kind: 'notAllowed' })
      return seeOther(`/local/repairs/${repair.id}/${as}?lang=${language}`)
    } catch (error) {
      if (!(error instanceof BadRequestError)) throw error
      return again(400, repair, { kind: 'check', problems: error.faults })
    }
  },
})

/** The repair, and as whom: the dispatcher where the address does not say. */
const asked = async (
  { repairs }: Deps,
  { pathParameters }: APIGatewayProxyEventV2,
): Promise<{ readonly repair?: Repair | undefined; readonly as?: ActingAs | undefined }> => ({
  repair: await repairs.load(pathParameters?.id ?? ''),
  as: ACTING_AS.find((role) => role === (pathParameters?.role ?? 'dispatcher')),
})

/** Whoever reaches these pages may act as either; the manager as the one of the repair's roster. */
const staffOf = async (deps: Deps, repair: Repair, as: ActingAs, language: Language): Promise<Staff> => {
  const person = as === 'manager' ? await managerOf(deps, repair) : undefined
  const { id, name } = person ?? { id: as, name: UNNAMED[as][language] }
  return { role: as, actor: { kind: 'staff', id, name, ...(as === 'manager' && { manager: true }) } }
}
const UNNAMED: Readonly<Record<ActingAs, Readonly<Record<Language, string>>>> = {
  dispatcher: { 'zh-CN': '客服', en: 'Dispatcher' },
  manager: { 'zh-CN': '经理', en: 'Manager' },
}

const pageOf = async (deps: Deps, repair: Repair, as: ActingAs, language: Language, notice?: Notice) => {
  const staff = await staffOf(deps, repair, as, language)
  await auditOpening(deps, staff, repairSubject(repair.id), repair.customer?.id)
  // These pages send no files.
  const allowed = allowedTo(staff, repair, deps.clock.now()).filter((type) => type !== 'attach')
  const [history, warranty, prices, colleagues] = await Promise.all([
    deps.repairs.history(repair.id),
    warrantyOfReported(deps, repair),
    allowed.includes('quote') ? pricesFor(deps, repair) : [],
    colleaguesOf(deps, repair),
  ])
  return repairPage({
    language,
    now: deps.clock.now(),
    timezone: repair.timezone,
    repair: await withAddresses(deps, repair),
    as,
    name: staff.actor.name ?? as,
    allowed: { own: allowed.filter(isOwn), forEngineer: allowed.filter((type) => !isOwn(type)) },
    timeline: linesOf(history, repair, language),
    prices,
    colleagues,
    ...defined({ warranty, notice }),
  })
}

/** What no engineer may, and what the customer says on the telephone; the rest is for whoever has it. */
const isOwn = (type: ActionType): boolean =>
  !MAY[type].includes('engineer') || type === 'confirm' || type === 'notFixed'

const NOT_FOUND: Result = json(404, { error: 'notFound', message: 'There is no such repair.' })
