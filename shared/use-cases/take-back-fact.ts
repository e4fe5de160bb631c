import { gist } from '../contract/events.ts'
import { standingFacts } from '../contract/facts.ts'
import type { ContractFile } from '../evidence/contract-file.ts'
import { isAbout } from '../evidence/papers.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { auditTakingBack, type Requester } from './audit.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import type { Deps } from './deps.ts'
import { contractFile } from './facts.ts'

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
  await refreshContract(deps, id)
  return contractFile(deps, id)
}
