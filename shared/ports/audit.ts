import type { Actor } from '../repair/repair.ts'
import type { Instant } from '../time/instant.ts'
import type { Page } from './store.ts'

/** Who took data out of the service department, or was refused (C27). */
export interface AuditEntry {
  readonly id: string
  readonly at: Instant
  readonly by: Actor
  readonly role: string
  readonly what: 'evidencePack'
  readonly customer: string
  readonly from: Instant
  readonly to: Instant
  readonly reason: string
  readonly outcome: 'exported' | 'refused'
  readonly format?: 'html' | 'xlsx'
  /** Last link of the pack's hash chain: what a pack shown later must end with. */
  readonly chain?: string
  readonly lines?: number
}

export interface Audit {
  append(entry: AuditEntry): Promise<void>
  /** One month (UTC), newest first. */
  list(query: { month: string; limit: number; cursor?: string }): Promise<Page<AuditEntry>>
}
