import { copyFileSync, existsSync } from 'node:fs'
import { sha256 } from '../../../functions/adapters/digest.ts'
import { auditMoving, type Requester } from '../../../shared/use-cases/audit.ts'
import { FolderAttachments } from '../../local/store/attachments.ts'
import { copyAttachments } from './attachments.ts'
import { attachmentsIn, type Seal, secretsIn, thingsInFile, writeThings } from './file.ts'
import type { Source } from './source.ts'

export interface Exported extends Seal {
  readonly files: number
}

/** Writes all that an installation keeps into a folder, from which it goes on in another place. The source stays as it is. */
export async function exportAll(source: Source, who: Requester, folder: string): Promise<Exported> {
  // On the audit record before anything leaves (C27).
  await auditMoving({ ...source, digest: sha256 }, who)
  const seal = await writeThings(folder, source.things())
  const files = await copyAttachments(
    thingsInFile(folder),
    source.attachments,
    new FolderAttachments(attachmentsIn(folder)),
  )
  if (source.secrets && existsSync(source.secrets)) copyFileSync(source.secrets, secretsIn(folder))
  return { ...seal, files }
}
