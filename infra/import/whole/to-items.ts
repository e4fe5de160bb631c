import { itemOf as auditItem } from '../../../functions/adapters/dynamodb/audit.ts'
import { itemsOf as directoryItems } from '../../../functions/adapters/dynamodb/directory.ts'
import { changeItem } from '../../../functions/adapters/dynamodb/directory-record.ts'
import {
  effectItem,
  linkItem,
  obligationItem,
  recordItem,
  wordItems,
} from '../../../functions/adapters/dynamodb/items.ts'
import {
  attentionKey,
  boardKey,
  changeKey,
  counterKey,
  FACT,
  headKey,
  inboxKey,
  loanerKey,
  logKey,
  muteKey,
  pendingKey,
  planKey,
  REFUSED,
  stateKey,
  subjectPartition,
} from '../../../functions/adapters/dynamodb/keys.ts'
import type { Item } from '../../../functions/adapters/dynamodb/queries.ts'
import { shelfItem } from '../../../functions/adapters/dynamodb/shelf.ts'
import { jsonAttribute } from '../../../functions/adapters/dynamodb/texts.ts'
import { SUPPLIER } from '../../../shared/directory/change.ts'
import type { LoanerUnit } from '../../../shared/directory/directory.ts'
import { defined } from '../../../shared/kernel/fields.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { subjectOf } from '../../../shared/kernel/subject.ts'
import type { Thing, ThingOf } from './things.ts'

/** What adds to an item that is there. */
export type Added = ThingOf<'revocations' | 'holds'>
/** The items that a thing becomes. `now`: since when what is attended to waits. */
export function itemsFor(thing: Exclude<Thing, Added>, now: Instant): readonly Item[] {
  switch (thing.of) {
    case 'plans':
      return [{ ...planKey(thing.digest), plan: JSON.stringify(thing.plan) }]
    case 'directory':
      return entryItems(thing)
    case 'changes':
      return [changeItem(thing.change)]
    case 'subjects': {
      const { subject, version, board, position, isAttended, summary } = thing
      const place = boardKey(board, subject, position)
      return [{ ...headKey(subject), version, summary, ...place, ...(isAttended && attentionKey(subject, now)) }]
    }
    case 'states':
      return [{ ...stateKey(thing.subject), version: thing.version, state: jsonAttribute(thing.state) }]
    case 'commits': {
      const { subject, version, events } = thing
      const saved = events.at(-1)?.at
      const place = saved === undefined ? {} : changeKey(subject, version, saved)
      return [{ ...logKey(subject, version), ...place, events: jsonAttribute(events) }]
    }
    case 'messages':
      return [messageItem(thing)]
    case 'links':
      return [linkItem(thing.link)]
    case 'numbers':
      return [{ ...counterKey(thing.day), last: thing.last }]
    case 'lines':
      return [obligationItem(thing.line)]
    case 'records':
      // Its words come with it: nothing is left for the table's stream to do.
      return [{ ...recordItem(thing.record), filed: true }, ...wordItems(thing.record)]
    case 'facts': {
      const pk = subjectPartition(subjectOf('contract', thing.contract))
      return [{ pk, sk: `${FACT}${String(thing.seq).padStart(8, '0')}`, event: JSON.stringify(thing.event) }]
    }
    case 'audit':
      return [auditItem(thing.entry)]
    case 'shelf':
      return [shelfItem(thing.kind, thing.thing)]
    case 'mutes':
      return [{ ...muteKey(thing.mute), mute: JSON.stringify(thing.mute) }]
    case 'inboxes':
      return [{ ...inboxKey(thing.person), version: thing.inbox.version, inbox: JSON.stringify(thing.inbox) }]
    default:
      return thing satisfies never
  }
}

function entryItems({ list, entry }: ThingOf<'directory'>): readonly Item[] {
  if (list === 'loaners') return [{ ...loanerKey((entry as LoanerUnit).serial), data: JSON.stringify(entry) }]
  return directoryItems({ [list]: list === SUPPLIER ? entry : [entry] })
}

/** What is settled is no news for the table's stream, and stands in no list of what waits. */
function messageItem({ status, waitingSince, settledAt, sentTo, receipt, effect }: ThingOf<'messages'>): Item {
  const { kind, gsi2pk, gsi2sk, ...kept } = effectItem(effect)
  const also = defined({ settledAt, sentTo, receipt })
  if (status !== 'pending') return { ...kept, status, ...also }
  const wait = pendingKey(effect, waitingSince ?? effect.createdAt)
  const wasRefused = effect.channel !== 'sms' && wait.gsi2sk !== effect.createdAt
  return { ...kept, kind, ...wait, ...(wasRefused && { gsi2pk: REFUSED }), ...also }
}
