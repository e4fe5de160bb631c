/** Of one tap: however often it is sent, it acts once. */
export const newId = (): string => {
  if ('randomUUID' in crypto) return crypto.randomUUID()
  // Over plain HTTP browsers give no other chance than this.
  return [...(crypto as Crypto).getRandomValues(new Uint8Array(16))]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('')
}
