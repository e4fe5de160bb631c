import type { Subject } from '../kernel/subject.ts'
import { withSubject } from '../subject/inbox.ts'
import type { Deps } from './deps.ts'

/** Others save between only while messages to the same person leave. */
const ATTEMPTS = 20

/**
 * Whoever took something themselves finds it on their list as if they had been written to about it. Should this fail, the next message
 * about it brings it there.
 */
export async function putOnTheirList(
  { inboxes, log }: Pick<Deps, 'inboxes' | 'log'>,
  person: string,
  about: Subject,
): Promise<void> {
  try {
    for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
      const inbox = await inboxes.load(person)
      if (inbox.subjects.includes(about) || (await inboxes.save(person, withSubject(inbox, about)))) return
    }
  } catch (error) {
    log.warn('Not put on their list; the next message about it does', { person, about, error })
  }
}
