import type { Contact } from '../directory/directory.ts'
import { normalisePhone } from '../directory/phone.ts'
import type { Deps } from './deps.ts'

/** What a caller's number says of who calls. */
export interface CallerOnFile {
  /** E.164; absent: withheld, or no number at all. */
  readonly phone?: string
  /** Everyone on file with this number. */
  readonly contacts: readonly Contact[]
  /** The number names one person; not so a switchboard, or a number that several people or sites share. */
  readonly person?: Contact
  /** Where such a call may come from, as far as the number says. */
  readonly sites: readonly string[]
  readonly customer?: string
}

/** Who calls, by number alone: whatever several contacts share is known, and nothing that only one of them stands for. */
export async function callerOnFile(
  { directory }: Pick<Deps, 'directory'>,
  caller: string | undefined,
): Promise<CallerOnFile> {
  const phone = caller === undefined ? undefined : normalisePhone(caller)
  if (phone === undefined) return { contacts: [], sites: [] }
  return { phone, ...whoShare(await directory.contactsByPhone(phone)) }
}

/** The same of a call on record, which names those whose number it was. */
export async function callerNamed(
  { directory }: Pick<Deps, 'directory'>,
  ids: readonly string[],
): Promise<CallerOnFile> {
  const contacts = await Promise.all(ids.map((id) => directory.contact(id)))
  return whoShare(contacts.filter((contact) => contact !== undefined))
}

function whoShare(contacts: readonly Contact[]): Omit<CallerOnFile, 'phone'> {
  const [first, ...others] = contacts
  const isOneCustomer = first !== undefined && others.every(({ customer }) => customer === first.customer)
  return {
    contacts,
    sites: isOneCustomer ? [...new Set(contacts.flatMap(({ sites }) => sites))] : [],
    ...(first && others.length === 0 && !first.switchboard && { person: first }),
    ...(isOneCustomer && { customer: first.customer }),
  }
}
