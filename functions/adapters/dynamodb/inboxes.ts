import { PutCommand, UpdateCommand } from '@aws-sdk/lib-dynamodb'
import type { Instant } from '../../../shared/kernel/instant.ts'
import type { Subject } from '../../../shared/kernel/subject.ts'
import type { Inboxes } from '../../../shared/ports/inboxes.ts'
import { type Effect, readEffect } from '../../../shared/subject/effect.ts'
import { EMPTY_INBOX, type Inbox, readInbox } from '../../../shared/subject/inbox.ts'
import { effectKey, inboxKey } from './keys.ts'
import { getItem, jsonOf, type Table, unlessRefused } from './queries.ts'

/** People's inboxes in the table, one small item each beside the person. */
export class DynamoInboxes implements Inboxes {
  readonly #table: Table

  constructor(table: Table) {
    this.#table = table
  }

  async load(person: string): Promise<Inbox> {
    const item = await getItem(this.#table, inboxKey(person), true)
    return item ? readInbox(jsonOf<Inbox>(item, 'inbox')) : EMPTY_INBOX
  }

  async save(person: string, inbox: Inbox): Promise<boolean> {
    const version = inbox.version + 1
    const condition =
      inbox.version === 0
        ? { ConditionExpression: 'attribute_not_exists(pk)' }
        : {
            ConditionExpression: 'version = :version',
            ExpressionAttributeValues: { ':version': inbox.version },
          }
    const Item = { ...inboxKey(person), version, inbox: JSON.stringify({ ...inbox, version }) }
    return unlessRefused(() =>
      this.#table.client.send(new PutCommand({ TableName: this.#table.name, Item, ...condition })),
    )
  }

  async effect(about: Subject, key: string): Promise<Effect | undefined> {
    const item = await getItem(this.#table, effectKey({ about, key }), true)
    return item?.status === 'pending' ? readEffect(jsonOf<Effect>(item, 'effect')) : undefined
  }

  async hold(effect: Pick<Effect, 'about' | 'key'>, until: Instant): Promise<void> {
    await unlessRefused(() =>
      this.#table.client.send(
        new UpdateCommand({
          TableName: this.#table.name,
          Key: effectKey(effect),
          UpdateExpression: 'SET gsi2sk = :until',
          ConditionExpression: '#status = :pending AND attribute_not_exists(claimedUntil)',
          ExpressionAttributeNames: { '#status': 'status' },
          ExpressionAttributeValues: { ':until': until, ':pending': 'pending' },
        }),
      ),
    )
  }
}
