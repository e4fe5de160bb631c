import { entryOf } from '../../../functions/adapters/dynamodb/audit.ts'
import {
  EDITS,
  EFFECT,
  FACT,
  LOANERS,
  LOG,
  MUTES,
  OBLIGATION,
  ROSTERS,
  subjectIn,
} from '../../../functions/adapters/dynamodb/keys.ts'
import { type Item, jsonOf, TableContentError, textOf } from '../../../functions/adapters/dynamodb/queries.ts'
import { jsonIn } from '../../../functions/adapters/dynamodb/texts.ts'
import type { DirectoryChange, EditedList } from '../../../shared/directory/change.ts'
import { defined, without } from '../../../shared/kernel/fields.ts'
import { idOf, subjectNamed } from '../../../shared/kernel/subject.ts'
import type { Receipt } from '../../../shared/ports/messaging.ts'
import { type Effect, type LinkRecord, readEffect, readLink } from '../../../shared/subject/effect.ts'
import { readInbox } from '../../../shared/subject/inbox.ts'
import type { Holder } from '../../../shared/subject/link.ts'
import { MOVED } from './moved.ts'
import type { Thing, ThingOf } from './things.ts'

type Reader = (item: Item) => readonly Thing[]

/** What an item says; nothing where that is derived, or is of this place alone. @throws TableContentError for what nobody knows. */
export function thingsOf(item: Item): readonly Thing[] {
  const family = textOf(item, 'pk').split('#', 1)[0] ?? ''
  return (FAMILIES[family] ?? ofSubject)(item)
}

const nothing: Reader = () => []
const entryOfList =
  (list: EditedList): Reader =>
  (item) => [{ of: 'directory', list, entry: jsonOf(item, 'data') }]
const one =
  <T extends Thing>(read: (item: Item) => T): Reader =>
  (item) => [read(item)]
/** What follows the family. */
const restOf = (item: Item): string => textOf(item, 'pk').slice(textOf(item, 'pk').indexOf('#') + 1)
const numberOf = (item: Item, attribute: string): number => Number(item[attribute])

/** By what the partition begins with. Any other is a subject's, or what one holds. */
const FAMILIES: Readonly<Record<string, Reader>> = {
  PLAN: one((item) => ({ of: 'plans', digest: restOf(item), plan: jsonOf(item, 'plan') })),
  [EDITS]: (item) => (item.sk === 'HEAD' ? [] : [{ of: 'changes', change: jsonIn<DirectoryChange>(item, 'change') }]),
  LINK: one((item) => ({ of: 'links', link: readLink(jsonOf<LinkRecord>(item, 'link')) })),
  REVOKED: (item) =>
    Object.entries(without(item, 'pk', 'sk')).map(([name, at]) => ({
      of: 'revocations',
      holder: holderIn(restOf(item)),
      ...(name !== 'all' && { link: name }),
      at: String(at),
    })),
  COUNTER: one((item) => ({ of: 'numbers', day: restOf(item), last: numberOf(item, 'last') })),
  AUDIT: one((item) => ({ of: 'audit', entry: entryOf(item) })),
  SHELF: one((item) => ({ of: 'shelf', kind: restOf(item), thing: jsonOf(item, 'thing') })),
  [MUTES]: one((item) => ({ of: 'mutes', mute: jsonOf(item, 'mute') })),
  SUPPLIER: entryOfList('supplier'),
  PERSON: (item) =>
    item.sk === 'INBOX'
      ? [{ of: 'inboxes', person: restOf(item), inbox: readInbox(jsonOf(item, 'inbox')) }]
      : entryOfList('people')(item),
  [ROSTERS]: entryOfList('rosters'),
  CUSTOMER: entryOfList('customers'),
  // At a site stand copies of its contacts, too.
  SITE: (item) => (item.sk === 'DATA' ? entryOfList('sites')(item) : []),
  CONTACT: entryOfList('contacts'),
  UNIT: (item) => (item.sk === 'DATA' ? entryOfList('units')(item) : ofSubject(item)),
  CONTRACT: (item) => (item.sk === 'DATA' ? entryOfList('contracts')(item) : ofSubject(item)),
  PRICES: entryOfList('prices'),
  [LOANERS]: (item) => [
    ...entryOfList('loaners')(item),
    ...(item.repairId === undefined ? [] : [holdIn(item, `loaner/${item.sk}`)]),
  ],
  WORD: nothing,
  NOTED: nothing,
  ROUND: nothing,
  TALLY: nothing,
  [MOVED.pk]: nothing,
}

/** `person/wang-qiang`. */
const holderIn = (name: string): Holder => {
  const at = name.indexOf('/')
  return { of: name.slice(0, at) as Holder['of'], id: name.slice(at + 1) }
}

const holdIn = (item: Item, hold: string): Thing => ({
  of: 'holds',
  hold,
  subject: subjectNamed(textOf(item, 'repairId')),
})

function ofSubject(item: Item): readonly Thing[] {
  const [pk, sk] = [textOf(item, 'pk'), textOf(item, 'sk')]
  const read = OF_SUBJECT[sk.includes('#') ? sk.slice(0, sk.indexOf('#') + 1) : sk]
  if (read) return read(item)
  if (item.repairId === undefined) throw new TableContentError(`nobody knows what item ${pk} ${sk} is`)
  return [holdIn(item, `${pk.slice(0, pk.indexOf('#')).toLowerCase()}/${restOf(item)}`)]
}

const subjectOf = (item: Item) => subjectIn(textOf(item, 'pk'))

const OF_SUBJECT: Readonly<Record<string, Reader>> = {
  HEAD: one((item) => ({
    of: 'subjects',
    subject: subjectOf(item),
    version: numberOf(item, 'version'),
    board: boardIn(textOf(item, 'gsi1pk')),
    position: textOf(item, 'gsi1sk'),
    isAttended: item.gsi2pk !== undefined,
    summary: item.summary as object,
  })),
  STATE: one((item) => ({
    of: 'states',
    subject: subjectOf(item),
    version: numberOf(item, 'version'),
    state: jsonIn(item, 'state'),
  })),
  [LOG]: one((item) => ({
    of: 'commits',
    subject: subjectOf(item),
    version: Number(textOf(item, 'sk').slice(LOG.length)),
    events: jsonIn(item, 'events'),
  })),
  [EFFECT]: one(messageIn),
  [OBLIGATION]: one((item) => ({ of: 'lines', line: jsonOf(item, 'line') })),
  RECORD: one((item) => ({ of: 'records', record: jsonOf(item, 'record') })),
  [FACT]: one((item) => {
    const event = jsonOf<{ readonly seq: number }>(item, 'event')
    return { of: 'facts', contract: idOf(subjectOf(item)), seq: event.seq, event }
  }),
  ARM: nothing,
  // The lines that are owed are derived from the events: npm run ledger -- rebuild.
  OWED: nothing,
}

/** `CLOSED#2026-11#3`. */
const boardIn = (partition: string): string => partition.slice(partition.indexOf('#') + 1, partition.lastIndexOf('#'))

function messageIn(item: Item): ThingOf<'messages'> {
  const effect = readEffect(jsonOf<Effect>(item, 'effect'))
  const waitingSince = item.claimedUntil === undefined ? item.gsi2sk : effect.createdAt
  return {
    of: 'messages',
    status: item.status as ThingOf<'messages'>['status'],
    ...defined({
      ...(item.status === 'pending' && { waitingSince: waitingSince as string }),
      settledAt: item.settledAt as string | undefined,
      sentTo: item.sentTo as string | undefined,
      receipt: item.receipt as Receipt | undefined,
    }),
    effect,
  }
}
