import { defined } from '../../../kernel/fields.ts'
import type { KeptFile } from '../../../kernel/file-kind.ts'
import type { Text } from '../../../kernel/text.ts'
import type { ContactRef } from '../../state/visit.ts'
import type { Events } from '../feature.ts'

/**
 * The written report is there, as it will always read: these bytes, by their digests. `contact`: who at the customer's is sent it; absent:
 * nobody can be written to.
 */
export interface ReportingEvent {
  readonly type: 'reportIssued'
  readonly title: Text
  readonly page: KeptFile
  readonly docx: KeptFile
  readonly contact?: ContactRef
}

export const events: Events<ReportingEvent> = {
  reportIssued: {
    // Whoever is sent it reads it by their link, also of a call, which nobody agrees to before.
    fold: (state, { title, page, docx, contact, at, seq }) => ({
      ...state,
      ...defined({ contact: contact ?? state.contact }),
      report: { title, page, docx, at, seq },
    }),
  },
}
