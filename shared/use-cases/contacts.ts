import { pick, without } from '../kernel/fields.ts'
import { isCaller, type RepairContact } from '../repair/state/contact.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'

/** The repair with its contacts as they are reached today: for whoever reads it and may have to call them, never to be saved. */
export const withAddresses = async (deps: Pick<Deps, 'directory'>, repair: Repair): Promise<Repair> => ({
  ...repair,
  contacts: await Promise.all(repair.contacts.map((contact) => reached(deps, contact))),
})

/** A contact with what the directory has of them. What somebody on nobody's file has given stays as they gave it. */
export async function reached({ directory }: Pick<Deps, 'directory'>, contact: RepairContact): Promise<RepairContact> {
  if (isCaller(contact)) return contact
  const onFile = await directory.contact(contact.id)
  const isSame = onFile && (contact.customer === undefined || contact.customer === onFile.customer)
  return isSame ? { ...contact, ...pick(onFile, 'phone', 'email', 'language') } : contact
}

/** Of these those whom the repair does not have by another name: whoever leaves the address of a contact on file is no second one. */
export async function newTo(
  deps: Pick<Deps, 'directory'>,
  { contacts }: Repair,
  more: readonly RepairContact[],
): Promise<readonly RepairContact[]> {
  if (!more.some(hasAddress)) return more
  const known = await Promise.all(contacts.map((contact) => reached(deps, contact)))
  return more.filter((one) => !hasAddress(one) || !known.some((other) => haveSameAddress(one, other)))
}

/** Whoever leaves the address of somebody on file who is told as well has none of their own: it is written to once. */
export async function toldOnce(
  deps: Pick<Deps, 'directory'>,
  contacts: readonly RepairContact[],
): Promise<readonly RepairContact[]> {
  if (!contacts.some(hasAddress)) return contacts
  const onFile = await Promise.all(contacts.filter((one) => !isCaller(one)).map((one) => reached(deps, one)))
  const isAnothers = (one: RepairContact) => isCaller(one) && onFile.some((other) => haveSameAddress(one, other))
  return contacts.map((one) => (isAnothers(one) ? without(one, 'email') : one))
}

const haveSameAddress = (one: { readonly email?: string }, other: { readonly email?: string }): boolean =>
  one.email !== undefined && one.email.trim().toLowerCase() === other.email?.trim().toLowerCase()

const hasAddress = ({ email }: RepairContact): boolean => email !== undefined
