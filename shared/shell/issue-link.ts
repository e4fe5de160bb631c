import { type Duration, durationMs, type Instant, later } from '../kernel/instant.ts'
import type { SentLink } from '../ports/messaging.ts'
import type { LinkRecord, LinkTo } from '../subject/effect.ts'
import { GRACE } from '../subject/link.ts'
import type { ShellDeps } from './deps.ts'

const PATHS = { engineer: 'p', customer: 'c', inbox: 'i' } as const

/** A link to put into a message that goes now. It is on file before it is anywhere else, and whatever is stored holds its hash alone. */
export async function issueLink(deps: ShellDeps, subject: LinkTo): Promise<SentLink> {
  const { token, record } = await derive(deps, subject)
  await deps.links.save(record)
  return { url: `${deps.publicUrl}/${PATHS[subject.kind]}/${token}`, hash: record.hash }
}

/** An address for whoever asks for it themselves, at a path of its own, for so long. */
export async function linkAt(
  deps: ShellDeps,
  subject: LinkTo,
  path: string,
  lasts: Duration,
): Promise<{ readonly url: string; readonly endsAt: Instant }> {
  const { token, record } = await derive(deps, subject)
  const endsAt = later(deps.clock.now(), durationMs(lasts))
  await deps.links.save({ ...record, expiresAt: endsAt })
  return { url: `${deps.publicUrl}/${path}/${token}`, endsAt }
}

/** A way from one's inbox to one of the repairs in it. One that was sent before is not prolonged by that. */
export async function pathTo(deps: ShellDeps, subject: LinkTo): Promise<string> {
  const { token, record } = await derive(deps, subject)
  if (!(await deps.links.find(record.hash))) await deps.links.save(record)
  return `/${PATHS[subject.kind]}/${token}`
}

async function derive(
  { capabilities, links, clock }: ShellDeps,
  subject: LinkTo,
): Promise<{ readonly token: string; readonly record: LinkRecord }> {
  const epoch = await links.revokedAt(subject)
  const token = await capabilities.tokenFor(subject, epoch)
  const sentAt = clock.now()
  const expiresAt = later(sentAt, durationMs(GRACE[subject.kind]))
  return { token, record: { ...subject, hash: capabilities.hashOf(token), sentAt, expiresAt, ...(epoch && { epoch }) } }
}
