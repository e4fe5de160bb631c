import type { Matter } from '../../../../shared/plan/rules.ts'
import type { Schemas } from '../../generated/api.ts'
import type { Contact, Site } from './data.ts'

/** What is known so far while somebody is on the line. */
export interface Draft {
  readonly callId: string
  readonly begunAt: string
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
  /** They cannot say which unit it is, though there is only one. */
  readonly isUnitOpen: boolean
}

type Beginning = Pick<Draft, 'callId' | 'begunAt'> & {
  readonly [K in 'q' | 'since' | 'dialled']?: Draft[K] | undefined
}

export const emptyDraft = ({ callId, begunAt, q = '', since, dialled }: Beginning): Draft => ({
  callId,
  begunAt,
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
  isUnitOpen: false,
})

/** A number with its country; Chinese where none is given. */
export const internationally = (phone: string): string | undefined => {
  const digits = phone.replace(/[^\d+]/g, '')
  const whole = /^1\d{10}$/.test(digits) ? `+86${digits}` : digits
  return /^\+[1-9]\d{6,14}$/.test(whole) ? whole : undefined
}

/** Whether anything at all is known of it. */
export const isBegun = (draft: Draft): boolean => isAbout(draft) || draft.since !== undefined || draft.q.trim() !== ''

/** Whether there is anything to be said of it. */
export const isAbout = ({ site, isStranger, symptoms }: Draft): boolean =>
  site !== undefined || isStranger || symptoms.trim() !== ''

/** Who and what it is about, as far as it is known. */
export function aboutOf(draft: Draft): Schemas['RequestPreview'] {
  const { since, dialled, person, site, q, phone, isStranger, matter } = draft
  const serial = draft.serial?.trim()
  const typed = isStranger ? phone : site ? '' : q
  const caller = dialled ?? person?.phone ?? internationally(typed)
  return {
    ...(since && { reportedAt: since }),
    ...(caller && { caller }),
    ...(serial && { serial }),
    ...(site && { site: site.id, ...(!serial && { unitUnknown: true }) }),
    ...(matter !== 'fault' && { matter }),
  }
}

/** Whether there is a number to call back: of any kind, such as a landline without its country. */
export const hasNumber = (draft: Draft): boolean =>
  aboutOf(draft).caller !== undefined || (draft.isStranger && draft.phone.replace(/\D/g, '').length >= 5)

/** The request that it makes. */
export function requestOf(draft: Draft): Schemas['Request'] {
  const { callId, symptoms, severity, desk } = draft
  const contact = contactOf(draft)
  return {
    ...aboutOf(draft),
    callId,
    through: 'phone',
    symptoms: symptoms.trim(),
    ...(severity && { severity }),
    ...(desk && { desk }),
    ...(contact && { contact }),
  }
}

/** Who they say they are, where nobody on file is meant; also what was typed and led to nobody. */
function contactOf({ site, isStranger, name, phone, q }: Draft): Schemas['Request']['contact'] {
  if (site) return undefined
  if (!isStranger) return nameOnly(q)
  const given = phone.trim()
  return name.trim() ? { name: name.trim(), ...(given.length > 2 && { phone: given }) } : nameOnly(given)
}

/** A number that can be called says it all. */
const nameOnly = (said: string) => (said.trim() && !internationally(said) ? { name: said.trim() } : undefined)
