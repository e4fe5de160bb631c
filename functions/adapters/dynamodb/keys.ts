import { createHash } from 'node:crypto'
import { normaliseSerial } from '../../../shared/directory/serial.ts'
import type { Instant } from '../../../shared/time/instant.ts'

// Every key of the table. The access patterns they serve are in README.md.

export interface Key {
  readonly pk: string
  readonly sk: string
}

/** How many partitions of an index share one hot list, so that no partition has to take every write of it. */
export const SHARDS = 8
export const SHARD_NUMBERS = Array.from({ length: SHARDS }, (_, shard) => shard)
const shardOf = (repairId: string): number => createHash('sha256').update(repairId).digest().readUInt8(0) % SHARDS

export const repairPartition = (repairId: string): string => `REPAIR#${repairId}`
export const headKey = (repairId: string): Key => ({ pk: repairPartition(repairId), sk: 'HEAD' })
export const stateKey = (repairId: string): Key => ({ pk: repairPartition(repairId), sk: 'STATE' })
export const LOG = 'LOG#'
export const logKey = (repairId: string, version: number): Key => ({
  pk: repairPartition(repairId),
  sk: `${LOG}${String(version).padStart(8, '0')}`,
})
export const EFFECT = 'EFFECT#'
export const effectKey = (repairId: string, key: string): Key => ({
  pk: repairPartition(repairId),
  sk: `${EFFECT}${key}`,
})

export const callKey = (callId: string): Key => ({ pk: `CALL#${callId}`, sk: 'CALL' })
export const openUnitKey = (serial: string): Key => ({ pk: `UNIT#${normaliseSerial(serial)}`, sk: 'OPEN' })
export const linkKey = (hash: string): Key => ({ pk: `LINK#${hash}`, sk: 'LINK' })
export const counterKey = (day: string): Key => ({ pk: `COUNTER#${day}`, sk: 'COUNTER' })

/** Loaners are few: one partition lists them all, and the item itself says which repair holds the loaner. */
export const LOANERS = 'LOANERS'
export const loanerKey = (serial: string): Key => ({ pk: LOANERS, sk: normaliseSerial(serial) })

export const supplierKey: Key = { pk: 'SUPPLIER', sk: 'DATA' }
export const personKey = (id: string): Key => ({ pk: `PERSON#${id}`, sk: 'DATA' })
export const ROSTERS = 'ROSTERS'
export const rosterKey = (id: string): Key => ({ pk: ROSTERS, sk: id })
export const customerKey = (id: string): Key => ({ pk: `CUSTOMER#${id}`, sk: 'DATA' })
export const sitePartition = (id: string): string => `SITE#${id}`
export const siteKey = (id: string): Key => ({ pk: sitePartition(id), sk: 'DATA' })
export const CONTACT = 'CONTACT#'
export const contactKey = (id: string): Key => ({ pk: `${CONTACT}${id}`, sk: 'DATA' })
/** A copy of the contact in the partition of each of their sites. */
export const siteContactKey = (site: string, contact: string): Key => ({
  pk: sitePartition(site),
  sk: `${CONTACT}${contact}`,
})
export const unitKey = (serial: string): Key => ({ pk: `UNIT#${normaliseSerial(serial)}`, sk: 'DATA' })

export interface Index1Key {
  readonly gsi1pk: string
  readonly gsi1sk: string
}
export interface Index2Key {
  readonly gsi2pk: string
  readonly gsi2sk: string
}

/** `board` as in `boardOf`: `open` or a month. */
export const boardPartition = (board: string, shard: number): string =>
  board === 'open' ? `STATUS#open#${shard}` : `CLOSED#${board}#${shard}`
export const boardKey = (board: string, repairId: string, position: string): Index1Key => ({
  gsi1pk: boardPartition(board, shardOf(repairId)),
  gsi1sk: position,
})
export const phoneKey = (phone: string): Index1Key => ({ gsi1pk: `PHONE#${phone}`, gsi1sk: 'CONTACT' })
export const unitsPartition = (site: string): string => `UNITS#${site}`
export const siteUnitKey = (site: string, serial: string): Index1Key => ({
  gsi1pk: unitsPartition(site),
  gsi1sk: normaliseSerial(serial),
})

export const attentionPartition = (shard: number): string => `OPEN#${shard}`
/** `by`: the instant by which something must have moved. */
export const attentionKey = (repairId: string, by: Instant): Index2Key => ({
  gsi2pk: attentionPartition(shardOf(repairId)),
  gsi2sk: by,
})
export const pendingPartition = (shard: number): string => `EFFECTS#${shard}`
/** `since`: waiting to be handed over since then. */
export const pendingKey = (repairId: string, since: Instant): Index2Key => ({
  gsi2pk: pendingPartition(shardOf(repairId)),
  gsi2sk: since,
})
