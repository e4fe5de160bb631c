import type { Row } from '../data.ts'

/** The promise that hurts, as a small rail. */
export const Spark = (_: { row: Row; nowMs: number }) => null
