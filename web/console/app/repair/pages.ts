/** Who was asked since somebody last took it: who answered before did answer. */
export function openPages<E extends { readonly type: string; readonly seq: number }>(
  timeline: readonly E[],
): readonly E[] {
  const taken = timeline.findLast(({ type }) => type === 'acknowledged')?.seq ?? -1
  return timeline.filter(({ type, seq }) => type === 'paged' && seq > taken)
}
