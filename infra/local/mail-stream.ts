import type { DynamoDBBatchResponse, DynamoDBStreamEvent } from 'aws-lambda'
import { isSingle } from '../../shared/shell/deliver.ts'
import type { Effect } from '../../shared/subject/effect.ts'

/**
 * Plays the table's stream: each saved message to a customer goes to the delivery function, in the background, a few at a time. What fails or
 * is cut off stays pending in the store, where the sweeper finds it.
 */
export function createMailStream(
  handler: (event: DynamoDBStreamEvent) => Promise<DynamoDBBatchResponse | undefined>,
  onError: (error: unknown) => void,
) {
  const waiting: Effect[] = []
  let running: Promise<void> | undefined
  let stopped = false

  async function drainQueue(): Promise<void> {
    for (let batch = waiting.splice(0, BATCH); batch.length > 0; batch = waiting.splice(0, BATCH)) {
      // Give way to calls and pages between batches.
      await new Promise((resolve) => setImmediate(resolve))
      await handler({ Records: batch.map(recordOf) }).catch(onError)
    }
    running = undefined
  }

  return {
    add(effects: readonly Effect[]): void {
      if (stopped) return
      waiting.push(...effects.filter(isSingle))
      if (waiting.length > 0) running ??= drainQueue()
    },
    /** Begins no more. What waits is pending, for the next start. */
    stop(): void {
      stopped = true
      waiting.length = 0
    },
    /** Resolves when every message added so far has been tried. */
    idle: async (): Promise<void> => running,
  }
}

const BATCH = 10

/** A stream record of the item that the table would hold. */
const recordOf = (effect: Effect): DynamoDBStreamEvent['Records'][number] => ({
  eventID: effect.key,
  eventName: 'INSERT',
  dynamodb: {
    SequenceNumber: effect.key,
    NewImage: {
      kind: { S: 'effect' },
      channel: { S: effect.channel },
      effect: { S: JSON.stringify(effect) },
    },
  },
})
