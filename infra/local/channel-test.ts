import { hmacCapabilities } from '../../functions/adapters/capabilities.ts'
import type { Keys } from '../../functions/adapters/keys.ts'
import { MessageNotSentError } from '../../shared/kernel/errors.ts'
import { maskLinks } from '../../shared/kernel/mask.ts'
import type { Channel, Messenger } from '../../shared/ports/messaging.ts'
import { sendTest } from '../../shared/use-cases/test-message.ts'
import { openClock } from './clock.ts'
import { openDatabase } from './database.ts'
import { SqliteAudit } from './store/audit.ts'
import { SqliteDirectory } from './store/directory.ts'
import { SqliteInboxes } from './store/inboxes.ts'
import { SqliteShelf } from './store/shelf.ts'

/** What one channel said to a test message; nothing where it has taken it. */
export interface Answered {
  readonly channel: string
  readonly said?: string
}

/**
 * The test message of the console to one of ours, by each channel by itself: with several, so many messages come. It is on the audit
 * record and counts as one. The system may be running.
 */
export async function sendByEach(
  file: string,
  channels: readonly Channel[],
  person: string,
  { digest, keys }: { readonly digest: (text: string) => string; readonly keys: Keys },
): Promise<{ readonly to: string; readonly answers: readonly Answered[] }> {
  const db = openDatabase(file, { mayUpgrade: false })
  const answers: Answered[] = []
  try {
    const deps = {
      directory: new SqliteDirectory(db),
      inboxes: new SqliteInboxes(db),
      audit: new SqliteAudit(db),
      shelf: new SqliteShelf(db),
      capabilities: hmacCapabilities(keys),
      clock: openClock(db),
      messenger: byEach(channels, answers),
      log: { info: () => {}, warn: () => {}, error: () => {} },
      digest,
    }
    const actor = { kind: 'staff', name: 'npm run channels' } as const
    const { to } = await sendTest(deps, { role: 'operator', actor }, person)
    return { to, answers }
  } finally {
    db.close()
  }
}

const byEach = (channels: readonly Channel[], answers: Answered[]): Messenger => ({
  async send(message) {
    for (const channel of channels)
      try {
        await channel.send(message)
        answers.push({ channel: channel.name })
      } catch (error) {
        if (!(error instanceof MessageNotSentError)) throw error
        answers.push({ channel: channel.name, said: maskLinks(error.said).replaceAll(message.to, '…').slice(0, 500) })
      }
  },
})
