import { jwtVerify, SignJWT } from 'jose'

export const ROLES = ['viewer', 'engineer', 'dispatcher', 'manager'] as const
export type Role = (typeof ROLES)[number]

const ISSUER = 'chengnuo-local'
/** A working shift and a bit. Real time: moving the clock logs nobody out. */
export const LIFETIME_SECONDS = 12 * 3600

/** Plays the identity provider and the JWT authorizer that AWS has in front of the staff API. */
export function createLogin(secret: string) {
  const key = new TextEncoder().encode(secret)
  return {
    /** `name`: of whom the directory does not know, as a provider would give it. */
    tokenFor: (role: Role, subject: string, name?: string): Promise<string> =>
      new SignJWT({ role, ...(name && { name }) })
        .setProtectedHeader({ alg: 'HS256' })
        .setSubject(subject)
        .setIssuer(ISSUER)
        .setIssuedAt()
        .setExpirationTime(`${LIFETIME_SECONDS}s`)
        .sign(key),

    /** The claims as API Gateway passes them on; undefined for a missing, forged or expired token. */
    async claimsOf(token: string | undefined): Promise<Record<string, string> | undefined> {
      if (!token) return undefined
      try {
        const { payload } = await jwtVerify(token, key, { issuer: ISSUER, algorithms: ['HS256'] })
        return Object.fromEntries(Object.entries(payload).map(([name, value]) => [name, String(value)]))
      } catch {
        return undefined
      }
    },
  }
}
