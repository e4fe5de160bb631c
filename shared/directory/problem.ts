import type { Text } from '../kernel/text.ts'

/** Where in a directory something is wrong: `['units', 3, 'site']`. */
export type At = readonly (string | number)[]

/** Something about a directory that is wrong or worth a look, in the words of whoever keeps it. */
export interface Problem {
  readonly path: At
  readonly text: Text
  /** Absent: an error, and the directory is refused. A warning is taken, and said. */
  readonly warning?: true
  /** The name that nothing bears, where that is the problem. */
  readonly missing?: string
}

export const error = (path: At, zh: string, en: string): Problem => ({ path, text: { zh, en } })
export const warning = (path: At, zh: string, en: string): Problem => ({ path, text: { zh, en }, warning: true })

/** What things are called in both languages, in problems about them. */
const NAMES = {
  person: '人员',
  roster: '值班表',
  customer: '客户',
  site: '现场',
  unit: '设备',
  'price list': '价目表',
} as const

/** Names that nothing bears. */
export const unknown =
  (what: keyof typeof NAMES, known: { has(name: string): boolean }) =>
  (...places: readonly (readonly [At, string])[]): readonly Problem[] =>
    places
      .filter(([, name]) => !known.has(name))
      .map(([path, name]) => ({
        path,
        text: { zh: `没有${NAMES[what]} ${name}`, en: `there is no ${what} ${name}` },
        missing: name,
      }))

/** Names that more than one thing bears, or that stand in one list more than once. */
export const repeated = (places: readonly (readonly [At, string])[]): readonly Problem[] => {
  const seen = new Set<string>()
  return places.flatMap(([path, name]) => {
    if (seen.has(name)) return [error(path, `${name} 已经有了`, `${name} is there already`)]
    seen.add(name)
    return []
  })
}
