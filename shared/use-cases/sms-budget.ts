import { StoreBusyError } from '../errors/errors.ts'
import type { Inbox } from '../notify/inbox.ts'
import { spend, unspent } from '../notify/sms-budget.ts'
import type { Instant } from '../time/instant.ts'
import type { Deps } from './deps.ts'

/** Each conflict means that someone else's message went. */
const ATTEMPTS = 100

/** Whether a text message about this repair to this person may go now; it counts as sent then. */
export async function affords(deps: Deps, repairId: string, person: string, now: Instant): Promise<boolean> {
  const isSaved = await counted(deps, repairId, (before) => spend(before, person, now))
  if (!isSaved) deps.log.warn('Message withheld: too many about this repair today', { repairId })
  return isSaved
}

/** Counts what `affords` has counted no more: it did not go. */
export async function refund(deps: Deps, repairId: string, person: string, at: Instant): Promise<void> {
  await counted(deps, repairId, (before) => unspent(before, person, at))
}

async function counted(deps: Deps, repairId: string, count: (before: Inbox) => Inbox | undefined): Promise<boolean> {
  const owner = `repair/${repairId}`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const after = count(await deps.inboxes.load(owner))
    if (!after) return false
    if (await deps.inboxes.save(owner, after)) return true
  }
  throw new StoreBusyError(`The messages about repair ${repairId} are being counted by too many others at once`)
}
