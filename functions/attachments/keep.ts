import { createHash } from 'node:crypto'
import { contractSubject } from '../../shared/contract/subject.ts'
import { dutySubject } from '../../shared/duty/subject.ts'
import { BadRequestError } from '../../shared/kernel/errors.ts'
import type { KeptFile, SentKind } from '../../shared/kernel/file-kind.ts'
import type { Subject } from '../../shared/kernel/subject.ts'
import { hasAllFiles, MOST_ATTACHMENTS, NO_ROOM } from '../../shared/repair/features/attached/rules.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import type { VisitActionType } from '../../shared/visit/actions.ts'
import { MOST_FILES } from '../../shared/visit/features/filling/rules.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import { requireStrokes } from './signature.ts'
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
  if (await hasRoom(attachments, repairSubject(repair.id), file, hasAllFiles(repair) ? 0 : 2 * MOST_ATTACHMENTS))
    await attachments.put(repairSubject(repair.id), file, content)
  return file
}

/** The same beside a visit, whatever action it comes with: of a signature it has to be the drawing. */
export async function keepVisitFile(
  { attachments }: Pick<Deps, 'attachments'>,
  visit: string,
  action: VisitActionType,
  bytes: Uint8Array,
): Promise<KeptFile> {
  const { kind, content } = stripped(bytes, PHOTOS)
  if (action === 'sign') requireStrokes(kind, content)
  const file = { sha256: createHash('sha256').update(content).digest('hex'), kind, bytes: content.length }
  if (await hasRoom(attachments, visitSubject(visit), file, 2 * MOST_FILES))
    await attachments.put(visitSubject(visit), file, content)
  return file
}

/** The same beside a duty: a picture of what was seen on the watch. */
export async function keepDutyFile(
  { attachments }: Pick<Deps, 'attachments'>,
  duty: string,
  bytes: Uint8Array,
): Promise<KeptFile> {
  const { kind, content } = stripped(bytes, PHOTOS)
  const file = { sha256: createHash('sha256').update(content).digest('hex'), kind, bytes: content.length }
  if (await hasRoom(attachments, dutySubject(duty), file, MOST_ON_DUTY))
    await attachments.put(dutySubject(duty), file, content)
  return file
}
const MOST_ON_DUTY = 200

/** The same beside a contract: what was handed over, or who signed for it. */
export async function keepContractFile(
  { attachments }: Pick<Deps, 'attachments'>,
  contract: string,
  bytes: Uint8Array,
): Promise<KeptFile> {
  const { kind, content } = stripped(bytes, PHOTOS_AND_PAPERS)
  const file = { sha256: createHash('sha256').update(content).digest('hex'), kind, bytes: content.length }
  if (await hasRoom(attachments, contractSubject(contract), file, MOST_ON_CONTRACT))
    await attachments.put(contractSubject(contract), file, content)
  return file
}
const MOST_ON_CONTRACT = 1000

/** False: it is there already. Throws BadRequestError where there is no room. */
async function hasRoom(
  attachments: Deps['attachments'],
  subject: Subject,
  { sha256 }: KeptFile,
  most: number,
): Promise<boolean> {
  const kept = await attachments.list(subject)
  if (kept.some((known) => known.sha256 === sha256)) return false
  if (kept.length >= most) throw new BadRequestError([NO_ROOM])
  return true
}
