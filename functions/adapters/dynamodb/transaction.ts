import type { CancellationReason } from '@aws-sdk/client-dynamodb'
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { type Subject, shortNameOf, subjectNamed } from '../../../shared/kernel/subject.ts'
import type { Commit, Taken } from '../../../shared/ports/store.ts'
import type { Take } from '../../../shared/subject/story.ts'
import {
  effectItem,
  logItem,
  obligationItem,
  owedItem,
  recordItem,
  stateItem,
  toFollow,
  versionAfter,
} from './items.ts'
import { attentionKey, boardKey, headKey, holdKey, LOANER, obligationKey } from './keys.ts'
import type { Item } from './queries.ts'

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** One write of the transaction, and what it means when its condition fails: `take`, somebody else has what was to be taken. */
export interface Step {
  readonly write: Write
  readonly failure: 'conflict' | 'notHeld' | { readonly take: Take }
}

/** What one transaction of DynamoDB can write. */
const MOST_WRITES = 100

/**
 * The writes of one save. A ledger that does not fit beside the rest – a repair refused a dozen times and then identified – is
 * noted as owed in the same transaction, and brought up to date behind it (see `functions/deliver`).
 */
export function stepsOf(TableName: string, commit: Commit, savedAt: Instant): readonly Step[] {
  const steps = [...decisionSteps(TableName, commit, savedAt)]
  const ledger = ledgerSteps(TableName, commit)
  const room = MOST_WRITES - steps.length
  if (ledger.length <= room) return [...steps, ...ledger]
  return [...steps, ...ledger.slice(0, Math.max(0, room - 1)), plainPut(TableName, owedItem(commit))]
}

const plainPut = (TableName: string, Item: Item): Step => ({ write: { Put: { TableName, Item } }, failure: 'conflict' })

const ledgerSteps = (TableName: string, { lines }: Commit): readonly Step[] => [
  ...lines.put.map((line) => plainPut(TableName, obligationItem(line))),
  ...lines.remove.map(
    (line): Step => ({ write: { Delete: { TableName, Key: obligationKey(line) } }, failure: 'conflict' }),
  ),
]

function decisionSteps(TableName: string, commit: Commit, savedAt: Instant): readonly Step[] {
  const put = (Item: Item): Step => plainPut(TableName, Item)
  return [
    { write: { Update: { TableName, ...headUpdate(commit) } }, failure: 'conflict' },
    put(stateItem(commit)),
    { write: { Put: { TableName, Item: logItem(commit, savedAt), ...UNLESS_THERE } }, failure: 'conflict' },
    ...uniqueBy(commit.effects, (effect) => effect.key).map((effect) => put(effectItem(effect))),
    ...uniqueBy(commit.take, ({ hold }) => hold).map((take) => takeStep(TableName, commit.subject, take)),
    ...releaseSteps(TableName, commit),
    ...(commit.record ? [put({ ...recordItem(commit.record), ...toFollow(commit) })] : []),
  ]
}

/** A failed condition hands back the item that was in the way. */
const ANSWER = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
const UNLESS_THERE = { ConditionExpression: 'attribute_not_exists(pk)', ...ANSWER } as const

/** HEAD is updated, not replaced: the arm stays, because whoever saves must wake the execution that waits. */
function headUpdate(commit: Commit) {
  const { subject, expectedVersion, entry, at, isAttended } = commit
  const { gsi1pk, gsi1sk } = boardKey(entry.board, subject, entry.position)
  const set = 'SET version = :version, summary = :summary, gsi1pk = :gsi1pk, gsi1sk = :gsi1sk'
  const values = { ':version': versionAfter(commit), ':summary': entry.summary, ':gsi1pk': gsi1pk, ':gsi1sk': gsi1sk }
  const { gsi2pk, gsi2sk } = attentionKey(subject, at)
  const first = expectedVersion === 0
  return {
    Key: headKey(subject),
    UpdateExpression: isAttended ? `${set}, gsi2pk = :gsi2pk, gsi2sk = :gsi2sk` : `${set} REMOVE gsi2pk, gsi2sk`,
    ConditionExpression: first ? 'attribute_not_exists(pk)' : 'version = :expected',
    ExpressionAttributeValues: {
      ...values,
      ...(isAttended && { ':gsi2pk': gsi2pk, ':gsi2sk': gsi2sk }),
      ...(!first && { ':expected': expectedVersion }),
    },
  }
}

/** Who holds something is kept in an attribute of its item, under the name it had when only repairs held anything. */
function takeStep(TableName: string, subject: Subject, take: Take): Step {
  const [Key, own] = [holdKey(take.hold), shortNameOf(subject)]
  const free = isOfLoaner(take.hold)
    ? 'attribute_exists(pk) AND attribute_not_exists(repairId)'
    : 'attribute_not_exists(repairId)'
  const from = take.after === undefined ? free : 'repairId = :after'
  const condition = {
    ConditionExpression: take.once ? from : `${from} OR repairId = :own`,
    ExpressionAttributeValues: { ':own': own, ...(take.after && { ':after': shortNameOf(take.after) }) },
  }
  const Update = { Key, UpdateExpression: 'SET repairId = :own', ...condition, ...ANSWER }
  return { write: { Update: { TableName, ...Update } }, failure: { take } }
}

/** A loaner's own item stays; what is held by a name alone goes. */
const releaseSteps = (TableName: string, { subject, release, take }: Commit): readonly Step[] =>
  release
    .filter((hold) => !take.some((one) => one.hold === hold))
    .map((hold) => {
      const condition = {
        Key: holdKey(hold),
        ConditionExpression: 'repairId = :own',
        ExpressionAttributeValues: { ':own': shortNameOf(subject) },
      }
      const write = isOfLoaner(hold)
        ? { Update: { TableName, ...condition, UpdateExpression: 'REMOVE repairId' } }
        : { Delete: { TableName, ...condition } }
      return { write, failure: 'notHeld' }
    })

const isOfLoaner = (hold: string): boolean => hold.startsWith(`${LOANER}/`)

/** DynamoDB refuses a transaction that names an item twice. */
const uniqueBy = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
]

/** What a cancelled transaction says; `other`: no condition failed, so it is not an answer but an error. */
export type Refusal =
  | Taken
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'notHeld'; readonly steps: readonly Step[] }
  | { readonly outcome: 'other' }

/**
 * What somebody else holds says most, the first of it: it names whose it is. Another transaction at work on the same items is a
 * conflict like a version that has moved on.
 */
export function refusalOf(steps: readonly Step[], reasons: readonly CancellationReason[]): Refusal {
  const failed = steps.flatMap((step, index) => {
    const reason = reasons[index]
    return reason?.Code === 'ConditionalCheckFailed'
      ? [{ failure: step.failure, step, holder: reason.Item?.repairId?.S }]
      : []
  })
  for (const { failure, holder } of failed)
    if (typeof failure === 'object' && !failure.take.again && holder !== undefined)
      return { outcome: 'taken', hold: failure.take.hold, by: subjectNamed(holder) }
  const overtaken = reasons.some((reason) => reason.Code === 'TransactionConflict')
  if (overtaken || failed.some(({ failure }) => failure !== 'notHeld')) return { outcome: 'conflict' }
  const notHeld = failed.map(({ step }) => step)
  return notHeld.length > 0 ? { outcome: 'notHeld', steps: notHeld } : { outcome: 'other' }
}
