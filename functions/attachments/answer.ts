import { NotFoundError } from '../../shared/kernel/errors.ts'
import { MEDIA_TYPES } from '../../shared/kernel/file-kind.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { NO_ROBOTS } from '../../shared/wire/console-headers.ts'
import type { HttpResult } from '../middleware/event.ts'

/** Whatever is in it, it runs nothing, loads nothing and is nobody's page. */
const NOTHING_RUNS = "default-src 'none'; sandbox; form-action 'none'; base-uri 'none'; frame-ancestors 'none'"

/** A file that an event of the repair names; whoever asks may read the repair. Throws NotFoundError for any other. */
export async function fileAnswer(
  { attachments }: Pick<Deps, 'attachments'>,
  repair: Repair,
  sha256: string | undefined,
): Promise<HttpResult> {
  const file = repair.attachments?.find((known) => known.sha256 === sha256)
  const content = file && (await attachments.get(repairSubject(repair.id), file))
  if (!content) throw new NotFoundError('no such file')
  const name = `${repair.id}-${file.sha256.slice(0, 12)}.${file.kind === 'jpeg' ? 'jpg' : file.kind}`
  return {
    statusCode: 200,
    headers: {
      'content-type': MEDIA_TYPES[file.kind],
      'content-disposition': `${file.kind === 'pdf' ? 'attachment' : 'inline'}; filename="${name}"`,
      'content-security-policy': NOTHING_RUNS,
      'cross-origin-resource-policy': 'same-origin',
      'x-robots-tag': NO_ROBOTS,
    },
    isBase64Encoded: true,
    body: Buffer.from(content).toString('base64'),
  }
}
