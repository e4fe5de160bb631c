import type { Printing } from '../../shared/report/printing.ts'

/** What makes files is read when one is made: few requests do. */
export const printing: Printing = {
  page: async (document, language) => {
    const { documentPage } = await import('../../web/pages/document.ts')
    return new TextEncoder().encode(documentPage(document, language))
  },
  docx: async (document, language) => (await import('./docx.ts')).docxOf(document, language),
}
