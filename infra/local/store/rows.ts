import type { SQLOutputValue } from 'node:sqlite'

export type Row = Record<string, SQLOutputValue>

export const textOf = (row: Row | undefined, column: string): string | undefined => {
  const value = row?.[column]
  return typeof value === 'string' ? value : undefined
}

/** A value kept as JSON text, as the store wrote it. */
export const jsonOf = <T>(row: Row | undefined, column: string): T | undefined => {
  const text = textOf(row, column)
  return text === undefined ? undefined : (JSON.parse(text) as T)
}

/** The values of a column of JSON text. */
export const allJson = <T>(rows: readonly Row[], column: string): T[] =>
  rows.map((row) => JSON.parse(String(row[column])) as T)
