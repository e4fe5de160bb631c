import { defined } from '../../shared/kernel/fields.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { HttpError } from '../middleware/errors.ts'
import type { HttpEvent } from '../middleware/event.ts'

/**
 * Which claims of a token say who someone is, by their id in the directory, and what they may. Both must be such as no user
 * can write: whoever could would be whom they like.
 */
export interface StaffClaims {
  readonly person: string
  /** The first that a token has. */
  readonly role: readonly string[]
}
const DEFAULT: StaffClaims = { person: 'sub', role: ['role', 'custom:role'] }

/** As the stack sets them; empty or absent: the default. */
export const staffClaimsOf = ({ STAFF_CLAIM, ROLE_CLAIM }: NodeJS.ProcessEnv): StaffClaims => ({
  person: STAFF_CLAIM || DEFAULT.person,
  role: ROLE_CLAIM ? [ROLE_CLAIM] : DEFAULT.role,
})

/** From the least to the most. */
export const ROLES = ['viewer', 'engineer', 'dispatcher', 'manager'] as const
export type Role = (typeof ROLES)[number]

/** Whoever calls as our own claims say: `sub`, `role`, and the `name` that the directory knows, else the token's. */
export async function known(event: HttpEvent, deps: Deps, claims: StaffClaims = DEFAULT): Promise<HttpEvent> {
  const given = claimsOf(event)
  if (!given) return event
  const { sub, role } = namedBy(given, claims)
  const onFile = await deps.directory.person(sub)
  const name = onFile?.name ?? text(given.name)
  const jwt = {
    claims: { sub, ...defined({ role, name }) },
    scopes: null,
  }
  const requestContext = { ...event.requestContext, authorizer: { jwt } }
  return { ...event, requestContext }
}

/** Whom the claims of a token name, and as what. Throws HttpError 401 for nobody. */
export function namedBy(given: Readonly<Record<string, unknown>>, claims: StaffClaims) {
  const sub = text(given[claims.person])
  if (sub === undefined) throw unnamed(claims.person)
  const [role] = claims.role.flatMap((claim) => roleIn(given[claim]) ?? [])
  return { sub, role }
}

/** Of several, as groups are given (`[engineer manager]`, `engineer,manager`), the one that may most; any other word as it is. */
function roleIn(value: unknown): string | undefined {
  const written = Array.isArray(value) ? `[${value.join(' ')}]` : text(value)
  if (written === undefined || !/^\[|,/.test(written)) return written
  const groups = written.split(/[\s,"[\]]+/)
  return ROLES.findLast((role) => groups.includes(role))
}

const unnamed = (claim: string) =>
  new HttpError(401, 'unauthorized', {
    zh: `令牌里没有“${claim}”这一项，不知道您是谁：请让管理员检查登录设置。`,
    en: `The token has no claim "${claim}", so nobody knows who you are: ask whoever runs the login.`,
  })

export const claimsOf = (event: HttpEvent): Readonly<Record<string, unknown>> | undefined => {
  const context = event.requestContext as { authorizer?: { jwt?: { claims?: Record<string, unknown> } } }
  return context.authorizer?.jwt?.claims
}

export const text = (value: unknown): string | undefined =>
  typeof value === 'string' && value !== '' ? value : undefined
