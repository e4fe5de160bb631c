/** Percentages are read to four decimals. */
const SCALE = 10_000

/**
 * So many percent of an amount in fen, as whole fen: any fraction of a fen is dropped, in the customer's favour. Computed in
 * integers, so that 8.1 % of a price is never a fen off.
 */
export const percentOf = (fen: number, percent: number): number =>
  Number((BigInt(fen) * BigInt(Math.round(percent * SCALE))) / BigInt(100 * SCALE))
