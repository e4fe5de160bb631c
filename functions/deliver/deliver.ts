import type { DynamoDBBatchResponse, DynamoDBRecord, DynamoDBStreamEvent } from 'aws-lambda'
import type { FollowUp } from '../../shared/ports/watch.ts'
import { repairSubject } from '../../shared/repair/holds.ts'
import { deliver, isSingle } from '../../shared/shell/deliver.ts'
import { refreshLines } from '../../shared/shell/in-line.ts'
import type { WatchDeps } from '../../shared/use-cases/deps.ts'
import { type Image, newsOf } from '../adapters/dynamodb/items.ts'
import { taskHandler } from '../middleware/task.ts'

/**
 * Follows up what was saved, as the stream brings it: hands over what contacts are told, files service records under their words, and writes
 * the part of a repair's ledger for which its save had no room. Pages are sent by `Advance`, which asks the next person at once
 * when one fails. A record that fails is reported by its number, so that the stream repeats it and not its neighbours; all of
 * it may be repeated.
 */
export const deliverHandler = (deps: WatchDeps) =>
  taskHandler('deliver', deps, async ({ Records }: DynamoDBStreamEvent, deps): Promise<DynamoDBBatchResponse> => {
    const failed = await Promise.all(Records.map((record) => deliverRecord(deps, record)))
    return { batchItemFailures: failed.flatMap((itemIdentifier) => (itemIdentifier ? [{ itemIdentifier }] : [])) }
  })

const deliverRecord = async (deps: WatchDeps, record: DynamoDBRecord): Promise<string | undefined> => {
  const image = record.dynamodb?.NewImage
  if (!image) return undefined
  try {
    await followUp(deps, image as Image, record.eventName === 'INSERT')
    return undefined
  } catch (error) {
    deps.log.error('Not followed up', { record: record.eventID, error })
    return record.dynamodb?.SequenceNumber ?? ''
  }
}

/** An effect changes while it is handed over, and is new only once; of a record every change counts. */
async function followUp(deps: WatchDeps, image: Image, isNew: boolean): Promise<void> {
  const news = newsOf(image)
  switch (news.kind) {
    case 'effect':
      if (isNew && isSingle(news.effect)) await deliver(deps, news.effect)
      return
    case 'record':
      if (news.isFiled) return
      await deps.records.index(news.record)
      return done(deps, { subject: repairSubject(news.record.repair), what: 'record', mark: news.mark })
    case 'owed':
      await refreshLines(deps, news.subject)
      return done(deps, { subject: news.subject, what: 'ledger', mark: news.mark })
    default:
      return news satisfies never
  }
}

/** What an earlier version saved has no mark: nobody looks for it. */
const done = async (
  { watch }: WatchDeps,
  { mark, ...followUp }: Omit<FollowUp, 'mark'> & { readonly mark: string | undefined },
): Promise<void> => {
  if (mark !== undefined) await watch.followed({ ...followUp, mark })
}
