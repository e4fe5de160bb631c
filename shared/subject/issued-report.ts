import type { KeptFile } from '../kernel/file-kind.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'

/** The written report, frozen: what is asked for later are these bytes. */
export interface IssuedReport {
  readonly title: Text
  readonly at: Instant
  readonly seq: number
  readonly page: KeptFile
  readonly docx: KeptFile
}
