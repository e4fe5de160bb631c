import { deniable } from '../contract/agreements.ts'
import { standingFacts } from '../contract/facts.ts'
import { paperName } from '../contract/works.ts'
import type { Contact } from '../directory/directory.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { boundTo } from './bound.ts'
import { appendFact, refreshContract } from './contract-ledger.ts'
import { laddersOf } from './contract-people.ts'
import type { Deps } from './deps.ts'

/**
 * The customer says that they never agreed to a later day of planned work: that is taken back in their name, the work is due when it was,
 * and whoever answers for the contract hears so. The same again changes nothing. Throws BadRequestError for what is not on record as
 * agreed, or ended too long ago.
 */
export async function denyAgreement(
  deps: Deps,
  id: string,
  seq: number,
  { id: contact, name }: Contact,
): Promise<void> {
  const [state, bound, facts] = await Promise.all([
    deps.contracts.load(id),
    boundTo(deps, id),
    deps.contracts.facts(id),
  ])
  const isDenied = facts.some(({ fact }) => fact.type === 'takenBack' && fact.taken === seq)
  const found = state && deniable(state, deps.clock.now()).find(({ event }) => event.seq === seq)
  if (!found || !bound) {
    if (isDenied) return
    throw new BadRequestError([NOTHING])
  }
  const { clause, need, about } = found.event
  const { key } = found.paper
  const { money: people } = await laddersOf(deps, bound.contract)
  const called = paperName(bound.document, key, bound.calendar) ?? { zh: need, en: need }
  const by = { kind: 'customer', id: contact, name } as const
  await appendFact(
    deps,
    id,
    by,
    (said) =>
      standingFacts(said).some((one) => one.seq === seq)
        ? { clause, need, about, fact: { type: 'takenBack', taken: seq, reason: NEVER_AGREED } }
        : undefined,
    [{ type: 'agreementDenied', key, name: called, people }],
  )
  await refreshContract(deps, id)
}

export const NEVER_AGREED = '客户说没有同意过 (the customer never agreed)'

const NOTHING = fault(
  'agreement',
  '没有可以撤回的约定：办完超过 7 天的，请致电服务热线',
  'nothing is agreed that could be undone; if it ended more than 7 days ago, please call our hotline',
)
