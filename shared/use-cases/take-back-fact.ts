import { gist } from '../contract/events.ts'
import { type FactEvent, standingFacts } from '../contract/facts.ts'
import type { Contract } from '../directory/directory.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { isAbout } from '../evidence/papers.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { auditTakingBack, type Requester } from './audit.ts'
import { dayField, type SaidDay, unsetDay } from './contract-days.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { contractFile, documentOf } from './facts.ts'

/**
 * A manager takes back what was recorded by mistake, with a reason: it stays on the file, and its paper stands as it would without,
 * open or late, or as it was recorded next. That can only make a promise worse for us: a breach is none the less one. It is on the
 * audit record first. The same again changes nothing. Undefined: no such contract. Throws BadRequestError for a number that
 * nothing recorded there has.
 */
export async function takeBack(
  deps: Deps,
  id: string,
  { fact: taken, reason }: { readonly fact: number; readonly reason: string },
  who: Requester,
): Promise<ContractFile | undefined> {
  const contract = await deps.directory.contract(id)
  if (!contract) return undefined
  const facts = await deps.contracts.facts(id)
  const found = facts.find(({ seq, fact: { type } }) => seq === taken && (type === 'recorded' || type === 'waived'))
  if (!found)
    throw new BadRequestError([
      fault(
        'fact',
        `合同 ${id} 没有编号为 ${taken} 的登记`,
        `nothing recorded on contract ${id} has the number ${taken}`,
      ),
    ])
  const { clause, need, about } = found
  const day = await dayOf(deps, contract, found, standingFacts(facts))
  if (standingFacts(facts).includes(found)) {
    await auditTakingBack(deps, who, {
      contract: id,
      customer: contract.customer,
      clause,
      need,
      about,
      fact: taken,
      reason,
    })
    // Should this end here, the day follows from what is still on record again.
    if (day) await unsetDay(deps, id, day, who.actor)
    await appendFact(deps, id, who.actor, (said) => {
      const standing = standingFacts(said)
      if (!standing.some(({ seq }) => seq === taken)) return undefined
      const stands = standing.find((event) => event.seq !== taken && isAbout(event, found))
      return {
        clause,
        need,
        about,
        fact: { type: 'takenBack', taken, reason, ...(stands && { stands: gist(stands) }) },
      }
    })
  }
  if (day) await unsetDay(deps, id, day, who.actor)
  await refreshContract(deps, id)
  return contractFile(deps, id)
}

/** The day of the contract that it said, unless another says the same. Throws BadRequestError where others count on it. */
async function dayOf(
  deps: Deps,
  contract: Contract,
  found: FactEvent,
  standing: readonly FactEvent[],
): Promise<SaidDay | undefined> {
  const field = dayField(await documentOf(deps, contract), found)
  const day = doneOn(found)
  const isSaidAgain = standing.some((one) => one.seq !== found.seq && isAbout(one, found) && doneOn(one) === day)
  if (!field || day === undefined || isSaidAgain || contract[field] !== day) return undefined
  if (field === 'deliveredOn' && contract.acceptedOn !== undefined)
    throw new BadRequestError([
      fault('fact', '验收还有效：先撤回验收，再撤回供货', 'the acceptance stands: take that back first'),
    ])
  return { field, day }
}

const doneOn = ({ fact }: FactEvent) => (fact.type === 'recorded' ? fact.doneOn : undefined)
