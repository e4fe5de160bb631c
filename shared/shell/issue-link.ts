import { durationMs, later } from '../kernel/instant.ts'
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
