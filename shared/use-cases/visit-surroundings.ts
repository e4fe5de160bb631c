import { defined } from '../kernel/fields.ts'
import type { Surroundings } from '../visit/advance.ts'
import { isOfferDue } from '../visit/awaited.ts'
import { suggestSlots } from '../visit/slots/suggest.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { boundTo } from './bound.ts'
import type { Deps } from './deps.ts'
import { aroundOf, contactFor, owedWorks, termsFor } from './visit-terms.ts'

/** Undefined where nobody can read its contract now: what is on record stands. */
export async function surroundingsOf(deps: Deps, state: VisitState): Promise<Surroundings | undefined> {
  const { contract, place } = state
  const now = deps.clock.now()
  const bound = await boundTo(deps, contract)
  if (!bound)
    return (await deps.directory.contract(contract)) ? undefined : { terms: state.terms, owed: new Map(), slots: [] }
  const own = new Set(state.works.map(({ key }) => key))
  const [terms, owed] = await Promise.all([
    termsFor(deps, bound, place),
    owedWorks(deps, bound, ({ key }) => own.has(key)),
  ])
  const works = new Map(owed.map(({ work }) => [work.key, work]))
  if (!isOfferDue(state, now)) return { terms, owed: works, slots: [] }
  const visit = { ...state, terms }
  const [contact, around] = await Promise.all([contactFor(deps, visit, bound.sites), aroundOf(deps, visit)])
  return { terms, owed: works, slots: suggestSlots(state.works, around, now), ...defined({ contact }) }
}
