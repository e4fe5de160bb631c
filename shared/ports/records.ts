import type { KnowledgeHit, KnowledgeQuery, ServiceRecord } from '../knowledge/record.ts'

/** Service records as stored. Repairs write theirs with each save; see `Commit.record`. */
export interface ServiceRecords {
  /** Every record of a unit, oldest report first. Serial numbers compare without case and spaces. */
  ofUnit(serial: string): Promise<readonly ServiceRecord[]>
  ofRepair(repairId: string): Promise<ServiceRecord | undefined>
  /** Best match first; among equals the latest. */
  search(query: KnowledgeQuery): Promise<readonly KnowledgeHit[]>
  /** Writes a record that no repair's save carries: that of a rebuild. It can be found by its words at once. Idempotent. */
  put(record: ServiceRecord): Promise<void>
  /** Makes a saved record be found by its words; where the save does so itself, nothing is left to do. Idempotent. */
  index(record: ServiceRecord): Promise<void>
}
