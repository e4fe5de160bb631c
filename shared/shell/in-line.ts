import { StoreBusyError } from '../kernel/errors.ts'
import { idOf, type Subject } from '../kernel/subject.ts'
import { changedObligations, type LedgerChange } from '../promise/lines.ts'
import type { Obligation } from '../promise/obligation.ts'
import { plotOf } from './commit.ts'
import type { ShellDeps } from './deps.ts'

/** Each further look means that someone else wrote in between. */
const ATTEMPTS = 20

/** How the stored lines of one subject differ from what its log says. */
export const differenceOf = async (
  { ledger }: Pick<ShellDeps, 'ledger'>,
  subject: Subject,
  lines: readonly Obligation[],
): Promise<LedgerChange> => changedObligations(await ledger.ofSubject(subject), lines)

/**
 * Brings the stored lines of one subject in line with its log. `derive` reads the log anew each time: it is looked at again
 * until nothing differs, so that what someone else saved meanwhile is not overwritten for good. Gives how many lines were
 * written or taken out.
 */
async function bringInLine(
  deps: Pick<ShellDeps, 'ledger'>,
  subject: Subject,
  derive: () => Promise<readonly Obligation[]>,
): Promise<number> {
  for (let changed = 0, attempt = 0; attempt < ATTEMPTS; attempt++) {
    const { put, remove } = await differenceOf(deps, subject, await derive())
    if (put.length + remove.length === 0) return changed
    await deps.ledger.put(put)
    await deps.ledger.remove(remove)
    changed += put.length + remove.length
  }
  throw new StoreBusyError(`The ledger of ${subject} keeps changing; try again`)
}

/** Brings a subject's lines in line with its events. */
export const refreshLines = (deps: Pick<ShellDeps, 'store' | 'ledger' | 'plots'>, subject: Subject): Promise<number> =>
  bringInLine(deps, subject, async () => {
    const plot = plotOf(deps, subject)
    const state = plot.fold(idOf(subject), await deps.store.history(subject))
    return state ? plot.lines(state) : []
  })
