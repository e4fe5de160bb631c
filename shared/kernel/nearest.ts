/** The known word that was probably meant: about a third of its letters may differ. Undefined when none is that close. */
export const nearest = (written: string, known: readonly string[]): string | undefined => {
  const distances = known.map((word) => ({ word, distance: distance(written.toLowerCase(), word.toLowerCase()) }))
  const [closest] = distances.toSorted((a, b) => a.distance - b.distance)
  return closest && closest.distance <= Math.ceil(closest.word.length / 3) ? closest.word : undefined
}

/** How many letters must be added, dropped or changed to make one word the other. */
const distance = (a: string, b: string): number => {
  let row = Array.from({ length: b.length + 1 }, (_, index) => index)
  for (const [index, letter] of [...a].entries()) {
    const next = [index + 1]
    for (const [column, other] of [...b].entries()) {
      const changed = (row[column] ?? 0) + (letter === other ? 0 : 1)
      next.push(Math.min(changed, (row[column + 1] ?? 0) + 1, (next[column] ?? 0) + 1))
    }
    row = next
  }
  return row.at(-1) ?? 0
}
