import { randomUUID } from 'node:crypto'

/** Never the same twice: by which a provider tells that a signed call is played again. */
export const nonce = (): string => randomUUID()
