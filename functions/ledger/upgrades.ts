import { NotFoundError } from '../../shared/kernel/errors.ts'
import { defined, pick } from '../../shared/kernel/fields.ts'
import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import { wordsFor } from '../../shared/message/event-words.ts'
import type { UpgradeActionType } from '../../shared/upgrade/actions.ts'
import { allowedActions, UPGRADE_OFFERS } from '../../shared/upgrade/offers.ts'
import { costText } from '../../shared/upgrade/state/cost.ts'
import { upgradeSubject } from '../../shared/upgrade/state/subject.ts'
import { matterOf, stageOf, type Upgrade } from '../../shared/upgrade/state/upgrade.ts'
import { saidOf } from '../../shared/upgrade/timeline.ts'
import { actOnUpgrade } from '../../shared/use-cases/act-on-upgrade.ts'
import { auditOpening } from '../../shared/use-cases/audit.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { planUpgrade } from '../../shared/use-cases/plan-upgrade.ts'
import { dispatchersAt } from '../../shared/use-cases/rights.ts'
import { listUpgrades, loadUpgrade, upgradeHistory } from '../../shared/use-cases/upgrades.ts'
import { parse } from '../../shared/wire/problem.ts'
import {
  parseUpgradeAction,
  type UpgradeView,
  upgradeRequestSchema,
  upgradesQuerySchema,
} from '../../shared/wire/upgrades.ts'
import { upgradeFields } from '../../web/pages/upgrade-fields.ts'
import { type ApiCall, pathOf, queryOf } from '../api/call.ts'
import { forReader, reachFor } from '../api/rights.ts'
import { FROM, type Staff, staffWho } from '../api/roles.ts'
import { bodyJson } from '../middleware/body.ts'
import { ForbiddenError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { json } from '../middleware/http.ts'
import { readerLanguage } from '../middleware/language.ts'

export const listAllUpgrades: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'upgrades')
  const { open, limit, ...query } = parse(upgradesQuerySchema, queryOf(event))
  const reach = await reachFor(deps, staff)
  await auditOpening(deps, staff, 'upgrades')
  const sees = async (row: { readonly site: string; readonly plannedAt: string; readonly engineer?: { id: string } }) =>
    !reach || row.engineer?.id === staff.actor.id || reach.ofSite(row.site, row.plannedAt)
  const { items, cursor } = await listUpgrades(deps, { ...query, limit, ...(open && { open: open === 'true' }) }, sees)
  return json(200, { upgrades: items, ...defined({ cursor }) })
}

export const readUpgrade: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'upgrades')
  const upgrade = await load(event, deps, staff)
  return json(200, await viewOf(event, deps, staff, upgrade))
}

export const planNewUpgrade: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'planUpgrades')
  const request = parse(upgradeRequestSchema, bodyJson(event))
  await requireSite(deps, staff, request.site)
  const upgrade = await planUpgrade(deps, request, staff.actor)
  return json(201, await viewOf(event, deps, staff, upgrade))
}

export const readUpgradeForms: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'upgrades')
  const upgrade = await load(event, deps, staff)
  const language = readerLanguage(event)
  const allowed = allowedTo(staff, upgrade, deps.clock.now())
  const people = allowed.includes('assign') ? await colleagues(deps, upgrade) : []
  const forms = allowed.map((type) => ({
    type,
    name: inLanguage(UPGRADE_OFFERS[type].name, language),
    fields: upgradeFields(type, upgrade, people).map(({ name, label, kind, required, choices }) => ({
      name,
      label: inLanguage(label, language),
      kind,
      required: required === true,
      ...(choices && {
        choices: Object.entries(choices).map(([value, said]) => ({ value, label: inLanguage(said, language) })),
      }),
    })),
  }))
  return json(200, { forms })
}

export const actOnAnUpgrade: ApiCall = async (event, deps) => {
  const staff = staffWho(event, 'actOnUpgrades')
  const upgrade = await load(event, deps, staff)
  const action = await readAction(event, upgrade)
  if (!isTheirs(staff, action.type))
    throw new ForbiddenError(staff, {
      zh: `角色 ${staff.role} 不能“${UPGRADE_OFFERS[action.type].name.zh}”（${action.type}）。`,
      en: `The role ${staff.role} may not "${action.type}".`,
    })
  await requireSite(deps, staff, upgrade.site.id, upgrade)
  const result = await actOnUpgrade(deps, upgrade.id, action, staff.actor)
  if (result.outcome === 'notFound') throw new NotFoundError('no such upgrade')
  if (result.outcome === 'done') return json(200, await viewOf(event, deps, staff, result.upgrade))
  return json(409, {
    error: 'notAllowed',
    message: inLanguage(result.why, readerLanguage(event)),
    stage: stageOf(result.upgrade),
    allowed: allowedTo(staff, result.upgrade, deps.clock.now()),
  })
}

/** In JSON, or as a form of the console sends it. */
async function readAction(event: HttpEvent, upgrade: Upgrade) {
  if (!event.headers['content-type']?.startsWith('application/x-www-form-urlencoded'))
    return parseUpgradeAction(bodyJson(event))
  const [{ bodyForm }, { formValues }] = await Promise.all([
    import('../middleware/body.ts'),
    import('../../shared/wire/form.ts'),
  ])
  return parseUpgradeAction(formValues(bodyForm(event), upgrade.hours.timezone))
}

/** Throws ForbiddenError for an engineer of another roster, as for one that is not there: whoever tries numbers learns nothing. */
async function load(event: HttpEvent, deps: Deps, staff: Staff): Promise<Upgrade> {
  const upgrade = await loadUpgrade(deps, pathOf(event, 'id'))
  const reach = await reachFor(deps, staff)
  const sees =
    !reach ||
    (upgrade !== undefined &&
      (upgrade.engineer?.id === staff.actor.id || (await reach.ofSite(upgrade.site.id, upgrade.plannedAt))))
  if (!sees) throw new ForbiddenError(staff, OTHERS)
  if (!upgrade) throw new NotFoundError('no such upgrade')
  return upgrade
}

/** Throws ForbiddenError for whoever does not act for that site: an engineer of another roster, a dispatcher of another service point. */
async function requireSite(deps: Deps, staff: Staff, id: string, upgrade?: Upgrade): Promise<void> {
  const site = await deps.directory.site(id)
  if (staff.role === 'engineer') {
    const reach = await reachFor(deps, staff)
    const isTheirs = upgrade?.engineer?.id === staff.actor.id || (await reach?.ofSite(id, deps.clock.now()))
    if (!isTheirs) throw new ForbiddenError(staff, OTHERS)
  }
  const found = staff.role === 'dispatcher' && site ? await deps.directory.roster(site.roster) : undefined
  const rights = found && dispatchersAt(found.roster, staff)
  if (rights && !rights.acts) throw new ForbiddenError(staff, rights.why ?? OTHERS)
}

const OTHERS = {
  zh: '没有这个升级，或者它所在现场不归您的值班表。',
  en: 'There is no such upgrade, or it is at a site where another roster has duty.',
}

/** Whether their role may do it at all. */
const isTheirs = ({ role }: Staff, type: UpgradeActionType): boolean => FROM[UPGRADE_OFFERS[type].role].includes(role)

const allowedTo = (staff: Staff, upgrade: Upgrade, now: string): readonly UpgradeActionType[] =>
  allowedActions(upgrade, staff.actor, now).filter((type) => isTheirs(staff, type))

/** Those of the roster of its site. */
async function colleagues({ directory }: Deps, { site: { id } }: Upgrade) {
  const site = await directory.site(id)
  const found = site && (await directory.roster(site.roster))
  return found?.people ?? []
}

async function viewOf(event: HttpEvent, deps: Deps, staff: Staff, upgrade: Upgrade): Promise<UpgradeView> {
  await auditOpening(deps, staff, upgradeSubject(upgrade.id), upgrade.customer.id)
  const history = await upgradeHistory(deps, upgrade.id)
  const language = readerLanguage(event)
  const words = wordsFor(language, upgrade.hours.timezone)
  const timeline = history.map((one) => ({ ...pick(one, 'seq', 'at', 'by', 'type'), text: saidOf(one, words) }))
  const view = { ...shown(upgrade, language), allowed: allowedTo(staff, upgrade, deps.clock.now()), timeline }
  // Whom its archive names, its words may.
  return forReader(staff, { view, history }).view
}

const shown = (upgrade: Upgrade, language: Language): Omit<UpgradeView, 'allowed' | 'timeline'> => {
  const { bound, cost, hours, ended, promises } = upgrade
  return {
    ...pick(upgrade, 'id', 'version', 'title', 'units', 'contract', 'customer', 'site', 'plan', 'planVersion'),
    ...pick(upgrade, 'contacts', 'coordinator', 'engineer', 'plannedAt', 'proposal', 'agreed', 'steps', 'backup'),
    ...pick(upgrade, 'noBackup', 'begunAt', 'rolledBack', 'disturbed'),
    stage: stageOf(upgrade),
    timezone: hours.timezone,
    ...(bound && { clause: bound.clause }),
    ...(cost && { cost: { charge: cost.charge, clause: cost.clause, text: inLanguage(costText(cost), language) } }),
    ...(ended && { endedAt: ended.at, ...defined({ afterwards: ended.afterwards }) }),
    promises: promises.map((one) => ({
      what: matterOf(one),
      clause: bound?.clause ?? '',
      ...pick(one, 'startedAt', 'dueAt', 'firstDueAt', 'state', 'brokenAt', 'endedAt', 'endedBecause', 'evidence'),
    })),
  }
}
