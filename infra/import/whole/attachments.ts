import type { Attachments } from '../../../shared/ports/attachments.ts'
import { batchesOf } from './batches.ts'
import type { Thing } from './things.ts'

/** Subjects looked through at once; their files go one by one, as some are large. */
const AT_ONCE = 16

/** Copies the files of all subjects among the things. A file is named by what is in it: done again, it changes nothing. */
export async function copyAttachments(
  things: AsyncIterable<Thing>,
  from: Attachments,
  to: Attachments,
): Promise<number> {
  let copied = 0
  for await (const batch of batchesOf(things, AT_ONCE))
    await Promise.all(
      batch.map(async (thing) => {
        if (thing.of !== 'subjects') return
        for (const file of await from.list(thing.subject)) {
          const content = await from.get(thing.subject, file)
          if (content) await to.put(thing.subject, file, content)
          copied += 1
        }
      }),
    )
  return copied
}
