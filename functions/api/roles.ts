import type { Actor } from '../../shared/kernel/actor.ts'
import { ROLE_NAMES } from '../../shared/message/texts.ts'
import { ofEach } from '../../shared/repair/offers.ts'
import { ForbiddenError, HttpError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/event.ts'
import { claimsOf, ROLES, type Role, text } from './claims.ts'

export { ROLES, type Role }

const ENGINEERS: readonly Role[] = ['engineer', 'dispatcher', 'manager']
const DISPATCHERS: readonly Role[] = ['dispatcher', 'manager']
const MANAGERS: readonly Role[] = ['manager']
/** A role and those above it. */
export const FROM = { engineer: ENGINEERS, dispatcher: DISPATCHERS, manager: MANAGERS }

/** Who may do what through the staff API. A viewer reads. What fits the repair's stage is the domain's to say. */
export const MAY = ofEach(({ role }) => FROM[role])

/** Who may use the books besides acting on repairs. Exports of evidence follow the plan's own rule (C27). */
export const MAY_USE = {
  jobs: ENGINEERS,
  takeRequest: ENGINEERS,
  /** Whoever calls the hotline now, whosever they are. */
  calls: DISPATCHERS,
  visits: ROLES,
  openVisits: DISPATCHERS,
  lookUp: ENGINEERS,
  attachments: ENGINEERS,
  ledger: ROLES,
  knowledge: ROLES,
  loaners: ROLES,
  units: ENGINEERS,
  contracts: ENGINEERS,
  recordFact: ENGINEERS,
  waiveFact: MANAGERS,
  agreeOnWork: MANAGERS,
  takeBackFact: MANAGERS,
  moveContracts: MANAGERS,
  customers: DISPATCHERS,
  /** What customers say of their days. */
  calendars: ENGINEERS,
  keepCalendars: DISPATCHERS,
  verifyEvidence: DISPATCHERS,
  audit: MANAGERS,
  upgrades: ROLES,
  planUpgrades: ENGINEERS,
  actOnUpgrades: ENGINEERS,
  duties: ROLES,
  noteOnWatch: ENGINEERS,
  advisories: ENGINEERS,
  issueAdvisories: DISPATCHERS,
  mute: MANAGERS,
  mutes: ROLES,
  views: ROLES,
  keepViews: ENGINEERS,
  links: MANAGERS,
  settings: MANAGERS,
  testMessage: MANAGERS,
  directory: ENGINEERS,
  directoryRecord: DISPATCHERS,
  rosters: ROLES,
  changeRosters: DISPATCHERS,
  exportDirectory: MANAGERS,
  publishPlans: MANAGERS,
  /** Sites, contacts, units, loaners. */
  editPlaces: DISPATCHERS,
  /** Customers, contracts, prices, people, the supplier. */
  editBooks: MANAGERS,
} as const satisfies Readonly<Record<string, readonly Role[]>>

export type Part = keyof typeof MAY_USE
export const mayUse = (role: Role, part: Part): boolean => (MAY_USE[part] as readonly Role[]).includes(role)

export interface Staff {
  readonly role: Role
  readonly actor: Actor
}

/**
 * Who calls, by the claims of a token that the authorizer has checked, as `known` reads them. Throws HttpError 401 without claims,
 * 403 for a role we do not know.
 */
export const staffOf = (event: HttpEvent): Staff => {
  const claims = claimsOf(event)
  const sub = text(claims?.sub)
  if (!sub)
    throw new HttpError(401, 'unauthorized', { zh: '需要登录令牌（Bearer）。', en: 'A bearer token is needed.' })
  const given = text(claims?.role)
  const role = ROLES.find((known) => known === given)
  if (!role)
    throw new ForbiddenError(
      { role: given ?? 'none', actor: { kind: 'staff', id: sub } },
      {
        zh: `令牌没有写明角色：${ROLES.join('、')} 之一。`,
        en: `The token has no role of ${ROLES.join(', ')}.`,
      },
    )
  const name = text(claims?.name)
  return { role, actor: actorOf(role, sub, name) }
}

const actorOf = (role: Role, id: string, name: string | undefined): Actor => ({
  kind: role === 'engineer' ? 'engineer' : 'staff',
  id,
  ...(name && { name }),
  ...(role === 'manager' && { manager: true }),
})

/** Who calls, if their role may use this part. Throws HttpError 403 otherwise. */
export const staffWho = (event: HttpEvent, part: Part): Staff => {
  const staff = staffOf(event)
  if (!mayUse(staff.role, part))
    throw new ForbiddenError(staff, {
      zh: `${ROLE_NAMES[staff.role].zh}不能做这个；需要${MAY_USE[part].map((role) => ROLE_NAMES[role].zh).join('或')}。`,
      en: `The role ${staff.role} may not do this; it takes ${MAY_USE[part].join(' or ')}.`,
    })
  return staff
}

/** Whether a viewer asks, whatever they ask for. */
export const isViewer = (event: HttpEvent): boolean => claimsOf(event)?.role === 'viewer'
