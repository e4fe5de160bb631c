import type { AttributeValue } from '@aws-sdk/client-dynamodb'
import type { Effect, LinkRecord } from '../../../shared/notify/effect.ts'
import type { Armed, Commit } from '../../../shared/ports/store.ts'
import { toMs } from '../../../shared/time/instant.ts'
import { callKey, effectKey, linkKey, logKey, pendingKey, stateKey } from './keys.ts'
import { type Item, TableContentError } from './queries.ts'

// What is only read whole is JSON text: it costs less than a map, and comes back exactly as it was saved.

export const stateItem = ({ repair }: Commit): Item => ({
  ...stateKey(repair.id),
  version: repair.version,
  state: JSON.stringify(repair),
})

export const logItem = ({ repair, events }: Commit): Item => ({
  ...logKey(repair.id, repair.version),
  events: JSON.stringify(events),
})

/** `kind` and `channel` are what the table's stream is filtered by. */
export const effectItem = (effect: Effect): Item => ({
  ...effectKey(effect.repairId, effect.key),
  ...pendingKey(effect.repairId, effect.createdAt),
  kind: 'effect',
  channel: effect.channel,
  status: 'pending',
  effect: JSON.stringify(effect),
})

/** `expiresAt` only lets DynamoDB tidy up, days late at times; whoever opens the link compares the instant. */
export const linkItem = (link: LinkRecord): Item => ({
  ...linkKey(link.hash),
  link: JSON.stringify(link),
  expiresAt: Math.ceil(toMs(link.expiresAt) / 1000),
})

export const callItem = (callId: string, repairId: string): Item => ({ ...callKey(callId), repairId })

/** The arm of a HEAD item. */
export const armOf = (head: Item): Armed | undefined => head.arm as Armed | undefined

/** The effect in a new image of the table's stream. */
export function effectOfImage(image: Readonly<Record<string, AttributeValue>>): Effect {
  const json = image.effect?.S
  if (json === undefined) throw new TableContentError(`${image.pk?.S} ${image.sk?.S} is not an effect`)
  return JSON.parse(json) as Effect
}
