import { randomBytes, type ScryptOptions, scrypt, timingSafeEqual } from 'node:crypto'
import { promisify } from 'node:util'

const derive: (password: string, salt: Buffer, length: number, options: ScryptOptions) => Promise<Buffer> =
  promisify(scrypt)

/** What OWASP holds to be enough of scrypt in 32 MB: a small machine has room for it. */
const COST = { N: 2 ** 15, r: 8, p: 3 }
const BYTES = 32

export const SHORTEST = 10
export const LONGEST = 128

/** As it is kept: what it was made with stands with it, so that a later cost changes no password. */
export interface KeptPassword {
  readonly salt: string
  readonly hash: string
  readonly N: number
  readonly r: number
  readonly p: number
}

/** So many wait at once: one at a time is reckoned, for what writes to the disk needs the same threads. */
const MOST_WAITING = 20

export type Passwords = ReturnType<typeof createPasswords>

/** `cost`: tests have one that takes no time. */
export function createPasswords(cost: Pick<KeptPassword, 'N' | 'r' | 'p'> = COST) {
  let waiting = 0
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    waiting++
    const mine = last.then(work).finally(() => {
      waiting--
    })
    last = mine.catch(() => {})
    return mine
  }
  const keep = (password: string): Promise<KeptPassword> =>
    inTurn(async () => {
      const salt = randomBytes(16)
      const hash = await hashOf(password, salt, cost)
      return { salt: salt.toString('base64'), hash: hash.toString('base64'), ...cost }
    })
  // Whoever has no account takes as long as who has one.
  const nobodys = keep(randomBytes(16).toString('hex'))

  return {
    keep,
    isBusy: () => waiting >= MOST_WAITING,
    async fits(password: string, kept: KeptPassword | undefined): Promise<boolean> {
      const { salt, hash, N, r, p } = kept ?? (await nobodys)
      const found = await inTurn(() => hashOf(password, Buffer.from(salt, 'base64'), { N, r, p }))
      return timingSafeEqual(found, Buffer.from(hash, 'base64')) && kept !== undefined
    },
  }
}

/** The same letters count, however a keyboard puts them together. */
const hashOf = (password: string, salt: Buffer, { N, r, p }: Pick<KeptPassword, 'N' | 'r' | 'p'>): Promise<Buffer> =>
  derive(password.normalize('NFKC'), salt, BYTES, { N, r, p, maxmem: 256 * N * r })
