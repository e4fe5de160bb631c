import { createHash, createHmac } from 'node:crypto'
import type { Capabilities } from '../../shared/ports/capabilities.ts'

/** 12 base64url characters hold 72 bits: nobody guesses one, and it fits into an SMS. */
const TOKEN_CHARS = 12

/** Tokens derived from their subject by HMAC-SHA256 under the link secret: the same subject always gets the same link. */
export const hmacCapabilities = (secret: string): Capabilities => ({
  tokenFor: (subject) =>
    createHmac('sha256', secret)
      // No repair has an empty number.
      .update(JSON.stringify([subject.kind === 'inbox' ? '' : subject.repairId, subject.kind, subject.holder]))
      .digest('base64url')
      .slice(0, TOKEN_CHARS),
  hashOf: (token) => createHash('sha256').update(token).digest('hex'),
})
