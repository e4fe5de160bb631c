const MINUTE = 60_000
/** Rung for again after so long, while still nobody has it. */
const AGAIN_MS = 5 * MINUTE
export const SNOOZE_MS = 10 * MINUTE

/** For which repairs was rung, and when last. */
export type Rung = ReadonlyMap<string, number>

/** For which to ring now, of those that nobody has; and what is remembered. In silence nothing is rung for, and nothing forgotten. */
export function ringingFor(
  untaken: readonly string[],
  rung: Rung,
  nowMs: number,
  silentUntil: number,
): { readonly ring: readonly string[]; readonly rung: Rung } {
  const isSilent = nowMs < silentUntil
  const ring = isSilent ? [] : untaken.filter((id) => nowMs - (rung.get(id) ?? Number.NEGATIVE_INFINITY) >= AGAIN_MS)
  const known = untaken.flatMap((id) => {
    const at = ring.includes(id) ? nowMs : rung.get(id)
    return at === undefined ? [] : [[id, at] as const]
  })
  return { ring, rung: new Map(known) }
}
