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
type Keeping = Pick<Deps, 'attachments'>
export const PHOTOS_AND_PAPERS: readonly SentKind[] = [...PHOTOS, 'pdf']

/**
 * Keeps a file beside the repair before anything is recorded of it: recorded, it is surely there. Whoever's action is refused then
 * leaves a file that no event names and nobody is shown; of those too a repair holds only so many. Throws BadRequestError.
 */
export const keepFile = async (
  deps: Keeping,
  repair: Repair,
  bytes: Uint8Array,
  accepted: readonly SentKind[],
): Promise<KeptFile> => {
  const most = hasAllFiles(repair) ? 0 : 2 * MOST_ATTACHMENTS
  return keepBeside(deps, repairSubject(repair.id), stripped(bytes, accepted), most)
}

/** The same beside a visit, whatever action it comes with: of a signature it has to be the drawing. */
export async function keepVisitFile(
  deps: Keeping,
  visit: string,
  action: VisitActionType,
  bytes: Uint8Array,
): Promise<KeptFile> {
  const sent = stripped(bytes, PHOTOS)
  if (action === 'sign') requireStrokes(sent.kind, sent.content)
  return keepBeside(deps, visitSubject(visit), sent, 2 * MOST_FILES)
}

/** The same beside a duty: a picture of what was seen on the watch. */
export const keepDutyFile = async (deps: Keeping, duty: string, bytes: Uint8Array): Promise<KeptFile> =>
  keepBeside(deps, dutySubject(duty), stripped(bytes, PHOTOS), MOST_ON_DUTY)
const MOST_ON_DUTY = 200

/** The same beside a contract: what was handed over, or who signed for it. */
export const keepContractFile = async (deps: Keeping, contract: string, bytes: Uint8Array): Promise<KeptFile> =>
  keepBeside(deps, contractSubject(contract), stripped(bytes, PHOTOS_AND_PAPERS), MOST_ON_CONTRACT)
const MOST_ON_CONTRACT = 1000

async function keepBeside(
  { attachments }: Keeping,
  subject: Subject,
  { kind, content }: ReturnType<typeof stripped>,
  most: number,
): Promise<KeptFile> {
  const file = { sha256: createHash('sha256').update(content).digest('hex'), kind, bytes: content.length }
  if (await hasRoom(attachments, subject, file, most)) await attachments.put(subject, file, content)
  return file
}

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
