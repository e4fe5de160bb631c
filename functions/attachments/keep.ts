import { createHash } from 'node:crypto'
import { BadRequestError } from '../../shared/kernel/errors.ts'
import type { KeptFile, SentKind } from '../../shared/kernel/file-kind.ts'
import { hasAllFiles, MOST_ATTACHMENTS, NO_ROOM } from '../../shared/repair/features/attached/rules.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { stripped } from './stripped.ts'

export const PHOTOS: readonly SentKind[] = ['jpeg', 'png', 'webp']
export const PHOTOS_AND_PAPERS: readonly SentKind[] = [...PHOTOS, 'pdf']

/**
 * Keeps a file beside the repair before anything is recorded of it: recorded, it is surely there. Whoever's action is refused then
 * leaves a file that no event names and nobody is shown; of those too a repair holds only so many. Throws BadRequestError.
 */
export async function keepFile(
  { attachments }: Pick<Deps, 'attachments'>,
  repair: Repair,
  bytes: Uint8Array,
  accepted: readonly SentKind[],
): Promise<KeptFile> {
  const { kind, content } = stripped(bytes, accepted)
  const sha256 = createHash('sha256').update(content).digest('hex')
  const file = { sha256, kind, bytes: content.length }
  const subject = repairSubject(repair.id)
  const kept = await attachments.list(subject)
  if (kept.some((known) => known.sha256 === sha256)) return file
  if (hasAllFiles(repair) || kept.length >= 2 * MOST_ATTACHMENTS) throw new BadRequestError([NO_ROOM])
  await attachments.put(subject, file, content)
  return file
}
