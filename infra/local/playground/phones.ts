import type { Directory } from '../../../shared/directory/directory.ts'
import type { Language } from '../../../shared/kernel/text.ts'
import type { Host } from '../host.ts'
import type { OutboxEntry } from '../outbox.ts'
import { reasonText } from './reasons.ts'

/** A phone or a mailbox, by its number or address. */
interface Owner {
  readonly to: string
  readonly name: string
  /** Of whom: one of ours, or of which customer. */
  readonly of: string
}

export interface Phones {
  /** Of those who were ever sent something. */
  readonly owners: readonly Owner[]
  /** Newest first. */
  readonly messages: readonly OutboxEntry[]
}

/** Longer ago nobody looks. */
const SHOWN = 300

/** What stands on everybody's phone and in every mailbox; why it was sent in words. */
export async function phonesOf({ outbox, deps }: Host, after: number, language: Language): Promise<Phones> {
  const messages = outbox.list(SHOWN, after)
  if (messages.length === 0) return { owners: [], messages }
  const told = messages.map((message) => ({ ...message, reason: reasonText(message.reason, language) }))
  const asked = new Set(messages.map(({ to }) => to))
  return { owners: ownersIn(await deps.directory.all()).filter(({ to }) => asked.has(to)), messages: told }
}

const ownersIn = ({ people, contacts, customers, supplier }: Directory): readonly Owner[] => {
  const ours = people.map((one) => ({ ...one, of: supplier.name.zh }))
  const names = new Map(customers.map(({ id, name }) => [id, name]))
  const theirs = contacts.map((one) => ({ ...one, of: names.get(one.customer) ?? '' }))
  return [...ours, ...theirs].flatMap(({ name, phone, email, of }) =>
    [phone, email].flatMap((to) => (to ? [{ to, name, of }] : [])),
  )
}
