import { createHash } from 'node:crypto'
import type { FileKind, KeptFile } from '../../shared/kernel/file-kind.ts'
import { withPictures } from '../../shared/report/document.ts'
import type { Printing } from '../../shared/report/printing.ts'

/** What makes files is read when one is made: few requests do. */
export const printing: Printing = {
  async issue(attachments, subject, unread, language) {
    const document = await withPictures(unread, (sha256) => attachments.get(subject, { sha256, kind: 'png' }))
    const [{ documentPage }, { docxOf }] = await Promise.all([
      import('../../web/pages/document.ts'),
      import('./docx.ts'),
    ])
    const kept = async (kind: FileKind, content: Uint8Array): Promise<KeptFile> => {
      const sha256 = createHash('sha256').update(content).digest('hex')
      const file = { sha256, kind, bytes: content.length }
      await attachments.put(subject, file, content)
      return file
    }
    return {
      page: await kept('html', new TextEncoder().encode(documentPage(document, language))),
      docx: await kept('docx', await docxOf(document, language)),
    }
  },
}
