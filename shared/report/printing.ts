import type { Language } from '../kernel/text.ts'
import type { ReportDocument } from './document.ts'

/** Makes files of a document: a page to print, and one for a word processor. */
export interface Printing {
  page(document: ReportDocument, language: Language): Promise<Uint8Array>
  docx(document: ReportDocument, language: Language): Promise<Uint8Array>
}
