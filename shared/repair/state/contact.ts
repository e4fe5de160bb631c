import type { Language } from '../../kernel/text.ts'

/**
 * Someone at the customer's who is told how the repair goes. Of a contact on file events and state have the name alone: where they
 * are reached is looked up. What somebody on nobody's file gives is nowhere else: their report is the record, and it stays here.
 */
export interface RepairContact {
  /** Directory id, or `caller:<callId>` for someone we did not know. */
  readonly id: string
  readonly name: string
  readonly phone?: string
  readonly email?: string
  readonly language?: Language
  /** Whose contact this is, of someone on file. */
  readonly customer?: string
  /** Nobody on file, and nobody of ours took the report: whoever it is may not look at the repair until admitted. */
  readonly stranger?: true
  /** Someone of ours, or a contact on file, has said that they may look at the repair. */
  readonly admitted?: true
}

/** Who may not look at this repair: a stranger, or a contact of another customer. They hear that their own report was taken. */
export const isStranger = (
  { customer }: { readonly customer?: { readonly id: string } },
  contact: RepairContact,
): boolean => {
  if (contact.admitted) return false
  const isAnothers = contact.customer !== undefined && customer !== undefined && contact.customer !== customer.id
  return contact.stranger === true || isAnothers
}

/** Someone whose report alone says that they exist: nobody on file. */
export const isCaller = ({ id }: Pick<RepairContact, 'id'>): boolean => id.startsWith('caller:')

/** Where whoever called can be reached of whom nobody has a file: a number, and no word that they chose. */
export const callerNumber = ({ contacts }: { readonly contacts: readonly RepairContact[] }): string | undefined => {
  const phone = contacts.find(isCaller)?.phone
  return phone !== undefined && /^\+[1-9]\d{6,14}$/.test(phone) ? phone : undefined
}
