import { type FactEvent, standingFacts } from '../contract/facts.ts'
import { isAbout, whichOf } from '../evidence/papers.ts'
import { isInWriting } from '../visit/features/objecting/offers.ts'
import type { VisitState } from '../visit/state/visit.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import { NEVER_AGREED } from './deny-agreement.ts'
import type { Deps } from './deps.ts'

type Disputed = NonNullable<VisitState['disputed']>

/**
 * The customer denies that a date was agreed: what was recorded on its contract since the visit opened, as agreed in the same way or by
 * word of mouth, is taken back in their name, and each promise is due when it was. May be repeated.
 */
export async function takeBackDisputed(
  deps: Deps,
  { id, contract, works, openedAt, disputed }: VisitState,
): Promise<void> {
  if (!disputed) return
  const isOfThese = (event: FactEvent) => works.some(({ key }) => isAbout(event, whichOf(key)))
  const isTaken = (event: FactEvent) =>
    event.at >= openedAt && event.at <= disputed.at && isDenied(event, disputed) && isOfThese(event)
  const isMoved = standingFacts(await deps.contracts.facts(contract)).some(isTaken)
  if (!isMoved) return
  for (let isLeft = true; isLeft; ) {
    await appendFact(deps, contract, disputed.says, (facts) => {
      const found = standingFacts(facts).find(isTaken)
      isLeft = found !== undefined
      if (!found) return undefined
      const { clause, need, about, seq: taken } = found
      return { clause, need, about, fact: { type: 'takenBack', taken, reason: `${id} ${NEVER_AGREED}` } }
    })
  }
  await refreshContract(deps, contract)
}

const isDenied = ({ fact }: FactEvent, { by, how }: Disputed): boolean =>
  fact.type === 'agreed' && ((fact.by === by && fact.how === how) || !isInWriting(fact.how))
