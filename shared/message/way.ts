import type { Contact } from '../directory/directory.ts'
import { isMobile } from '../directory/mobile.ts'
import { defined } from '../kernel/fields.ts'
import type { ContactEffect, ContactTemplate, MailEffect, TextEffect } from '../subject/effect.ts'
import { readBy } from './reader.ts'

/** An arrival is seen by whoever is there: no text message is needed to say so. */
const NOT_AS_TEXT: ReadonlySet<ContactTemplate> = new Set(['arrived'])

/**
 * By which way a contact on file is told, as they are reached now: by e-mail, or by a short text message who has no address.
 * Undefined: by neither, and they are called.
 */
export function wayTo(
  { email, phone, language }: Contact,
  { channel: _, contact: _contact, of: _of, link, ...effect }: ContactEffect,
): MailEffect | TextEffect | undefined {
  const { siteShort, unitShort, sentAt, ...values } = effect.values
  if (email) return readBy({ ...effect, channel: 'email', values, ...defined({ link }) }, { to: email, language })
  if (!link || !phone || !isMobile(phone) || NOT_AS_TEXT.has(effect.template)) return undefined
  const short = {
    ...values,
    ...(siteShort && { site: siteShort }),
    ...(unitShort && { unit: unitShort }),
    ...(sentAt && { sentAt }),
  }
  return readBy({ ...effect, channel: 'text', values: short, link }, { to: phone, language })
}
