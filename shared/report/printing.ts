import type { KeptFile } from '../kernel/file-kind.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { Attachments } from '../ports/attachments.ts'
import type { ReportDocument } from './document.ts'

/** A report as it will always read. */
export interface IssuedFiles {
  readonly page: KeptFile
  readonly docx: KeptFile
}

/** Makes files of a document, a page to print and one for a word processor, and keeps them beside its subject. */
export interface Printing {
  issue(
    attachments: Pick<Attachments, 'get' | 'put'>,
    subject: Subject,
    document: ReportDocument,
    language: Language,
  ): Promise<IssuedFiles>
}
