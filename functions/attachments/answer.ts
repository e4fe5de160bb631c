import { createHash } from 'node:crypto'
import { contractSubject } from '../../shared/contract/subject.ts'
import type { Duty } from '../../shared/duty/duty.ts'
import { dutySubject } from '../../shared/duty/subject.ts'
import type { ContractFile } from '../../shared/evidence/contract-file.ts'
import { NotFoundError } from '../../shared/kernel/errors.ts'
import { type FileKind, fileName, type KeptFile, MEDIA_TYPES } from '../../shared/kernel/file-kind.ts'
import type { Subject } from '../../shared/kernel/subject.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { visitSubject } from '../../shared/visit/state/subject.ts'
import type { VisitState } from '../../shared/visit/state/visit.ts'
import { NO_ROBOTS } from '../../shared/wire/console-headers.ts'
import type { HttpResult } from '../middleware/event.ts'

/** Whatever is in it, it runs nothing, loads nothing and is nobody's page. */
const NOTHING_RUNS = "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"
/** A report of ours is a page with its pictures in it, and looks as it did when it was issued. */
const NOTHING_BUT_STYLE = `${NOTHING_RUNS}; style-src 'unsafe-inline'; img-src data:`

/** Beside what, and those of its files that its record names. */
interface Beside {
  readonly subject: Subject
  readonly id: string
  readonly files: readonly KeptFile[]
}
export const besideRepair = ({ id, attachments = [] }: Repair): Beside => ({
  subject: repairSubject(id),
  id,
  files: attachments,
})
export const besideVisit = ({ id, photos = [], filled = [], report }: VisitState): Beside => ({
  subject: visitSubject(id),
  id,
  files: [
    ...photos,
    ...filled.flatMap(({ signed }) => signed?.file ?? []),
    ...(report ? [report.page, report.docx] : []),
  ],
})

export const besideDuty = (
  { id, report }: Pick<Duty, 'id' | 'report'>,
  log: readonly { readonly photo?: KeptFile }[] = [],
): Beside => ({
  subject: dutySubject(id),
  id,
  files: [...log.flatMap(({ photo }) => photo ?? []), ...(report ? [report.page, report.docx] : [])],
})

export const besideContract = ({ contract: { id }, record }: ContractFile): Beside => ({
  subject: contractSubject(id),
  id,
  files: record.flatMap(({ fact }) => (fact.type === 'recorded' && fact.file ? [fact.file] : [])),
})

/** A file that an event of it names; whoever asks may read what it stands beside. Throws NotFoundError for any other. */
export async function fileAnswer(
  { attachments }: Pick<Deps, 'attachments'>,
  { subject, id, files }: Beside,
  sha256: string | undefined,
): Promise<HttpResult> {
  const file = files.find((known) => known.sha256 === sha256)
  const content = file && (await attachments.get(subject, file))
  if (!content) throw new NotFoundError('no such file')
  // It goes as evidence, and is never handed out as what it is no more.
  if (createHash('sha256').update(content).digest('hex') !== file.sha256)
    throw new Error(`The bytes of ${id}'s file ${file.sha256} have changed since it was kept: restore it from a backup`)
  const name = fileName(id, file)
  return {
    statusCode: 200,
    headers: {
      'content-type': MEDIA_TYPES[file.kind],
      'content-disposition': `${SAVED.has(file.kind) ? 'attachment' : 'inline'}; filename="${name}"`,
      'content-security-policy': file.kind === 'html' ? NOTHING_BUT_STYLE : NOTHING_RUNS,
      'cross-origin-resource-policy': 'same-origin',
      'x-robots-tag': NO_ROBOTS,
    },
    isBase64Encoded: true,
    body: Buffer.from(content).toString('base64'),
  }
}

const SAVED: ReadonlySet<FileKind> = new Set<FileKind>(['pdf', 'docx'])
