import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Text } from '../kernel/text.ts'
import type { ContactEffect } from './effect.ts'

/** What a message may say, by name; what is empty is left out. */
export type Values = Readonly<Record<string, string | undefined>>

/** What is said in each language: of the two, its reader gets theirs (see `message/reader.ts`). */
export const inBoth = (name: string, { zh, en }: Text): Readonly<Record<string, string>> => ({
  [`${name}Zh`]: zh,
  [`${name}En`]: en,
})

interface Said {
  readonly event: { readonly seq: number; readonly at: Instant }
  readonly about: Subject
  /** What its keys begin with, where that is not the name of the subject. */
  readonly named?: string
  readonly timezone: string
  readonly template: string
  readonly recipient: string
  readonly values: Values
  readonly reason: string
}

/** What every message about an event has. Where its reader is reached, and in which language, is looked up when it goes. */
export const effectBase = ({ event, about, named = about, timezone, template, recipient, values, reason }: Said) => ({
  key: `${named}/${event.seq}/${template}/${recipient}`,
  about,
  createdAt: event.at,
  to: '',
  language: 'zh-CN' as const,
  timezone,
  values: Object.fromEntries(Object.entries(values).flatMap(([name, value]) => (value ? [[name, value]] : []))),
  reason,
})

/** The same to a contact of the customer `of`, who opens what it is about by a link of their own. */
export const toContactOf = (
  base: ReturnType<typeof effectBase>,
  template: ContactEffect['template'],
  contact: string,
  of: string,
): ContactEffect => ({
  ...base,
  template,
  channel: 'contact',
  contact,
  of,
  link: { kind: 'customer', about: base.about, holder: contact },
})
