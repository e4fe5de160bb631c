import type { Language } from '../kernel/text.ts'
import type { Effect } from '../subject/effect.ts'

/** Where and in which language somebody is reached now. */
export interface Reader {
  readonly to: string
  readonly language: Language
}

/** The message for that reader. Of a value that was saved in both languages, `severityZh` and `severityEn`, they get theirs. */
export const readBy = <E extends Effect>(effect: E, { to, language }: Reader): E => ({
  ...effect,
  to,
  language,
  values: inOne(effect.values, language),
})

const inOne = (values: Effect['values'], language: Language): Effect['values'] => {
  const [theirs, other] = language === 'en' ? ['En', 'Zh'] : ['Zh', 'En']
  return Object.fromEntries(
    Object.entries(values)
      .filter(([name]) => !name.endsWith(other))
      .map(([name, value]) => [name.endsWith(theirs) ? name.slice(0, -theirs.length) : name, value]),
  )
}
