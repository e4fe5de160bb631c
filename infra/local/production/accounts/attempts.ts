/** So many in a row may be wrong before somebody waits, and everybody of one address. */
const FREE = 5
const FREE_OF_ADDRESS = 30
const FIRST_WAIT_MS = 30_000
const LONGEST_WAIT_MS = 15 * 60_000
/** So long after the last wrong one they are forgotten. */
const KEPT_MS = 60 * 60_000
/** Remembered at once; the one longest ago goes first. */
const MOST = 10_000

interface Wrong {
  readonly count: number
  readonly at: number
}

/** Who tries: by the name that they give, from where, and the device on which this person has signed in before, if it is one. */
export interface Attempt {
  readonly name: string
  readonly address: string
  readonly device?: string | undefined
  /** The name is somebody's: strangers who make names up make nobody be forgotten. */
  readonly isKnown: boolean
}

/**
 * Wrong attempts, and how long to wait after them. A device on which a person has signed in before is counted by itself: a stranger who
 * knows a name keeps themselves from guessing, and not its owner from signing in where they always do. Time is the process's own.
 */
export function createAttempts(steadyMs: () => number = () => performance.now()) {
  const [known, unknown, addresses] = [new Wrongs(FREE), new Wrongs(FREE), new Wrongs(FREE_OF_ADDRESS)]
  const countersOf = ({ name, address, device, isKnown }: Attempt): readonly (readonly [Wrongs, string])[] => {
    if (device !== undefined) return [[known, `device ${device}`]]
    return [
      [isKnown ? known : unknown, `name ${name}`],
      [addresses, address],
    ]
  }
  return {
    /** Seconds; 0: they may try. */
    wait: (attempt: Attempt): number =>
      Math.ceil(Math.max(...countersOf(attempt).map(([wrongs, key]) => wrongs.wait(key, steadyMs()))) / 1000),
    failed(attempt: Attempt): void {
      for (const [wrongs, key] of countersOf(attempt)) wrongs.add(key, steadyMs())
    },
    passed(attempt: Attempt): void {
      for (const [wrongs, key] of countersOf(attempt)) wrongs.forget(key)
    },
  }
}
export type Attempts = ReturnType<typeof createAttempts>

class Wrongs {
  readonly #free: number
  readonly #found = new Map<string, Wrong>()
  constructor(free: number) {
    this.#free = free
  }

  wait(key: string, now: number): number {
    const { count, at } = this.#of(key, now)
    if (count < this.#free) return 0
    return Math.max(0, at + Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (count - this.#free)) - now)
  }

  add(key: string, now: number): void {
    const { count } = this.#of(key, now)
    this.#found.delete(key)
    this.#found.set(key, { count: count + 1, at: now })
    const [oldest] = this.#found.size > MOST ? this.#found.keys() : []
    if (oldest !== undefined) this.#found.delete(oldest)
  }

  forget(key: string): void {
    this.#found.delete(key)
  }

  #of(key: string, now: number): Wrong {
    const found = this.#found.get(key)
    return found && now - found.at < KEPT_MS ? found : { count: 0, at: now }
  }
}
