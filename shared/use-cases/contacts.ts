import { normaliseAddress } from '../directory/address.ts'
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
  const known = await addressesOf(deps, contacts)
  return more.filter((one) => !known.has(addressOf(one)))
}

/** Whoever leaves the address of somebody on file who is told as well has none of their own: it is written to once. */
export async function toldOnce(
  deps: Pick<Deps, 'directory'>,
  contacts: readonly RepairContact[],
): Promise<readonly RepairContact[]> {
  if (!contacts.some(hasAddress)) return contacts
  const onFile = contacts.filter((one) => !isCaller(one))
  const known = await addressesOf(deps, onFile)
  return contacts.map((one) => (isCaller(one) && known.has(addressOf(one)) ? without(one, 'email') : one))
}

const hasAddress = ({ email }: RepairContact): boolean => email !== undefined
const addressOf = ({ email }: RepairContact): string | undefined => email && normaliseAddress(email)

/** Where these are written to today. */
const addressesOf = async (deps: Pick<Deps, 'directory'>, contacts: readonly RepairContact[]) => {
  const known = await Promise.all(contacts.map((contact) => reached(deps, contact)))
  return new Set(known.filter(hasAddress).map(addressOf))
}
