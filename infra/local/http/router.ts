/** A path template in API Gateway syntax, `/p/{token}`, as a matcher. */
export interface Matched<T> {
  readonly target: T
  readonly routeKey: string
  readonly parameters: Readonly<Record<string, string>>
}

export interface Entry<T> {
  readonly method: string
  readonly path: string
  readonly target: T
}

/** Finds the entry for a request; what `Allow` says when only the path fits. HEAD is served as GET. */
export function createRouter<T>(entries: readonly Entry<T>[]) {
  const compiled = entries.map((entry) => ({ ...entry, pattern: patternOf(entry.path) }))
  return (method: string, path: string): Matched<T> | 'notFound' | { readonly allow: string } => {
    const wanted = method === 'HEAD' ? 'GET' : method
    const fitting = compiled.flatMap((entry) => {
      const match = entry.pattern.exec(path)
      return match ? [{ entry, parameters: decode(match.groups ?? {}) }] : []
    })
    // A literal segment goes before a parameter, and that before the whole rest of a path, as in API Gateway.
    const looseness = ({ entry, parameters }: (typeof fitting)[number]) =>
      Object.keys(parameters).length + (entry.path.endsWith('+}') ? 100 : 0)
    const best = fitting
      .filter(({ entry }) => entry.method === wanted)
      .toSorted((one, other) => looseness(one) - looseness(other))[0]
    if (!best) {
      const methods = [...new Set(fitting.map(({ entry }) => entry.method))]
      return methods.length ? { allow: methods.join(', ') } : 'notFound'
    }
    const { target, path: template } = best.entry
    return { target, routeKey: `${wanted} ${template}`, parameters: best.parameters }
  }
}

/** `{name+}` at the end stands for all that follows. */
const patternOf = (path: string): RegExp =>
  new RegExp(`^${path.replace(/\{(\w+)\+\}$/, '(?<$1>.+)').replace(/\{(\w+)\}/g, '(?<$1>[^/]+)')}/?$`)

const decode = (groups: Record<string, string>): Record<string, string> =>
  Object.fromEntries(Object.entries(groups).map(([name, value]) => [name, safeDecode(value)]))

const safeDecode = (value: string): string => {
  try {
    return decodeURIComponent(value)
  } catch {
    return value
  }
}
