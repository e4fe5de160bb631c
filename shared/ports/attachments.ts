import type { KeptFile } from '../kernel/file-kind.ts'
import type { Subject } from '../kernel/subject.ts'

/** Photos, signatures and papers beside a subject. A file is named by what is in it: the same one is kept once, and never changes. */
export interface Attachments {
  put(subject: Subject, file: KeptFile, content: Uint8Array): Promise<void>
  /** Undefined: no such file of this subject. */
  get(subject: Subject, file: Pick<KeptFile, 'sha256' | 'kind'>): Promise<Uint8Array | undefined>
  /** All that was put, in no order, also what no event names. */
  list(subject: Subject): Promise<readonly KeptFile[]>
}
