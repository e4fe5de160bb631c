import { DEFAULT_TIMEZONE, dayOf } from '../calendar/calendar.ts'
import { canonical } from '../evidence/chain.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { Actor, Repair } from '../repair/repair.ts'
import { fromMs, type Instant, toMs } from '../time/instant.ts'
import type { Deps } from './deps.ts'

// C27: service data stay in the service department. Who takes them out, lists a customer's promises or looks into a subject is on
// the audit record before they have it: whoever dies in between has left a line too many, never one too few.

/** Who asks, and what for they have permission. */
export interface Requester {
  readonly role: string
  readonly actor: Actor
}
type AuditDeps = Pick<Deps, 'audit' | 'digest' | 'clock'>

/** Someone opens a repair, unit or contract: the first time of their day. */
export async function auditOpening(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  subject: string,
  customer?: string,
): Promise<void> {
  const at = clock.now()
  const day = dayOf(at, DEFAULT_TIMEZONE)
  const key = `${day}/${actor.kind}/${actor.id ?? role}/${subject}`
  const line = { id: `OP-${shortHash(digest, key)}`, at, by: actor, role, what: 'subject', outcome: 'read' } as const
  await audit.appendOnce(key, { ...line, subject, ...(customer !== undefined && { customer }) })
}

/** An engineer takes over a repair to which nothing has led them, and says why. */
export async function auditTakeOver(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  { id: repair, customer }: Pick<Repair, 'id' | 'customer'>,
  reason: string,
): Promise<void> {
  const at = clock.now()
  const key = `${dayOf(at, DEFAULT_TIMEZONE)}/takeOver/${actor.id ?? role}/${repair}`
  const line = {
    id: `TO-${shortHash(digest, key)}`,
    at,
    by: actor,
    role,
    what: 'repair',
    outcome: 'takenOver',
  } as const
  await audit.appendOnce(key, { ...line, repair, reason, ...(customer && { customer: customer.id }) })
}

/** Someone lists what is due to a customer. The pages of one list within a minute are one line. */
export async function auditList(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  list: { readonly customer: string; readonly from: Instant; readonly to: Instant },
): Promise<void> {
  const { customer, from, to } = list
  const at = minuteOf(clock.now())
  const id = `OB-${shortHash(digest, canonical({ role, actor, customer, from, to }))}`
  await audit.addTo({ id, at, by: actor, role, what: 'obligations', outcome: 'read', customer, from, to, count: 1 })
}

/** Someone writes master data to files: the lists they hold, and how many records. */
export async function auditExport(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  { lists, lines }: { readonly lists: readonly string[]; readonly lines: number },
): Promise<void> {
  const at = clock.now()
  const id = `EX-${at.replace(/[-:.Z]/g, '')}-${shortHash(digest, canonical({ role, actor, lists, at }))}`
  await audit.append({ id, at, by: actor, role, what: 'masterData', outcome: 'exported', lists, lines })
}

/** A contract is moved to a newer version of its plan. */
export async function auditMove(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  move: Omit<Extract<AuditEntry, { what: 'contract' }>, 'id' | 'at' | 'by' | 'role' | 'what' | 'outcome'>,
): Promise<void> {
  const at = clock.now()
  const id = `MV-${at.replace(/[-:.Z]/g, '')}-${shortHash(digest, canonical({ role, actor, at, ...move }))}`
  await audit.append({ id, at, by: actor, role, what: 'contract', outcome: 'moved', ...move })
}

/** Links are ended. */
export async function auditRevocation(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  what: Omit<Extract<AuditEntry, { what: 'links' }>, 'id' | 'at' | 'by' | 'role' | 'what' | 'outcome'>,
): Promise<void> {
  const at = clock.now()
  const id = `LK-${at.replace(/[-:.Z]/g, '')}-${shortHash(digest, canonical({ role, actor, at, ...what }))}`
  await audit.append({ id, at, by: actor, role, what: 'links', outcome: 'revoked', ...what })
}

/** Someone may not: one line for all that they were refused within the minute. */
export async function auditRefusal(
  { audit, digest, clock }: AuditDeps,
  { role, actor }: Requester,
  of: string,
  about: { readonly customer?: string; readonly reason?: string } = {},
): Promise<void> {
  const at = minuteOf(clock.now())
  const id = `RF-${shortHash(digest, canonical({ kind: actor.kind, id: actor.id ?? '', role }))}`
  await audit.addTo({ id, at, by: actor, role, what: 'refusal', outcome: 'refused', of, count: 1, ...about })
}

const minuteOf = (instant: Instant): Instant => fromMs(Math.floor(toMs(instant) / 60_000) * 60_000)
const shortHash = (digest: Deps['digest'], text: string): string => digest(text).slice(0, 12)
