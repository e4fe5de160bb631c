import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import type { LoanerUnit } from '../../../shared/directory/directory.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import {
  type Armed,
  type Commit,
  type Overdue,
  type Page,
  type RepairStore,
  type Revival,
  type SaveResult,
  WAITING_KINDS,
  type WaitingKind,
} from '../../../shared/ports/store.ts'
import type { RecordedEvent } from '../../../shared/repair/events.ts'
import type { Repair } from '../../../shared/repair/state/repair.ts'
import { readState } from '../../../shared/repair/state-text.ts'
import { positionOf, type RepairSummary } from '../../../shared/repair/summary.ts'
import type { Effect } from '../../../shared/subject/effect.ts'
import { armOf } from './items.ts'
import {
  attentionKey,
  attentionPartition,
  boardPartition,
  callKey,
  counterKey,
  EFFECT,
  effectKey,
  headKey,
  LOANERS,
  LOG,
  loanerKey,
  numberKey,
  openUnitKey,
  pendingKey,
  pendingPartition,
  REFUSED,
  repairPartition,
  smsPartition,
  stateKey,
  TRIED_IN_VAIN,
} from './keys.ts'
import {
  getItem,
  type Item,
  jsonOf,
  queryItems,
  queryShards,
  type Table,
  TableContentError,
  textOf,
  unlessRefused,
  waitingIn,
} from './queries.ts'
import { BOARD_INDEX } from './table.ts'
import { refusalOf, type Step, stepsOf } from './transaction.ts'

/**
 * Repairs in one DynamoDB table; README.md lists the access patterns. What a decision rests on is read consistently; the
 * boards and what the sweeper looks for come from indexes, which may lag by a moment.
 */
export class DynamoRepairStore implements RepairStore {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async load(repairId: string): Promise<Repair | undefined> {
    const item = await getItem(this.#table, stateKey(repairId), true)
    return item && readState(textOf(item, 'state'))
  }

  async history(repairId: string): Promise<readonly RecordedEvent[]> {
    const commits = await queryItems(this.#table, repairItems(repairId, LOG))
    return commits.flatMap((commit) => jsonOf<RecordedEvent[]>(commit, 'events'))
  }

  async save(commit: Commit): Promise<SaveResult> {
    return this.#write(stepsOf(this.#table.name, commit))
  }

  /**
   * The SDK gives each call its own ClientRequestToken and repeats it when it retries, so a lost answer saves once. A token of
   * our own making, from repair and version, would be wrong: two decisions on one version would share it.
   */
  async #write(steps: readonly Step[]): Promise<SaveResult> {
    try {
      await this.#table.client.send(new TransactWriteCommand({ TransactItems: steps.map((step) => step.write) }))
      return { outcome: 'saved' }
    } catch (error) {
      if (!(error instanceof TransactionCanceledException)) throw error
      const refusal = refusalOf(steps, error.CancellationReasons ?? [])
      switch (refusal.outcome) {
        case 'notHeld':
          // Letting go of what another repair holds, or nobody, must not keep this one from being saved.
          return this.#write(steps.filter((step) => !refusal.steps.includes(step)))
        case 'other':
          throw error
        default:
          return refusal
      }
    }
  }

  async nextNumber(day: string): Promise<number> {
    const { Attributes } = await this.#table.client.send(
      new UpdateCommand({
        TableName: this.#table.name,
        Key: counterKey(day),
        UpdateExpression: 'ADD #last :one',
        ExpressionAttributeNames: { '#last': 'last' },
        ExpressionAttributeValues: { ':one': 1 },
        ReturnValues: 'UPDATED_NEW',
      }),
    )
    if (typeof Attributes?.last !== 'number') throw new TableContentError(`the counter of ${day} is not a number`)
    return Attributes.last
  }

  async repairOfCall(callId: string): Promise<string | undefined> {
    const item = await getItem(this.#table, callKey(callId), true)
    return item && textOf(item, 'repairId')
  }

  async openRepairOfUnit(serial: string): Promise<string | undefined> {
    const item = await getItem(this.#table, openUnitKey(serial), true)
    return item && textOf(item, 'repairId')
  }

  async latestRepairOfNumber(number: string): Promise<string | undefined> {
    const item = await getItem(this.#table, numberKey(number), true)
    return item && textOf(item, 'repairId')
  }

  async list(query: Parameters<RepairStore['list']>[0]): Promise<Page<RepairSummary>> {
    const { limit, cursor } = query
    const [board, order, beyond] =
      query.status === 'open' ? (['open', 'ascending', '>'] as const) : ([query.month, 'descending', '<'] as const)
    const heads = await queryShards(
      this.#table,
      'gsi1sk',
      (shard) => ({
        IndexName: BOARD_INDEX,
        KeyConditionExpression: cursor ? `gsi1pk = :board AND gsi1sk ${beyond} :cursor` : 'gsi1pk = :board',
        ExpressionAttributeValues: { ':board': boardPartition(board, shard), ...(cursor && { ':cursor': cursor }) },
      }),
      limit + 1,
      order,
    )
    const items = heads.slice(0, limit).map((head) => head.summary as RepairSummary)
    const last = items.at(-1)
    return heads.length > limit && last ? { items, cursor: positionOf(last) } : { items }
  }

  /** A closed repair waits for nothing: it has no attention key, and answers `moved`. */
  async arm(repairId: string, armed: Armed): Promise<'armed' | 'moved'> {
    const done = await this.#updateIf({
      Key: headKey(repairId),
      UpdateExpression: 'SET arm = :arm, gsi2pk = :open, gsi2sk = :until REMOVE revival',
      ConditionExpression:
        'version = :version AND attribute_exists(gsi2pk) AND (attribute_not_exists(arm) OR arm.version < :version ' +
        'OR arm.generation < :generation OR arm.#until <= :until)',
      ExpressionAttributeNames: { '#until': 'until' },
      ExpressionAttributeValues: {
        ':arm': armed,
        ':open': attentionKey(repairId, armed.until).gsi2pk,
        ':until': armed.until,
        ':version': armed.version,
        ':generation': armed.generation,
      },
    })
    return done ? 'armed' : 'moved'
  }

  async armed(repairId: string): Promise<Armed | undefined> {
    const head = await getItem(this.#table, headKey(repairId), true)
    return head && armOf(head)
  }

  async overdueForAttention(before: Instant, limit: number): Promise<readonly Overdue[]> {
    const [untried, tried] = await Promise.all([
      this.#waiting(attentionPartition, before, limit),
      queryItems(this.#table, waitingIn(TRIED_IN_VAIN, before), limit),
    ])
    return [...untried, ...tried].map((head) => {
      const armed = armOf(head)
      const revival = head.revival as Revival | undefined
      const { id } = head.summary as RepairSummary
      return { repairId: id, ...(armed && { armed }), ...(revival && { revival }) }
    })
  }

  async noteRevival(repairId: string, revival: Revival, before: Instant): Promise<void> {
    await this.#updateIf({
      Key: headKey(repairId),
      UpdateExpression: 'SET revival = :revival, gsi2pk = :tried, gsi2sk = :next',
      ConditionExpression: 'attribute_exists(gsi2pk) AND gsi2sk < :before',
      ExpressionAttributeValues: {
        ':revival': revival,
        ':tried': TRIED_IN_VAIN,
        ':next': revival.next,
        ':before': before,
      },
    })
  }

  async pendingEffects(query: Parameters<RepairStore['pendingEffects']>[0]): Promise<readonly Effect[]> {
    if ('before' in query) {
      const kinds = query.kind ? [query.kind] : WAITING_KINDS
      return (await Promise.all(kinds.map((kind) => this.#pending(kind, query)))).flat()
    }
    const { ExpressionAttributeValues, ...ofRepair } = repairItems(query.repairId, EFFECT)
    const items = await queryItems(this.#table, {
      ...ofRepair,
      FilterExpression: '#status = :pending',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':pending': 'pending' },
    })
    return effectsOf(items).toSorted((a, b) => (a.createdAt < b.createdAt ? -1 : a.createdAt > b.createdAt ? 1 : 0))
  }

  async #pending(kind: WaitingKind, { before, limit }: { before: Instant; limit: number }): Promise<readonly Effect[]> {
    switch (kind) {
      case 'sms':
        return effectsOf(await this.#waiting(smsPartition, before, limit))
      case 'told':
        return effectsOf(await this.#waiting(pendingPartition, before, limit))
      case 'refused':
        return effectsOf(await queryItems(this.#table, waitingIn(REFUSED, before), limit))
      default:
        return kind satisfies never
    }
  }

  async claimEffect(effect: Effect, now: Instant, until: Instant): Promise<boolean> {
    return this.#updateIf({
      Key: effectKey(effect.repairId, effect.key),
      UpdateExpression: 'SET claimedUntil = :until, gsi2sk = :until',
      ConditionExpression: '#status = :pending AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':until': until, ':now': now, ':pending': 'pending' },
    })
  }

  /** What is settled stays so: a result that comes late, after a claim has lapsed, changes nothing. */
  async settleEffect(effect: Effect, result: 'sent' | 'failed' | 'retry', at: Instant): Promise<void> {
    const waits = pendingKey(effect, at)
    const list = effect.channel === 'sms' ? waits.gsi2pk : REFUSED
    const [update, values] =
      result === 'retry'
        ? ['SET gsi2pk = :list, gsi2sk = :at REMOVE claimedUntil', { ':list': list, ':at': waits.gsi2sk }]
        : [
            'SET #status = :result, settledAt = :at REMOVE claimedUntil, gsi2pk, gsi2sk',
            { ':result': result, ':at': at },
          ]
    await this.#updateIf({
      Key: effectKey(effect.repairId, effect.key),
      UpdateExpression: update,
      ConditionExpression: '#status = :pending',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ...values, ':pending': 'pending' },
    })
  }

  async freeLoaners(): Promise<readonly LoanerUnit[]> {
    return (await this.loaners()).flatMap(({ loaner, repairId }) => (repairId === undefined ? loaner : []))
  }

  async repairOfLoaner(serial: string): Promise<string | undefined> {
    const item = await getItem(this.#table, loanerKey(serial), true)
    return item && holderOf(item)
  }

  async loaners(): Promise<readonly { readonly loaner: LoanerUnit; readonly repairId?: string }[]> {
    const items = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': LOANERS },
      ConsistentRead: true,
    })
    return items.map((item) => {
      const repairId = holderOf(item)
      return { loaner: jsonOf<LoanerUnit>(item, 'data'), ...(repairId !== undefined && { repairId }) }
    })
  }

  /** Whether the update was made: false when its condition failed. */
  async #updateIf(update: Omit<UpdateCommandInput, 'TableName'>): Promise<boolean> {
    return unlessRefused(() => this.#table.client.send(new UpdateCommand({ TableName: this.#table.name, ...update })))
  }

  /** What has been waiting since before this instant, longest first. */
  #waiting(partition: (shard: number) => string, before: Instant, limit: number): Promise<readonly Item[]> {
    return queryShards(this.#table, 'gsi2sk', (shard) => waitingIn(partition(shard), before), limit)
  }
}

const repairItems = (repairId: string, kind: string) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
  ExpressionAttributeValues: { ':pk': repairPartition(repairId), ':kind': kind },
  ConsistentRead: true,
})

/** The repair that holds a loaner. */
const holderOf = (loaner: Item): string | undefined => loaner.repairId as string | undefined

const effectsOf = (items: readonly Item[]): readonly Effect[] => items.map((item) => jsonOf<Effect>(item, 'effect'))
