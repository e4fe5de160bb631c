import { ROSTER } from '../handover/handovers.ts'
import type { Instant } from '../kernel/instant.ts'
import { kindOf } from '../kernel/subject.ts'
import type { LinkRecord } from '../subject/effect.ts'
import type { Deps } from './deps.ts'

/** Whose link to a roster it is, and when it is over: it leads to what waits for them, and each message has a new one. */
export async function endOfRosterLink(
  { directory }: Pick<Deps, 'directory'>,
  link: LinkRecord,
): Promise<{ readonly holder: { readonly name: string }; readonly at: Instant } | undefined> {
  if (link.kind !== 'engineer' || kindOf(link.about) !== ROSTER) return undefined
  const person = await directory.person(link.holder)
  return person && { holder: person, at: link.expiresAt }
}
