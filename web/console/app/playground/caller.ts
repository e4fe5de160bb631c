/** A contact of the demo who has units. */
export const CALLER = '138 0013 8001'
