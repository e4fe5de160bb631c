/** What a provider lets the variables of a notification hold, and how it wants them written. */
export interface Rules {
  /** So many characters at most, whatever they are. Longer values take several variables, side by side. */
  readonly most: number
  /** The placeholder, by its variable's name and by its place in the text, from 1. */
  mark(name: string, place: number): string
}

/** As the providers publish it; what they change is changed here, and the texts are registered anew. */
export const RULES = {
  /** Help center, "template specifications": attribute 其他, 1 to 35 characters; an address is refused, and so is an empty value. */
  alibaba: { most: 35, mark: (name: string) => `\${${name}}` },
  /** FAQ 382/13301: outside verification codes a variable holds 6 characters, and no link. */
  tencent: { most: 6, mark: (_: string, place: number) => `{${place}}` },
} as const satisfies Record<string, Rules>
export type Provider = keyof typeof RULES
