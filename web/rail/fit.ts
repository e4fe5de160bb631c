/** About how wide a text is, in px: what is Chinese is as wide as high, the rest a little over half of that, a blank a quarter. */
export const widthOf = (text: string, size: number): number =>
  [...text].reduce(
    (sum, sign) => sum + (sign === ' ' ? 0.28 : (sign.codePointAt(0) ?? 0) > 0x2e80 ? 1 : 0.57) * size,
    0,
  )

/** As much of it as has room. */
export const fitted = (text: string, room: number, size: number): string => {
  if (widthOf(text, size) <= room) return text
  let kept = ''
  for (const sign of text) {
    if (widthOf(`${kept}${sign}…`, size) > room) break
    kept += sign
  }
  return `${kept.trimEnd()}…`
}
