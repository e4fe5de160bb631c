import { createHash } from 'node:crypto'
import { normaliseSerial } from '../../../shared/directory/serial.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { idOf, kindOf, type Subject, shortNameOf, subjectOf } from '../../../shared/kernel/subject.ts'
import type { TallyBy } from '../../../shared/ports/ledger.ts'
import { positionOf, subjectOfLine } from '../../../shared/promise/lines.ts'
import type { Month, Obligation } from '../../../shared/promise/obligation.ts'
import { isUnended } from '../../../shared/promise/promised.ts'
import type { Effect } from '../../../shared/subject/effect.ts'
import type { Holder } from '../../../shared/subject/link.ts'

// Every key of the table. The access patterns they serve are in README.md.

export interface Key {
  readonly pk: string
  readonly sk: string
}

/** How many partitions of an index share one hot list, so that no partition has to take every write of it. */
export const SHARDS = 8
export const SHARD_NUMBERS = Array.from({ length: SHARDS }, (_, shard) => shard)
const shardOf = (id: string): number => createHash('sha256').update(id).digest().readUInt8(0) % SHARDS
const shardFor = (subject: Subject): number => shardOf(shortNameOf(subject))

/** All that is kept of one subject: `REPAIR#261120-0007`, `CONTRACT#K-1`. */
export const subjectPartition = (subject: Subject): string => `${kindOf(subject).toUpperCase()}#${idOf(subject)}`
/** The subject whose partition it is. */
export const subjectIn = (partition: string): Subject => {
  const at = partition.indexOf('#')
  return subjectOf(partition.slice(0, at).toLowerCase(), partition.slice(at + 1))
}
export const headKey = (subject: Subject): Key => ({ pk: subjectPartition(subject), sk: 'HEAD' })
/** Who waits for it, with the token to wake them by: too long for what every save writes anew. */
export const armKey = (subject: Subject): Key => ({ pk: subjectPartition(subject), sk: 'ARM' })
export const stateKey = (subject: Subject): Key => ({ pk: subjectPartition(subject), sk: 'STATE' })
export const LOG = 'LOG#'
export const logKey = (subject: Subject, version: number): Key => ({
  pk: subjectPartition(subject),
  sk: `${LOG}${String(version).padStart(8, '0')}`,
})
/**
 * Commits in the order in which they were saved. One partition bears a thousand a second, more than the rest of so many saves
 * would leave of any table.
 */
export const CHANGED = 'CHANGED'
export const changeKey = (subject: Subject, version: number, savedAt: Instant) => ({
  gsi3pk: CHANGED,
  gsi3sk: `${savedAt}_${shortNameOf(subject)}.${version}`,
})
export const EFFECT = 'EFFECT#'
export const effectKey = ({ about, key }: Pick<Effect, 'about' | 'key'>): Key => ({
  pk: subjectPartition(about),
  sk: `${EFFECT}${key}`,
})

export const recordKey = (repair: string): Key => ({ pk: subjectPartition(subjectOf('repair', repair)), sk: 'RECORD' })
/** The subject's ledger has to be brought up to date: its save had no room for all of it. */
export const owedKey = (subject: Subject): Key => ({ pk: subjectPartition(subject), sk: 'OWED' })

/** What was recorded on a contract before it had a log like any other subject. */
export const FACT = 'FACT#'
export const OBLIGATION = 'OBLIGATION#'
export const obligationKey = (line: Obligation): Key => {
  const subject = subjectOfLine(line)
  return { pk: subjectPartition(subject), sk: `${OBLIGATION}${line.id.slice(subject.length + 1)}` }
}

/** The records that have a word, by report. */
export const wordPartition = (term: string): string => `WORD#${term}`

export const auditPartition = (month: string): string => `AUDIT#${month}`
/** By the digest of what it says. */
export const planKey = (digest: string): Key => ({ pk: `PLAN#${digest}`, sk: 'PLAN' })

/** Marks that this is on the audit record for its day. */
export const onceKey = (key: string): Key => ({ pk: `NOTED#${key}`, sk: 'NOTED' })

/** What a desk shares, a partition for each kind of thing. */
export const shelfPartition = (kind: string): string => `SHELF#${kind}`
export const shelfKey = (kind: string, id: string): Key => ({ pk: shelfPartition(kind), sk: id })

/** Mutes by their planned end. */
export const MUTES = 'MUTES'
export const muteKey = ({ id, until }: { readonly id: string; readonly until: Instant }): Key => ({
  pk: MUTES,
  sk: `${until}_${id}`,
})

/** Where a round of the watchdog's stands. */
export const roundKey = (name: string): Key => ({ pk: `ROUND#${name}`, sk: 'ROUND' })

/** What a subject holds, by kind; a kind that is not listed has its own name. */
const HOLDS: Readonly<Record<string, string>> = { call: 'CALL', unit: 'OPEN', number: 'LATEST' }
/** `hold` as in `Take`: a loaner's own item says who holds it. */
export const holdKey = (hold: string): Key => {
  const at = hold.indexOf('/')
  const [kind, id] = [hold.slice(0, at), hold.slice(at + 1)]
  return kind === LOANER ? loanerKey(id) : { pk: `${kind.toUpperCase()}#${id}`, sk: HOLDS[kind] ?? 'HOLD' }
}
export const LOANER = 'loaner'
export const linkKey = (hash: string): Key => ({ pk: `LINK#${hash}`, sk: 'LINK' })
/** Links to a subject in `gsi2`, those of a person in `gsi1`. */
export const linksPartition = (of: { readonly about: Subject } | { readonly holder: Holder }): string =>
  'about' in of ? `LINKS#${shortNameOf(of.about)}` : `LINKS#${of.holder.of}/${of.holder.id}`
export const revokedKey = ({ of, id }: Holder): Key => ({ pk: `REVOKED#${of}/${id}`, sk: 'REVOKED' })
export const counterKey = (day: string): Key => ({ pk: `COUNTER#${day}`, sk: 'COUNTER' })
export const tallyKey = (key: string, hour: string): Key => ({ pk: `TALLY#${key}`, sk: hour })

/** Loaners are few: one partition lists them all, and the item itself says who holds the loaner. */
export const LOANERS = 'LOANERS'
export const loanerKey = (serial: string): Key => ({ pk: LOANERS, sk: normaliseSerial(serial) })

export const supplierKey: Key = { pk: 'SUPPLIER', sk: 'DATA' }
export const personKey = (id: string): Key => ({ pk: `PERSON#${id}`, sk: 'DATA' })
/** What this person was sent lately and what waits for them. */
export const inboxKey = (person: string): Key => ({ pk: `PERSON#${person}`, sk: 'INBOX' })
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
export const contractKey = (id: string): Key => ({ pk: `CONTRACT#${id}`, sk: 'DATA' })
export const pricesPartition = (list: string): string => `PRICES#${list}`
export const priceKey = (list: string, code: string): Key => ({ pk: pricesPartition(list), sk: code })

/** All changes of master data are numbered by one item, and listed in one partition of `gsi1`: people make them. */
export const EDITS = 'EDITS'
export const editsHeadKey: Key = { pk: EDITS, sk: 'HEAD' }
export const editsPartition = (list: string, entry: string): string => `${EDITS}#${list}#${entry}`
export const editPosition = (seq: number): string => String(seq).padStart(10, '0')

export interface Index1Key {
  readonly gsi1pk: string
  readonly gsi1sk: string
}
export interface Index2Key {
  readonly gsi2pk: string
  readonly gsi2sk: string
}

/** `board` as in `Entry`: `open`, a month, … */
export const boardPartition = (board: string, shard: number): string =>
  board === 'open' ? `STATUS#open#${shard}` : `CLOSED#${board}#${shard}`
export const boardKey = (board: string, subject: Subject, position: string): Index1Key => ({
  gsi1pk: boardPartition(board, shardFor(subject)),
  gsi1sk: position,
})
export const phoneKey = (phone: string): Index1Key => ({ gsi1pk: `PHONE#${phone}`, gsi1sk: 'CONTACT' })
export const unitsPartition = (site: string): string => `UNITS#${site}`
export const siteUnitKey = (site: string, serial: string): Index1Key => ({
  gsi1pk: unitsPartition(site),
  gsi1sk: normaliseSerial(serial),
})

export const contractsPartition = (customer: string): string => `CONTRACTS#${customer}`
export const customerContractKey = (customer: string, contract: string): Index1Key => ({
  gsi1pk: contractsPartition(customer),
  gsi1sk: contract,
})

/** Lists of master data that are read whole only for imports and exports. */
export type MasterList = 'people' | 'customers' | 'sites' | 'contacts' | 'units' | 'contracts' | 'prices'
export const listPartition = (list: MasterList): string => `LIST#${list}`
export const listKey = (list: MasterList, id: string): Index2Key => ({ gsi2pk: listPartition(list), gsi2sk: id })

export const attentionPartition = (shard: number): string => `OPEN#${shard}`
/** `by`: the instant by which something must have moved. */
export const attentionKey = (subject: Subject, by: Instant): Index2Key => ({
  gsi2pk: attentionPartition(shardFor(subject)),
  gsi2sk: by,
})
/** Those tried in vain stand apart, by their next try. Few at a time go there, so one partition is enough. */
export const TRIED_IN_VAIN = 'TRIED'
/** What contacts are told; messages to ours stand apart, so that no number of mails keeps them waiting. */
export const pendingPartition = (shard: number): string => `EFFECTS#${shard}`
export const smsPartition = (shard: number): string => `SMS#${shard}`
/** What contacts were to be told and was refused, by its next try. */
export const REFUSED = 'REFUSED'
/** `since`: waiting to be handed over since then. */
export const pendingKey = ({ about, channel }: Pick<Effect, 'about' | 'channel'>, since: Instant): Index2Key => ({
  gsi2pk: (channel === 'sms' ? smsPartition : pendingPartition)(shardFor(about)),
  gsi2sk: since,
})

/** What has to follow a save, until it has. */
export const followPartition = (shard: number): string => `FOLLOW#${shard}`
export const followMark = (since: Instant, version: number | string): string => `${since}_${version}`
export const followKey = (subject: Subject, mark: string): Index2Key => ({
  gsi2pk: followPartition(shardFor(subject)),
  gsi2sk: mark,
})

/** Records of a unit, by report. */
export const servicePartition = (serial: string): string => `SERVICE#${normaliseSerial(serial)}`
export const serviceKey = (serial: string, position: string): Index1Key => ({
  gsi1pk: servicePartition(serial),
  gsi1sk: position,
})

/** No customer has an empty id: that is where lines stand whose customer nobody knows yet. */
export const customerLinesPartition = (customer = ''): string => `LEDGER#${customer}`
export const duePartition = (shard: number): string => `DUE#${shard}`
export const tallyPartition = (by: Exclude<TallyBy, 'customer'>, id: string, month: Month): string =>
  `${by === 'clause' ? 'CLAUSE' : 'ENGINEER'}#${id}#${month}`

/** Where a line of the ledger is found: under its customer, until it has ended under its due instant, under its clause and engineer. */
export const ledgerKeys = (line: Obligation): Readonly<Record<string, string>> => ({
  gsi1pk: customerLinesPartition(line.customer),
  gsi1sk: positionOf(line),
  ...(isUnended(line) && { gsi2pk: duePartition(shardOf(line.id)), gsi2sk: positionOf(line) }),
  gsi3pk: tallyPartition('clause', line.clause, line.month),
  gsi3sk: line.dueAt,
  ...(line.engineer !== undefined && {
    gsi4pk: tallyPartition('engineer', line.engineer, line.month),
    gsi4sk: line.dueAt,
  }),
})
