import { TransactionCanceledException } from '@aws-sdk/client-dynamodb'
import { TransactWriteCommand, UpdateCommand, type UpdateCommandInput } from '@aws-sdk/lib-dynamodb'
import { defined } from '../../../shared/kernel/fields.ts'
import type { Instant } from '../../../shared/kernel/instant.ts'
import { type Subject, subjectNamed } from '../../../shared/kernel/subject.ts'
import type { Receipt } from '../../../shared/ports/messaging.ts'
import type { Plans } from '../../../shared/ports/plans.ts'
import {
  type Armed,
  type Commit,
  type Overdue,
  type Page,
  type Revival,
  type SaveResult,
  type Sent,
  type Settled,
  type SubjectStore,
  WAITING_KINDS,
  type WaitingKind,
} from '../../../shared/ports/store.ts'
import { type Effect, readEffect } from '../../../shared/subject/effect.ts'
import { withoutPlans, withPlan } from '../plans-apart.ts'
import { systemClock } from '../system-clock.ts'
import { getItems } from './batches.ts'
import { armOf } from './items.ts'
import {
  armKey,
  attentionKey,
  attentionPartition,
  boardPartition,
  counterKey,
  EFFECT,
  effectKey,
  headKey,
  holdKey,
  LOANER,
  LOANERS,
  LOG,
  logKey,
  pendingKey,
  pendingPartition,
  REFUSED,
  smsPartition,
  stateKey,
  subjectIn,
  subjectPartition,
  TRIED_IN_VAIN,
} from './keys.ts'
import { dynamoPlans } from './plans.ts'
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
import { jsonIn } from './texts.ts'
import { refusalOf, type Step, stepsOf } from './transaction.ts'

/**
 * Subjects in one DynamoDB table; README.md lists the access patterns. What a decision rests on is read consistently; the
 * boards and what the sweeper looks for come from indexes, which may lag by a moment.
 */
export class DynamoSubjectStore implements SubjectStore {
  readonly #table: Table
  readonly #plans: Plans

  constructor(table: Table) {
    this.#table = table
    this.#plans = dynamoPlans(table)
  }

  async load(subject: Subject): Promise<object | undefined> {
    const item = await getItem(this.#table, stateKey(subject), true)
    return item && withPlan(this.#plans, jsonIn<object>(item, 'state'))
  }

  async history(subject: Subject, after = 0): Promise<readonly object[]> {
    const commits = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk AND sk BETWEEN :first AND :last',
      ExpressionAttributeValues: {
        ':pk': subjectPartition(subject),
        ':first': logKey(subject, after + 1).sk,
        ':last': `${LOG}~`,
      },
      ConsistentRead: true,
    })
    const events = commits.flatMap((commit) => jsonIn<object[]>(commit, 'events'))
    return Promise.all(events.map((event) => withPlan(this.#plans, event)))
  }

  async save(commit: Commit): Promise<SaveResult> {
    const kept = await withoutPlans(this.#plans, commit)
    return this.#write(stepsOf(this.#table.name, kept, systemClock.now()))
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

  async holderOf(hold: string): Promise<Subject | undefined> {
    const item = await getItem(this.#table, holdKey(hold), true)
    return item && holderIn(item)
  }

  /** Only what stands in a list of its own can be listed. */
  async held(kind: typeof LOANER): Promise<ReadonlyMap<string, Subject>> {
    const items = await queryItems(this.#table, {
      KeyConditionExpression: 'pk = :pk',
      ExpressionAttributeValues: { ':pk': { [LOANER]: LOANERS }[kind] },
      ConsistentRead: true,
    })
    return new Map(
      items.flatMap((item) => {
        const by = holderIn(item)
        return by ? [[textOf(item, 'sk'), by] as const] : []
      }),
    )
  }

  async list({ board, order, limit, cursor }: Parameters<SubjectStore['list']>[0]): Promise<Page<object>> {
    const beyond = order === 'ascending' ? '>' : '<'
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
    const shown = heads.slice(0, limit)
    const items = shown.map(({ summary }) => summary as object)
    const last = shown.at(-1)
    return heads.length > limit && last ? { items, cursor: textOf(last, 'gsi1sk') } : { items }
  }

  /**
   * First the token, then HEAD. Whoever saves in between wakes by it; if we die in between, HEAD is due for a look, and whoever
   * looks wakes by it. HEAD for which nobody waits any more has no attention key, and answers `moved` like one that has moved on.
   */
  async arm(subject: Subject, armed: Armed): Promise<'armed' | 'moved'> {
    if (!(await this.#keepToken(subject, armed))) return 'moved'
    const isArmed = await this.#updateIf({
      Key: headKey(subject),
      UpdateExpression: 'SET gsi2pk = :open, gsi2sk = :until REMOVE revival, arm',
      ConditionExpression: 'version = :version AND attribute_exists(gsi2pk)',
      ExpressionAttributeValues: {
        ':open': attentionKey(subject, armed.until).gsi2pk,
        ':until': armed.until,
        ':version': armed.version,
      },
    })
    if (isArmed) return 'armed'
    await this.#updateIf({
      Key: armKey(subject),
      UpdateExpression: 'REMOVE armed',
      ConditionExpression: 'armed.#token = :token',
      ExpressionAttributeNames: { '#token': 'token' },
      ExpressionAttributeValues: { ':token': armed.token },
    })
    return 'moved'
  }

  /** A slow one replaces none that began after it. */
  #keepToken(subject: Subject, armed: Armed): Promise<boolean> {
    return this.#updateIf({
      Key: armKey(subject),
      UpdateExpression: 'SET armed = :armed',
      ConditionExpression:
        'attribute_not_exists(armed) OR armed.version < :version OR (armed.version = :version AND ' +
        '(armed.generation < :generation OR attribute_not_exists(armed.#at) OR armed.#at <= :at))',
      ExpressionAttributeNames: { '#at': 'at' },
      ExpressionAttributeValues: {
        ':armed': armed,
        ':version': armed.version,
        ':generation': armed.generation,
        ':at': armed.at ?? armed.until,
      },
    })
  }

  async armed(subject: Subject): Promise<Armed | undefined> {
    const item = await getItem(this.#table, armKey(subject), true)
    const found = item ?? (await getItem(this.#table, headKey(subject), true))
    return found && armOf(found)
  }

  async overdueForAttention(before: Instant, limit: number): Promise<readonly Overdue[]> {
    const [untried, tried] = await Promise.all([
      this.#waiting(attentionPartition, before, limit),
      queryItems(this.#table, waitingIn(TRIED_IN_VAIN, before), limit),
    ])
    const heads = [...untried, ...tried]
    const subjects = heads.map((head) => subjectIn(textOf(head, 'pk')))
    const arms = new Map((await getItems(this.#table, subjects.map(armKey))).map((item) => [item.pk, item]))
    return heads.map((head) => {
      const armed = armOf(arms.get(head.pk) ?? head)
      const revival = head.revival as Revival | undefined
      return { subject: subjectIn(textOf(head, 'pk')), ...defined({ armed, revival }) }
    })
  }

  async noteRevival(subject: Subject, revival: Revival, before: Instant): Promise<void> {
    await this.#updateIf({
      Key: headKey(subject),
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

  async pendingEffects(query: Parameters<SubjectStore['pendingEffects']>[0]): Promise<readonly Effect[]> {
    if ('before' in query) {
      const kinds = query.kind ? [query.kind] : WAITING_KINDS
      return (await Promise.all(kinds.map((kind) => this.#pending(kind, query)))).flat()
    }
    const { ExpressionAttributeValues, ...ofSubject } = itemsOf(query.about, EFFECT)
    const items = await queryItems(this.#table, {
      ...ofSubject,
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
      Key: effectKey(effect),
      UpdateExpression: 'SET claimedUntil = :until, gsi2sk = :until',
      ConditionExpression: '#status = :pending AND (attribute_not_exists(claimedUntil) OR claimedUntil <= :now)',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ':until': until, ':now': now, ':pending': 'pending' },
    })
  }

  /** What is settled stays so: a result that comes late, after a claim has lapsed, changes nothing. */
  async settleEffect(effect: Effect, result: Settled | 'retry', at: Instant, sentTo?: string): Promise<void> {
    const waits = pendingKey(effect, at)
    const list = effect.channel === 'sms' ? waits.gsi2pk : REFUSED
    const [update, values] =
      result === 'retry'
        ? ['SET gsi2pk = :list, gsi2sk = :at REMOVE claimedUntil', { ':list': list, ':at': waits.gsi2sk }]
        : [
            `SET #status = :result, settledAt = :at${sentTo ? ', sentTo = :to' : ''} REMOVE claimedUntil, gsi2pk, gsi2sk`,
            { ':result': result, ':at': at, ...(sentTo && { ':to': sentTo }) },
          ]
    await this.#updateIf({
      Key: effectKey(effect),
      UpdateExpression: update,
      ConditionExpression: '#status = :pending',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ...values, ':pending': 'pending' },
    })
  }

  async noteReceipt(message: Pick<Effect, 'about' | 'key'>, receipt: Receipt): Promise<Effect | undefined> {
    const item = await getItem(this.#table, effectKey(message), true)
    if (!item) return undefined
    if (item.receipt === undefined)
      await this.#updateIf({
        Key: effectKey(message),
        UpdateExpression: 'SET receipt = :receipt',
        ConditionExpression: 'attribute_exists(pk) AND attribute_not_exists(receipt)',
        ExpressionAttributeValues: { ':receipt': receipt },
      })
    return readEffect(jsonOf<Effect>(item, 'effect'))
  }

  async sentAbout(subject: Subject): Promise<readonly Sent[]> {
    const { ExpressionAttributeValues, ...ofSubject } = itemsOf(subject, EFFECT)
    const items = await queryItems(this.#table, {
      ...ofSubject,
      ConsistentRead: false,
      FilterExpression: '#status = :sent',
      ProjectionExpression: 'sk, settledAt, sentTo, receipt',
      ExpressionAttributeNames: { '#status': 'status' },
      ExpressionAttributeValues: { ...ExpressionAttributeValues, ':sent': 'sent' },
    })
    return items.map(sentIn).toSorted((one, other) => (one.at < other.at ? -1 : one.at > other.at ? 1 : 0))
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

const itemsOf = (subject: Subject, kind: string) => ({
  KeyConditionExpression: 'pk = :pk AND begins_with(sk, :kind)',
  ExpressionAttributeValues: { ':pk': subjectPartition(subject), ':kind': kind },
  ConsistentRead: true,
})

const holderIn = ({ repairId }: Item): Subject | undefined =>
  typeof repairId === 'string' ? subjectNamed(repairId) : undefined

const sentIn = (item: Item): Sent => ({
  key: textOf(item, 'sk').slice(EFFECT.length),
  at: textOf(item, 'settledAt'),
  ...(typeof item.sentTo === 'string' && { to: item.sentTo }),
  ...(item.receipt !== undefined && { receipt: item.receipt as Receipt }),
})

const effectsOf = (items: readonly Item[]): readonly Effect[] =>
  items.map((item) => readEffect(jsonOf<Effect>(item, 'effect')))
