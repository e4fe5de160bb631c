/** What a report is about: a unit that fails, or goods that arrived short, damaged or wrong (H8). */
export const MATTERS = ['fault', 'delivery'] as const
export type Matter = (typeof MATTERS)[number]
