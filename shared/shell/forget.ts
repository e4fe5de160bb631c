import type { Instant } from '../kernel/instant.ts'
import { unsent } from '../subject/inbox.ts'
import type { ShellDeps } from './deps.ts'

/** Each conflict means that somebody else wrote to the same person. */
const ATTEMPTS = 100

/** These did not reach them, nor what else was sent at that instant: what comes next does not wait for it. */
export async function forget(
  { inboxes }: Pick<ShellDeps, 'inboxes'>,
  person: string,
  keys: readonly string[],
  at: Instant = '',
): Promise<void> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++)
    if (await inboxes.save(person, unsent(await inboxes.load(person), at, keys))) return
}
