/** The texts of one secret that count: the one of now first, then the one before it while it lasts. */
export type Texts = readonly string[]

/** One secret, which may be replaced while we run: two count side by side, so nobody is refused in between. */
export interface Keys {
  /** The one of now is what is made with; any of them is what is accepted. */
  all(): Promise<Texts>
  /** What was read last, without reading it. */
  known(): Texts
  /** Reads it anew, because something fitted none of them; undefined where that was done a moment ago. */
  renewed(): Promise<Texts | undefined>
}

/** A secret taken back is accepted no longer than this. */
const KEPT_MS = 300_000
/** Whatever does not fit, so often at most the secret is read: a flood of wrong signatures empties no quota of its keeper's. */
const RENEWED_EVERY_MS = 30_000

/**
 * A secret as `read` gives it. Where it cannot be read anew, what is known counts on: its keeper's bad hour is none of ours.
 * `steadyMs`: a clock that nobody sets.
 */
export function keysFrom(read: () => Promise<Texts>, steadyMs: () => number = () => performance.now()): Keys {
  let known: Texts | undefined
  let triedAt = Number.NEGATIVE_INFINITY
  let reading: Promise<Texts> | undefined

  const readAnew = (): Promise<Texts> => {
    triedAt = steadyMs()
    reading ??= read()
      .then((texts) => {
        known = texts
        return texts
      })
      .catch((error: unknown) => {
        if (known === undefined) throw error
        return known
      })
      .finally(() => {
        reading = undefined
      })
    return reading
  }
  return {
    known: () => known ?? [],
    all: async () => (known !== undefined && steadyMs() - triedAt < KEPT_MS ? known : readAnew()),
    renewed: async () => ((reading ?? steadyMs() - triedAt >= RENEWED_EVERY_MS) ? readAnew() : undefined),
  }
}

/** A secret that nothing replaces. */
export const fixedKeys = (...texts: string[]): Keys => ({
  known: () => texts,
  all: async () => texts,
  renewed: async () => undefined,
})

/** Whether one of the secrets fits; if none does, it is looked whether they have been replaced. */
export async function oneFits(keys: Keys, fits: (text: string) => boolean): Promise<boolean> {
  return (await keys.all()).some(fits) || ((await keys.renewed())?.some(fits) ?? false)
}
