import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import { durationMs, type Instant, toMs } from '../../../shared/kernel/instant.ts'
import { type Subject, shortNameOf, subjectNamed } from '../../../shared/kernel/subject.ts'
import type { ServiceRecord } from '../../../shared/knowledge/record.ts'
import { positionOf } from '../../../shared/knowledge/search.ts'
import { modelTerm, termsOfRecord } from '../../../shared/knowledge/terms.ts'
import type { Armed, Commit } from '../../../shared/ports/store.ts'
import { lateMs } from '../../../shared/promise/lines.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import { type Effect, type LinkRecord, readEffect } from '../../../shared/subject/effect.ts'
import { holderOf } from '../../../shared/subject/link.ts'
import {
  changeKey,
  effectKey,
  followKey,
  followMark,
  type Index2Key,
  ledgerKeys,
  linkKey,
  linksPartition,
  logKey,
  obligationKey,
  owedKey,
  pendingKey,
  recordKey,
  serviceKey,
  stateKey,
  wordPartition,
} from './keys.ts'
import { type Item, TableContentError } from './queries.ts'
import { jsonAttribute } from './texts.ts'

// What is only read whole is JSON text: it costs less than a map, and comes back exactly as it was saved. What may be long is
// compressed where it is.

export const versionAfter = ({ expectedVersion }: Pick<Commit, 'expectedVersion'>): number => expectedVersion + 1

export const stateItem = (commit: Commit): Item => ({
  ...stateKey(commit.subject),
  version: versionAfter(commit),
  state: jsonAttribute(commit.state),
})

/** `savedAt`: now, and not when it was decided, which may have been a while ago. */
export const logItem = (commit: Commit, savedAt: Instant): Item => ({
  ...logKey(commit.subject, versionAfter(commit)),
  ...changeKey(commit.subject, versionAfter(commit), savedAt),
  events: jsonAttribute(commit.events),
})

/** `kind` and `channel` are what the table's stream is filtered by. */
export const effectItem = (effect: Effect): Item => ({
  ...effectKey(effect),
  ...pendingKey(effect, effect.createdAt),
  kind: 'effect',
  channel: effect.channel,
  status: 'pending',
  effect: JSON.stringify(effect),
})

/**
 * `expiresAt` only lets DynamoDB tidy up: long after, because a link lasts as long as its holder has a part in the repair, and
 * nobody waits for a repair a year without a message.
 */
export const linkItem = (link: LinkRecord): Item => ({
  ...linkKey(link.hash),
  gsi1pk: linksPartition({ holder: holderOf(link) }),
  gsi1sk: `${link.expiresAt}_${link.hash}`,
  ...(link.kind !== 'inbox' && {
    gsi2pk: linksPartition({ about: link.about }),
    gsi2sk: `${link.expiresAt}_${link.hash}`,
  }),
  link: JSON.stringify(link),
  expiresAt: Math.ceil((toMs(link.expiresAt) + KEPT_MS) / 1000),
})
const KEPT_MS = durationMs('P400D')

/** `outcome` and `lateMs` are what the ledger's indexes count. */
export const obligationItem = (line: Obligation): Item => ({
  ...obligationKey(line),
  ...ledgerKeys(line),
  outcome: line.state,
  lateMs: lateMs(line),
  line: JSON.stringify(line),
})

/** `kind` is what the table's stream is filtered by: a record's words are written behind its save. */
export const recordItem = (record: ServiceRecord): Item => ({
  ...recordKey(record.repair),
  ...(record.unit !== undefined && serviceKey(record.unit, positionOf(record))),
  kind: 'record',
  record: JSON.stringify(record),
})

/** One item per word. */
export const wordItems = (record: ServiceRecord): readonly Item[] =>
  termsOfRecord(record).map((term) => ({
    pk: wordPartition(term),
    sk: positionOf(record),
    repair: record.repair,
    ...(record.model !== undefined && { model: modelTerm(record.model) }),
  }))

/** What follows a save is found until it is done, whatever becomes of the stream. */
export const toFollow = (commit: Commit): Index2Key =>
  followKey(commit.subject, followMark(commit.at, versionAfter(commit)))

/** `version` makes each one news for the stream. */
export const owedItem = (commit: Commit): Item => ({
  ...owedKey(commit.subject),
  ...toFollow(commit),
  kind: 'owed',
  repairId: shortNameOf(commit.subject),
  version: versionAfter(commit),
})

/** An ARM item's; an earlier version kept it in HEAD. */
export const armOf = ({ armed, arm }: Item): Armed | undefined => (armed ?? arm) as Armed | undefined

/** A new image of the table's stream: what was saved that someone has to follow up. */
export type Image = Readonly<Record<string, AttributeValue>>
export type News =
  | { readonly kind: 'effect'; readonly effect: Effect }
  | { readonly kind: 'record'; readonly record: ServiceRecord; readonly mark?: string; readonly isFiled: boolean }
  | { readonly kind: 'owed'; readonly subject: Subject; readonly mark?: string }

export function newsOf(image: Image): News {
  // Absent in what earlier versions saved.
  const mark = image.gsi2sk?.S
  switch (image.kind?.S) {
    case 'effect':
      return { kind: 'effect', effect: readEffect(JSON.parse(textIn(image, 'effect'))) }
    case 'record':
      return {
        kind: 'record',
        record: JSON.parse(textIn(image, 'record')) as ServiceRecord,
        isFiled: image.filed?.BOOL === true,
        ...(mark && { mark }),
      }
    case 'owed':
      return { kind: 'owed', subject: subjectNamed(textIn(image, 'repairId')), ...(mark && { mark }) }
    default:
      throw new TableContentError(`${image.pk?.S} ${image.sk?.S} is nothing to follow up`)
  }
}

function textIn(image: Image, attribute: string): string {
  const text = image[attribute]?.S
  if (text === undefined) throw new TableContentError(`${image.pk?.S} ${image.sk?.S} has no ${attribute}`)
  return text
}
