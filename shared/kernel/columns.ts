type Fields = Readonly<Record<string, unknown>>

/** One field of many rows; `next.dueAt`: the part of a field that is an object itself. */
export interface Column {
  readonly name: string
  /** One for each row, null where a row has none; a single one: each has it; with `at`, each once. */
  readonly values: readonly unknown[]
  /** Which of the values each row has. */
  readonly at?: readonly number[]
}

/** Many rows that are alike, each name said once, and once each value that many have. What no row has is left out. */
export const inColumns = (rows: readonly object[], names: readonly string[]): readonly Column[] =>
  names.map((name) => columnOf(name, rows.map(readerOf(name)))).filter(({ values }) => values.some(isThere))

function readerOf(name: string): (row: object) => unknown {
  const [field = '', part] = name.split('.')
  if (part === undefined) return (row) => (row as Fields)[field] ?? null
  return (row) => ((row as Fields)[field] as Fields | undefined)?.[part] ?? null
}

function columnOf(name: string, values: readonly unknown[]): Column {
  const places = new Map<unknown, number>()
  const at = values.map((value) => {
    const place = places.get(value) ?? places.size
    places.set(value, place)
    return place
  })
  if (places.size === 1) return { name, values: [...places.keys()] }
  return places.size * 2 > values.length ? { name, values } : { name, values: [...places.keys()], at }
}

const isThere = (value: unknown): boolean => value !== null

/**
 * The rows again, so many; `as T` is for whoever knows what they were. All of them have all the fields, undefined where they had none: ten
 * thousand of one shape are read faster.
 */
export function rowsIn<T>(columns: readonly Column[], count: number): T[] {
  const isOf = (field: string) => (column: Column) => column.name.split('.')[0] === field
  const fields = new Set(columns.map(({ name }) => name.split('.')[0] ?? ''))
  const readers = [...fields].map((field) => [field, fieldOf(columns.filter(isOf(field)))] as const)
  return Array.from({ length: count }, (_, row) => {
    const object: Record<string, unknown> = {}
    for (const [field, read] of readers) object[field] = read(row)
    return object as T
  })
}

/** Of a row, a field: the value of its one column, or the object of its parts. */
function fieldOf(columns: readonly Column[]): (row: number) => unknown {
  const readers = columns.map((column) => [column.name.split('.')[1], valueIn(column)] as const)
  const [[part, read] = []] = readers
  if (read && part === undefined) return read
  return (row) => {
    let object: Record<string, unknown> | undefined
    for (const [name = '', read] of readers) {
      const value = read(row)
      if (value === undefined) continue
      object ??= {}
      object[name] = value
    }
    return object
  }
}

function valueIn({ values, at }: Column): (row: number) => unknown {
  if (at) return (row) => values[at[row] ?? -1] ?? undefined
  const [all] = values
  return values.length === 1 ? () => all ?? undefined : (row) => values[row] ?? undefined
}
