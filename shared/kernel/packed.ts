/** A field by its name; of one that is an object itself, its name and those of its fields. */
export type Column = string | readonly [string, ...string[]]
type Fields = Readonly<Record<string, unknown>>
type Values = readonly unknown[]

/** An object as the list of its values, null for what is absent: of many alike the names are said once. */
export const packed = (fields: Fields, columns: readonly Column[]): Values =>
  columns.map((column) => {
    if (typeof column === 'string') return fields[column] ?? null
    const [name, ...parts] = column
    const inner = fields[name] as Fields | undefined
    return inner ? packed(inner, parts) : null
  })

/** The object again; `as T` is for whoever knows what was packed. */
export function unpacked<T>(values: Values, columns: readonly Column[]): T {
  const object: Record<string, unknown> = {}
  for (let at = 0; at < columns.length; at++) {
    const [column, value] = [columns[at], values[at]]
    if (column === undefined || value === null || value === undefined) continue
    if (typeof column === 'string') object[column] = value
    else object[column[0]] = unpacked(value as Values, column.slice(1))
  }
  return object as T
}

/**
 * As `unpacked`, for ten thousand rows: each reads a value when it is asked for it, so that nothing is taken apart before it is
 * looked at. It has no fields of its own that could be copied.
 */
export function unpackerOf<T>(columns: readonly Column[]): (values: Values) => T {
  class Unpacked {
    readonly #values: Values
    constructor(values: Values) {
      this.#values = values
    }
    static {
      for (const [at, column] of columns.entries()) {
        const [name, ...parts] = typeof column === 'string' ? [column] : column
        Object.defineProperty(Unpacked.prototype, name, {
          get(this: Unpacked) {
            const value = this.#values[at] ?? undefined
            return value && parts.length > 0 ? unpacked(value as Values, parts) : value
          },
        })
      }
    }
  }
  return (values) => new Unpacked(values) as T
}
