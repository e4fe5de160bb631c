import { StoreBusyError } from '../errors/errors.ts'
import { spend } from '../notify/sms-budget.ts'
import type { Deps } from './deps.ts'

/** Each conflict means that someone else's message went. */
const ATTEMPTS = 100

/** Whether a text message about this repair to this person may go; it counts as sent then. */
export async function affords(deps: Deps, repairId: string, person: string): Promise<boolean> {
  const owner = `repair/${repairId}`
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const spent = spend(await deps.inboxes.load(owner), person, deps.clock.now())
    if (!spent) {
      deps.log.warn('Message withheld: too many about this repair today', { repairId })
      return false
    }
    if (await deps.inboxes.save(owner, spent)) return true
  }
  throw new StoreBusyError(`The messages about repair ${repairId} are being counted by too many others at once`)
}
