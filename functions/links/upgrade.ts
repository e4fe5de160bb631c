import type { Actor } from '../../shared/kernel/actor.ts'
import { nameOf } from '../../shared/kernel/actor.ts'
import { BadRequestError, type Fault } from '../../shared/kernel/errors.ts'
import { defined } from '../../shared/kernel/fields.ts'
import type { Text } from '../../shared/kernel/text.ts'
import { wordsFor } from '../../shared/message/event-words.ts'
import type { UpgradeActionType } from '../../shared/upgrade/actions.ts'
import { allowedActions, UPGRADE_OFFERS } from '../../shared/upgrade/offers.ts'
import { upgradeSubject } from '../../shared/upgrade/state/subject.ts'
import type { Upgrade } from '../../shared/upgrade/state/upgrade.ts'
import { saidOf } from '../../shared/upgrade/timeline.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { openUpgrade, type UpgradeHolder } from '../../shared/use-cases/open-upgrade.ts'
import { upgradeHistory } from '../../shared/use-cases/upgrades.ts'
import { upgradePage } from '../../web/pages/upgrade.ts'
import { bodyForm } from '../middleware/body.ts'
import type { HttpEvent, HttpResult } from '../middleware/event.ts'
import { seeOther } from '../middleware/see-other.ts'
import type { Led } from './led.ts'
import { htmlPage, languageOf } from './page.ts'

/** `/p/{token}` and `/c/{token}` of an upgrade. Undefined: the link is over. */
export async function serveUpgrade(event: HttpEvent, deps: Deps, { link, path }: Led): Promise<HttpResult | undefined> {
  const opened = await openUpgrade(deps, link)
  if (!opened) return undefined
  const { upgrade, holder } = opened
  return answerUpgrade(deps, { upgrade, holder: { ...holder, id: link.holder }, event, path })
}

/** Its page, and what somebody does there, by their link or signed in. Whether it is theirs was asked before. */
export async function answerUpgrade(deps: Deps, visit: Visit): Promise<HttpResult> {
  const { upgrade, holder, event } = visit
  if (event.requestContext.http.method === 'POST') return submit(deps, visit)
  if (holder.role !== 'customer') {
    const who = { role: 'engineer', actor: actorOf(holder) } as const
    await auditOpening(deps, who, upgradeSubject(upgrade.id), upgrade.customer.id)
  }
  return htmlPage(200, await pageOf(deps, visit))
}

interface Visit {
  readonly upgrade: Upgrade
  readonly holder: Holder
  readonly event: HttpEvent
  readonly path: string
  /** The list that it stands on, where its reader has one. */
  readonly home?: string
}
type Holder = UpgradeHolder & { readonly id: string }

const actorOf = ({ id, name, role }: Holder): Actor => ({
  kind: role === 'customer' ? 'customer' : 'engineer',
  id,
  name,
  ...(role === 'manager' && { manager: true }),
})

async function submit(deps: Deps, visit: Visit): Promise<HttpResult> {
  const { upgrade, holder, event, path } = visit
  const form = bodyForm(event)
  const values = Object.fromEntries(form)
  // Who may do it is asked before its fields are read.
  const type = mayDo(holder).find((one) => one === form.get('action'))
  const language = languageOf(event, holder.language)
  const { actOnUpgrade } = await import('../../shared/use-cases/act-on-upgrade.ts')
  const { parseUpgradeAction } = await import('../../shared/wire/upgrades.ts')
  const { formValues } = await import('../../shared/wire/form.ts')
  if (!type) return htmlPage(409, await pageOf(deps, visit, { values, problems: [NOT_THEIRS] }))
  try {
    const action = parseUpgradeAction(formValues(form, upgrade.hours.timezone))
    const result = await actOnUpgrade(deps, upgrade.id, action, actorOf(holder))
    if (result.outcome === 'done') return seeOther(`${path}?lang=${language}`)
    if (result.outcome === 'notFound') return htmlPage(404, await pageOf(deps, visit))
    const now = { ...visit, upgrade: result.upgrade }
    return htmlPage(409, await pageOf(deps, now, { values, problems: [result.why] }))
  } catch (error) {
    if (!(error instanceof BadRequestError)) throw error
    return htmlPage(400, await pageOf(deps, visit, { values, problems: error.faults }))
  }
}

const NOT_THEIRS: Text = { zh: '这不归您操作。', en: 'This is not yours to do.' }

const RANKS = {
  customer: [],
  engineer: ['engineer'],
  dispatcher: ['engineer', 'dispatcher'],
  manager: ['engineer', 'dispatcher', 'manager'],
} as const

/** What they may do at all, whether it is possible now or not. Whom it is assigned to is chosen where there is a list. */
const mayDo = ({ role }: UpgradeHolder): readonly UpgradeActionType[] =>
  (Object.keys(UPGRADE_OFFERS) as UpgradeActionType[]).filter((type) => {
    const { toCustomer, role: least } = UPGRADE_OFFERS[type]
    if (role === 'customer') return toCustomer === true
    return type !== 'assign' && (RANKS[role] as readonly string[]).includes(least)
  })

async function pageOf(
  deps: Deps,
  { upgrade, holder, event, path, home }: Visit,
  sent?: { readonly values: Readonly<Record<string, string>>; readonly problems: readonly (Fault | Text)[] },
): Promise<string> {
  const language = languageOf(event, holder.language)
  const actor = actorOf(holder)
  const may = mayDo(holder)
  return upgradePage({
    upgrade,
    language,
    path,
    isCustomer: holder.role === 'customer',
    allowed: allowedActions(upgrade, actor, deps.clock.now()).filter((type) => may.includes(type)),
    timeline: await timelineOf(deps, upgrade, language, holder.role === 'customer'),
    ...defined({ sent, home }),
  })
}

/** The latest first. What ours were asked is theirs alone. */
async function timelineOf(deps: Deps, upgrade: Upgrade, language: 'zh-CN' | 'en', forCustomer: boolean) {
  const words = wordsFor(language, upgrade.hours.timezone)
  const history = await upgradeHistory(deps, upgrade.id)
  return history
    .filter(({ type }) => !forCustomer || !INTERNAL.has(type))
    .map((event) => ({
      at: event.at,
      text: saidOf(event, words),
      ...(event.by.kind !== 'system' && { by: nameOf(event.by) }),
    }))
    .toReversed()
}
const INTERNAL: ReadonlySet<string> = new Set(['asked', 'notTold', 'assigned'])
