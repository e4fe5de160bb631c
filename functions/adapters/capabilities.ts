import { createHash, createHmac } from 'node:crypto'
import { ChengnuoError } from '../../shared/kernel/errors.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { shortNameOf } from '../../shared/kernel/subject.ts'
import type { Capabilities } from '../../shared/ports/capabilities.ts'
import type { LinkTo } from '../../shared/subject/effect.ts'
import { type Keys, oneFits } from './keys.ts'

/** 12 base64url characters hold 72 bits: nobody guesses one, and it fits into an SMS. */
const TOKEN_CHARS = 12

class NoSecretError extends ChengnuoError {
  override readonly name = 'NoSecretError'
}

/** Tokens derived from their subject by HMAC-SHA256 under the link secret of now; those under the one before it count as well. */
export const hmacCapabilities = (keys: Keys): Capabilities => ({
  tokenFor: async (subject, epoch) => {
    const [current] = await keys.all()
    if (current === undefined) throw new NoSecretError('there is no link secret')
    return tokenUnder(current, subject, epoch)
  },
  isFor: (token, subject, epoch) => oneFits(keys, (secret) => tokenUnder(secret, subject, epoch) === token),
  hashOf,
})

export const hashOf = (token: string): string => createHash('sha256').update(token).digest('hex')

/** The token of a subject under one secret. */
export const tokenUnder = (secret: string, subject: LinkTo, epoch: Instant | undefined): string =>
  createHmac('sha256', secret)
    .update(JSON.stringify([...namesOf(subject), ...(epoch ? [epoch] : [])]))
    .digest('base64url')
    .slice(0, TOKEN_CHARS)

/** No repair has an empty number. */
const namesOf = (subject: LinkTo): string[] => [
  subject.kind === 'inbox' ? '' : shortNameOf(subject.about),
  subject.kind,
  subject.holder,
]
