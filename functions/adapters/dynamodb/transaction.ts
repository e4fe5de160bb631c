import type { CancellationReason } from '@aws-sdk/client-dynamodb'
import type { TransactWriteCommandInput } from '@aws-sdk/lib-dynamodb'
import { normaliseSerial } from '../../../shared/directory/serial.ts'
import type { Commit } from '../../../shared/ports/store.ts'
import { isAttended } from '../../../shared/repair/loose-ends.ts'
import { boardOf, positionOf, summaryOf } from '../../../shared/repair/summary.ts'
import { callItem, effectItem, logItem, obligationItem, owedItem, recordItem, stateItem, toFollow } from './items.ts'
import { attentionKey, boardKey, headKey, loanerKey, numberKey, obligationKey, openUnitKey } from './keys.ts'
import type { Item } from './queries.ts'

type Write = NonNullable<TransactWriteCommandInput['TransactItems']>[number]

/** One write of the transaction, and what it means when its condition fails. */
export interface Step {
  readonly write: Write
  readonly failure: 'duplicateCall' | 'unitTaken' | 'conflict' | 'notHeld'
}

/** What one transaction of DynamoDB can write. */
const MOST_WRITES = 100

/**
 * The writes of one save. A ledger that does not fit beside the rest – a repair refused a dozen times and then identified – is
 * noted as owed in the same transaction, and brought up to date behind it (see `functions/deliver`).
 */
export function stepsOf(TableName: string, commit: Commit): readonly Step[] {
  const steps = [...decisionSteps(TableName, commit)]
  const ledger = ledgerSteps(TableName, commit)
  const room = MOST_WRITES - steps.length
  if (ledger.length <= room) return [...steps, ...ledger]
  return [...steps, ...ledger.slice(0, Math.max(0, room - 1)), plainPut(TableName, owedItem(commit))]
}

const plainPut = (TableName: string, Item: Item): Step => ({ write: { Put: { TableName, Item } }, failure: 'conflict' })

const ledgerSteps = (TableName: string, { obligations, retracted = [] }: Commit): readonly Step[] => [
  ...obligations.map((line) => plainPut(TableName, obligationItem(line))),
  ...retracted.map(
    (line): Step => ({ write: { Delete: { TableName, Key: obligationKey(line) } }, failure: 'conflict' }),
  ),
]

function decisionSteps(TableName: string, commit: Commit): readonly Step[] {
  const put = (Item: Item): Step => plainPut(TableName, Item)
  return [
    { write: { Update: { TableName, ...headUpdate(commit) } }, failure: 'conflict' },
    put(stateItem(commit)),
    { write: { Put: { TableName, Item: logItem(commit), ...UNLESS_THERE } }, failure: 'conflict' },
    ...uniqueBy(commit.effects, (effect) => effect.key).map((effect) => put(effectItem(effect))),
    ...uniqueBy(commit.claimCalls, (call) => call).map(
      (call): Step => ({
        write: { Put: { TableName, Item: callItem(call, commit.repair.id), ...UNLESS_THERE } },
        failure: 'duplicateCall',
      }),
    ),
    ...holdSteps(TableName, commit),
    ...(commit.record ? [put({ ...recordItem(commit.record), ...toFollow(commit) })] : []),
  ]
}

/** A failed condition hands back the item that was in the way. */
const ANSWER = { ReturnValuesOnConditionCheckFailure: 'ALL_OLD' } as const
const UNLESS_THERE = { ConditionExpression: 'attribute_not_exists(pk)', ...ANSWER } as const

/** HEAD is updated, not replaced: the arm stays, because whoever saves must wake the execution that waits. */
function headUpdate({ repair, expectedVersion }: Commit) {
  const { gsi1pk, gsi1sk } = boardKey(boardOf(repair), repair.id, positionOf(repair))
  const set = 'SET version = :version, summary = :summary, gsi1pk = :gsi1pk, gsi1sk = :gsi1sk'
  const values = { ':version': repair.version, ':summary': summaryOf(repair), ':gsi1pk': gsi1pk, ':gsi1sk': gsi1sk }
  const { gsi2pk, gsi2sk } = attentionKey(repair.id, repair.updatedAt)
  const closed = !isAttended(repair)
  const first = expectedVersion === 0
  return {
    Key: headKey(repair.id),
    UpdateExpression: closed ? `${set} REMOVE gsi2pk, gsi2sk` : `${set}, gsi2pk = :gsi2pk, gsi2sk = :gsi2sk`,
    ConditionExpression: first ? 'attribute_not_exists(pk)' : 'version = :expected',
    ExpressionAttributeValues: {
      ...values,
      ...(!closed && { ':gsi2pk': gsi2pk, ':gsi2sk': gsi2sk }),
      ...(!first && { ':expected': expectedVersion }),
    },
  }
}

/** What the repair takes hold of and lets go of: the unit it is the open repair of, and its loaner. What it takes it does not let go. */
function holdSteps(TableName: string, { repair, ...commit }: Commit): readonly Step[] {
  const { claimUnit, releaseUnit, claimNumber, claimLoaner, releaseLoaner } = commit
  const ExpressionAttributeValues = { ':own': repair.id }
  const steps: Step[] = []
  if (claimUnit !== undefined) {
    const condition = { ConditionExpression: 'attribute_not_exists(pk) OR repairId = :own', ExpressionAttributeValues }
    const Item = { ...openUnitKey(claimUnit), repairId: repair.id }
    steps.push({ write: { Put: { TableName, Item, ...condition, ...ANSWER } }, failure: 'unitTaken' })
  }
  if (releaseUnit !== undefined && !isSame(releaseUnit, claimUnit)) {
    const condition = { ConditionExpression: 'repairId = :own', ExpressionAttributeValues }
    steps.push({ write: { Delete: { TableName, Key: openUnitKey(releaseUnit), ...condition } }, failure: 'notHeld' })
  }
  if (claimNumber !== undefined) {
    const { number, after } = claimNumber
    const condition =
      after === undefined
        ? { ConditionExpression: 'attribute_not_exists(pk) OR repairId = :own', ExpressionAttributeValues }
        : {
            ConditionExpression: 'repairId IN (:after, :own)',
            ExpressionAttributeValues: { ...ExpressionAttributeValues, ':after': after },
          }
    const Item = { ...numberKey(number), repairId: repair.id }
    steps.push({ write: { Put: { TableName, Item, ...condition } }, failure: 'conflict' })
  }
  if (claimLoaner !== undefined) {
    const Update = {
      Key: loanerKey(claimLoaner),
      UpdateExpression: 'SET repairId = :own',
      ConditionExpression: 'attribute_exists(pk) AND (attribute_not_exists(repairId) OR repairId = :own)',
      ExpressionAttributeValues,
    }
    steps.push({ write: { Update: { TableName, ...Update } }, failure: 'conflict' })
  }
  if (releaseLoaner !== undefined && !isSame(releaseLoaner, claimLoaner)) {
    const Update = {
      Key: loanerKey(releaseLoaner),
      UpdateExpression: 'REMOVE repairId',
      ConditionExpression: 'repairId = :own',
      ExpressionAttributeValues,
    }
    steps.push({ write: { Update: { TableName, ...Update } }, failure: 'notHeld' })
  }
  return steps
}

const isSame = (serial: string, other: string | undefined): boolean =>
  other !== undefined && normaliseSerial(serial) === normaliseSerial(other)

/** DynamoDB refuses a transaction that names an item twice. */
const uniqueBy = <T>(values: readonly T[], keyOf: (value: T) => string): readonly T[] => [
  ...new Map(values.map((value) => [keyOf(value), value])).values(),
]

/** What a cancelled transaction says; `other`: no condition failed, so it is not an answer but an error. */
export type Refusal =
  | { readonly outcome: 'duplicateCall' | 'unitTaken'; readonly repairId: string }
  | { readonly outcome: 'conflict' }
  | { readonly outcome: 'notHeld'; readonly steps: readonly Step[] }
  | { readonly outcome: 'other' }

/**
 * A call that was answered before says most, then a unit that is taken: both name the repair to go on with. Another
 * transaction at work on the same items is a conflict like a version that has moved on.
 */
export function refusalOf(steps: readonly Step[], reasons: readonly CancellationReason[]): Refusal {
  const failed = steps.flatMap((step, index) => {
    const reason = reasons[index]
    return reason?.Code === 'ConditionalCheckFailed' ? [{ step, holder: reason.Item?.repairId?.S }] : []
  })
  for (const outcome of ['duplicateCall', 'unitTaken'] as const) {
    const holder = failed.find(({ step }) => step.failure === outcome)?.holder
    if (holder !== undefined) return { outcome, repairId: holder }
  }
  const overtaken = reasons.some((reason) => reason.Code === 'TransactionConflict')
  if (overtaken || failed.some(({ step }) => step.failure === 'conflict')) return { outcome: 'conflict' }
  const notHeld = failed.map(({ step }) => step).filter((step) => step.failure === 'notHeld')
  return notHeld.length > 0 ? { outcome: 'notHeld', steps: notHeld } : { outcome: 'other' }
}
