import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import { deliver } from '../../shared/use-cases/deliver.ts'
import type { Deps } from '../../shared/use-cases/deps.ts'
import { effectOfImage } from '../adapters/dynamodb/items.ts'
import { taskHandler } from '../middleware/task.ts'

/**
 * Hands e-mails over as the stream brings their effects. Pages are sent by `Advance`, which asks the next person at once when
 * one fails. A record that fails is reported by its number, so that the stream repeats it and not its neighbours.
 */
export const deliverHandler = (deps: Deps) =>
  taskHandler('deliver', deps, async ({ Records }: DynamoDBStreamEvent, deps): Promise<DynamoDBBatchResponse> => {
    const failed = await Promise.all(Records.map((record) => deliverRecord(deps, record)))
    return { batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier ? [{ itemIdentifier }] : [])) }
  })

const deliverRecord = async (deps: Deps, record: DynamoDBRecord): Promise<string | undefined> => {
  const image = record.dynamodb?.NewImage
  if (record.eventName !== 'INSERT' || !image) return undefined
  try {
    const effect = effectOfImage(image as Parameters<typeof effectOfImage>[0])
    if (effect.channel === 'email') await deliver(deps, effect)
    return undefined
  } catch (error) {
    deps.log.error('Effect not delivered', { record: record.eventID, error })
    return record.dynamodb?.SequenceNumber ?? ''
  }
}
