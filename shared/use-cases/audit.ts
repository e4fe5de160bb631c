import type { Actor } from '../kernel/actor.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { canonical } from '../kernel/canonical.ts'
import { defined } from '../kernel/fields.ts'
import { fromMs, type Instant, toMs } from '../kernel/instant.ts'
import type { AuditEntry } from '../ports/audit.ts'
import type { Repair } from '../repair/state/repair.ts'
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
export async function auditOpening(deps: AuditDeps, who: Requester, subject: string, customer?: string): Promise<void> {
  const { key, line } = onceADay(deps, who, 'OP', who.actor.kind, subject)
  const about = { subject, ...defined({ customer }) }
  await deps.audit.appendOnce(key, { ...line, what: 'subject', outcome: 'read', ...about })
}

/** An engineer takes over a repair to which nothing has led them, and says why. */
export async function auditTakeOver(
  deps: AuditDeps,
  who: Requester,
  { id: repair, customer }: Pick<Repair, 'id' | 'customer'>,
  reason: string,
): Promise<void> {
  const { key, line } = onceADay(deps, who, 'TO', 'takeOver', repair)
  const about = { repair, reason, ...(customer && { customer: customer.id }) }
  await deps.audit.appendOnce(key, { ...line, what: 'repair', outcome: 'takenOver', ...about })
}

/** What makes a line of this kind about this subject the only one of somebody's day, and its beginning. */
function onceADay(
  { digest, clock }: AuditDeps,
  { role, actor }: Requester,
  kind: string,
  how: string,
  subject: string,
) {
  const at = clock.now()
  const key = `${dayOf(at, DEFAULT_TIMEZONE)}/${how}/${actor.id ?? role}/${subject}`
  return { key, line: { id: `${kind}-${shortHash(digest, key)}`, at, by: actor, role } }
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
  deps: AuditDeps,
  who: Requester,
  { lists, lines }: { readonly lists: readonly string[]; readonly lines: number },
): Promise<void> {
  const line = lineOf(deps, who, 'EX', { lists })
  await deps.audit.append({ ...line, what: 'masterData', outcome: 'exported', lists, lines })
}

/** Someone writes all that is kept to a folder. */
export async function auditMoving(deps: AuditDeps, who: Requester): Promise<void> {
  await deps.audit.append({ ...lineOf(deps, who, 'IN', {}), what: 'installation', outcome: 'exported' })
}

/** A program is given a key, or has it no longer. */
export async function auditProgramKey(
  deps: AuditDeps,
  who: Requester,
  outcome: 'made' | 'ended',
  about: About<'programKey'>,
): Promise<void> {
  await deps.audit.append({ ...lineOf(deps, who, 'PK', about), what: 'programKey', outcome, ...about })
}

type About<W extends AuditEntry['what']> = Omit<
  Extract<AuditEntry, { what: W }>,
  'id' | 'at' | 'by' | 'role' | 'what' | 'outcome'
>

/** A contract is moved to a newer version of its plan. */
export async function auditMove(deps: AuditDeps, who: Requester, move: About<'contract'>): Promise<void> {
  await deps.audit.append({ ...lineOf(deps, who, 'MV', move), what: 'contract', outcome: 'moved', ...move })
}

/** What was recorded on a contract's file is taken back. */
export async function auditTakingBack(deps: AuditDeps, who: Requester, fact: About<'fact'>): Promise<void> {
  await deps.audit.append({ ...lineOf(deps, who, 'TB', fact), what: 'fact', outcome: 'takenBack', ...fact })
}

/** Links are ended. */
export async function auditRevocation(deps: AuditDeps, who: Requester, ended: About<'links'>): Promise<void> {
  await deps.audit.append({ ...lineOf(deps, who, 'LK', ended), what: 'links', outcome: 'revoked', ...ended })
}

/** A test message is about to go to one of ours. */
export async function auditTest(deps: AuditDeps, who: Requester, about: About<'testMessage'>): Promise<void> {
  await deps.audit.append({ ...lineOf(deps, who, 'TM', about), what: 'testMessage', outcome: 'sent', ...about })
}

/** The beginning of a line about what has just happened. */
const lineOf = ({ digest, clock }: AuditDeps, { role, actor }: Requester, kind: string, about: object) => {
  const at = clock.now()
  const id = `${kind}-${at.replace(/[-:.Z]/g, '')}-${shortHash(digest, canonical({ role, actor, at, ...about }))}`
  return { id, at, by: actor, role }
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
