/** So many answers are kept where nobody says otherwise; then all are forgotten at once. */
const MOST = 5000

/** What was worked out before under this key, or is now. For what follows from the key alone. */
export function remembered<T>(known: Map<string, T>, key: string, compute: () => T, most = MOST): T {
  const found = known.get(key)
  if (found !== undefined) return found
  if (known.size >= most) known.clear()
  const computed = compute()
  known.set(key, computed)
  return computed
}
