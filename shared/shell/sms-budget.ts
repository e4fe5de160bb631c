import { normaliseAddress } from '../directory/address.ts'
import { StoreBusyError } from '../kernel/errors.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import { spend, spendOnGuess, spendOnStranger, spendOnTest, unspent } from '../message/sms-budget.ts'
import type { Inbox } from '../subject/inbox.ts'
import type { ShellDeps } from './deps.ts'

/** Each conflict means that someone else's message went. */
const ATTEMPTS = 100

/** A text message about one subject to one person, by its key. */
export interface Spending {
  readonly about: Subject
  readonly person: string
  readonly key: string
}

/** Whether it may go now; it counts as sent then. */
export async function affords(deps: ShellDeps, { about, person, key }: Spending, now: Instant): Promise<boolean> {
  const isSaved = await counted(deps, about, (before) => spend(before, person, now, key))
  if (!isSaved) deps.log.warn('Message withheld: too many about this today', { about })
  return isSaved
}

/** Counts what `affords` has counted no more: it did not go. */
export async function refund(deps: ShellDeps, { about, person, key }: Spending, at: Instant): Promise<void> {
  await counted(deps, about, (before) => unspent(before, person, at, key))
}

/** Whether a mail may go now to an address that nobody has on file; it counts as sent then. */
export async function affordsStranger(deps: ShellDeps, address: string, now: Instant): Promise<boolean> {
  const isSaved = await counted(deps, ofAddress(deps, address), (before) => spendOnStranger(before, now))
  if (!isSaved) deps.log.warn('Message withheld: too many to an address that nobody has on file', {})
  return isSaved
}

export async function refundStranger(deps: ShellDeps, address: string, at: Instant): Promise<void> {
  await counted(deps, ofAddress(deps, address), (before) => unspent(before, address, at))
}

/** Whether one of ours may be sent one more test; it counts as sent then. */
export const affordsTest = (deps: Pick<ShellDeps, 'inboxes'>, person: string, now: Instant): Promise<boolean> =>
  counted(deps, `test/${person}`, (before) => spendOnTest(before, now))

/** Whether the code that proves a number of theirs may be given once more; it counts then. */
export const affordsGuess = (deps: Pick<ShellDeps, 'inboxes'>, person: string, now: Instant): Promise<boolean> =>
  counted(deps, `code/${person}`, (before) => spendOnGuess(before, now))

/** Not the address itself: it may be of any length, and is nobody's whom we know. */
const ofAddress = ({ digest }: ShellDeps, address: string): string => `address/${digest(normaliseAddress(address))}`

async function counted(
  deps: Pick<ShellDeps, 'inboxes'>,
  owner: string,
  count: (before: Inbox) => Inbox | undefined,
): Promise<boolean> {
  for (let attempt = 0; attempt < ATTEMPTS; attempt++) {
    const after = count(await deps.inboxes.load(owner))
    if (!after) return false
    if (await deps.inboxes.save(owner, after)) return true
  }
  throw new StoreBusyError(`The messages of ${owner} are being counted by too many others at once`)
}
