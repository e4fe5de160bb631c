import { type Advice, modelKey } from '../advisory/advice.ts'
import { type Advisory, advisoryStory, issue, withdraw } from '../advisory/advisory.ts'
import { advisorySubject } from '../advisory/subject.ts'
import type { Actor } from '../kernel/actor.ts'
import { DEFAULT_TIMEZONE, dayOf } from '../kernel/calendar.ts'
import { BadRequestError, fault, NotFoundError } from '../kernel/errors.ts'
import { idOf } from '../kernel/subject.ts'
import { change, commit } from '../shell/commit.ts'
import { loadAdvisory } from './advisories.ts'
import type { Deps } from './deps.ts'
import { startOrWake } from './start-subject.ts'
import { concernedBy } from './whom-it-concerns.ts'

/** So many models are named where one is unknown. */
const MOST_NAMED = 20

/** Somebody of ours warns all whom it concerns. `request`: sent twice, it is one. Throws BadRequestError where it concerns nobody. */
export async function issueAdvisory(deps: Deps, advice: Advice, by: Actor, request?: string): Promise<Advisory> {
  const directory = await deps.directory.all()
  if (concernedBy(advice, directory).size === 0) throw new BadRequestError([concernsNobody(directory.units)])
  const now = deps.clock.now()
  const day = dayOf(now, DEFAULT_TIMEZONE).slice(2).replaceAll('-', '')
  const id = `A${day}-${String(await deps.store.nextNumber(`A${day}`)).padStart(4, '0')}`
  const once =
    request === undefined ? [] : [{ hold: `advisory-request/${by.id ?? by.kind}/${request}`, once: true as const }]
  const result = await commit(deps, advisoryStory, issue(id, advice, by, now), once)
  if (result.outcome !== 'taken') {
    await startOrWake(deps, advisorySubject(id))
    return result.state
  }
  const known = await loadAdvisory(deps, idOf(result.by))
  if (!known) throw new NotFoundError('no such advisory')
  return known
}

const concernsNobody = (units: readonly { readonly model: string }[]) => {
  const models = [...new Map(units.map(({ model }) => [modelKey(model), model])).values()].toSorted()
  const named = models.slice(0, MOST_NAMED).join(', ') + (models.length > MOST_NAMED ? ' …' : '')
  return fault('models', `没有客户在用这些型号；在用的有 ${named}`, `no customer has such a unit; there are ${named}`)
}

/**
 * It was none, or is over: nobody else is told, and nobody is asked about it any more. Its execution tells whoever has it (see
 * `advisory-plot.ts`). Undefined: no such advisory.
 */
export async function withdrawAdvisory(
  deps: Deps,
  id: string,
  reason: string,
  by: Actor,
): Promise<Advisory | undefined> {
  const result = await change(deps, advisoryStory, id, (state) => withdraw(state, reason, by, deps.clock.now()))
  if (!result || !('state' in result)) return undefined
  await startOrWake(deps, advisorySubject(id))
  return result.state
}
