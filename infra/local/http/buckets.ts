/** So many at once, and so many a second after that: of one link more than anybody taps, less than a flood. */
const BURST = 120
const PER_SECOND = 2
/** Links remembered at once; whoever is forgotten begins anew. */
const REMEMBERED = 10_000

interface Bucket {
  readonly left: number
  readonly at: number
}

/**
 * Requests by key, each with a bucket of its own: whoever floods one link keeps nobody from another, let alone a hotline. Time is
 * the process's own, in milliseconds: a clock that is moved fills no bucket. Gives the seconds to wait; 0: it may pass.
 */
export function createBuckets(steadyMs: () => number = () => performance.now()): (key: string) => number {
  const buckets = new Map<string, Bucket>()
  return (key) => {
    const at = steadyMs()
    const known = buckets.get(key)
    const left = known ? Math.min(BURST, known.left + ((at - known.at) / 1000) * PER_SECOND) : BURST
    const passes = left >= 1
    // The latest stands last, so that the first is the one longest unused.
    buckets.delete(key)
    buckets.set(key, { left: passes ? left - 1 : left, at })
    const [oldest] = buckets.size > REMEMBERED ? buckets.keys() : []
    if (oldest !== undefined) buckets.delete(oldest)
    return passes ? 0 : Math.max(1, Math.ceil((1 - left) / PER_SECOND))
  }
}
