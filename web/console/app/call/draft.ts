import type { Matter } from '../../../../shared/plan/rules.ts'
import type { Schemas } from '../../generated/api.ts'
import type { Contact, Site } from './data.ts'

/** What is known so far while somebody is on the line. */
export interface Draft {
  readonly callId: string
  /** It is on the line since then, from this number, where that is shown. */
  readonly since: string | undefined
  readonly dialled: string | undefined
  readonly q: string
  readonly person: Contact | undefined
  readonly site: Site | undefined
  readonly serial: string | undefined
  /** Nobody on file: who they say they are. */
  readonly isStranger: boolean
  readonly name: string
  readonly phone: string
  readonly symptoms: string
  readonly severity: string | undefined
  readonly matter: Matter
  readonly desk: boolean
  readonly showsUnits: boolean
}

type Beginning = Pick<Draft, 'callId'> & { readonly [K in 'q' | 'since' | 'dialled']?: Draft[K] | undefined }

export const emptyDraft = ({ callId, q = '', since, dialled }: Beginning): Draft => ({
  callId,
  since,
  dialled,
  q,
  person: undefined,
  site: undefined,
  serial: undefined,
  isStranger: false,
  name: '',
  phone: '',
  symptoms: '',
  severity: undefined,
  matter: 'fault',
  desk: false,
  showsUnits: false,
})

/** A number with its country; Chinese where none is given. */
const internationally = (phone: string): string | undefined => {
  const digits = phone.replace(/[^\d+]/g, '')
  const whole = /^1\d{10}$/.test(digits) ? `+86${digits}` : digits
  return /^\+[1-9]\d{6,14}$/.test(whole) ? whole : undefined
}

/** The request that it makes. */
export function requestOf(draft: Draft): Schemas['Request'] {
  const { callId, since, dialled, person, site, serial, isStranger, name, phone, symptoms, severity, matter, desk } =
    draft
  const caller = dialled ?? person?.phone ?? internationally(phone)
  return {
    callId,
    through: 'phone',
    symptoms: symptoms.trim(),
    ...(since && { reportedAt: since }),
    ...(caller && { caller }),
    ...(serial?.trim() && { serial: serial.trim() }),
    ...(site && { site: site.id }),
    ...(severity && { severity }),
    ...(matter !== 'fault' && { matter }),
    ...(desk && { desk }),
    ...(isStranger && name.trim() && { contact: { name: name.trim(), ...(phone.trim() && { phone: phone.trim() }) } }),
  }
}
