import { z } from 'zod'

/** What an OpenID provider publishes of itself, as far as signing in needs it. */
export interface Issuer {
  /** As its tokens will have it. */
  readonly issuer: string
  /** Of its keys, the kinds. */
  readonly keys: readonly string[]
  /** Absent: it does not say. */
  readonly algorithms: readonly string[] | undefined
  readonly claims: readonly string[] | undefined
}

const TIMEOUT_MS = 10_000
const texts = z.array(z.string()).optional()
const CONFIGURATION = z.object({
  issuer: z.string(),
  jwks_uri: z.url(),
  id_token_signing_alg_values_supported: texts,
  claims_supported: texts,
})
const KEYS = z.object({ keys: z.array(z.object({ kty: z.string() })) })

/** Throws where it does not answer, or with something else. */
export async function readIssuer(issuer: string): Promise<Issuer> {
  const found = await read(`${issuer.replace(/\/$/, '')}/.well-known/openid-configuration`, CONFIGURATION)
  const { keys } = await read(found.jwks_uri, KEYS)
  return {
    issuer: found.issuer,
    keys: keys.map(({ kty }) => kty),
    algorithms: found.id_token_signing_alg_values_supported,
    claims: found.claims_supported,
  }
}

async function read<T>(address: string, schema: z.ZodType<T>): Promise<T> {
  const answer = await fetch(address, { signal: AbortSignal.timeout(TIMEOUT_MS) })
  if (!answer.ok) throw new Error(`${address}: ${answer.status}`)
  const { success, data } = schema.safeParse(await answer.json().catch(() => undefined))
  if (!success) throw new Error(`${address}: ?`)
  return data
}
