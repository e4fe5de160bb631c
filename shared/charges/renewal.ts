import type { Contract } from '../directory/directory.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import type { RenewalRule } from '../plan/rules.ts'
import { percentOf } from './percent.ts'

/**
 * N11: what renewing for one `per` costs, in fen: the plan's share of the contract price, a fraction of a fen dropped.
 * Throws BadRequestError when the contract has no price.
 */
export const renewalPriceFen = (contract: Pick<Contract, 'id' | 'priceFen'>, rule: RenewalRule): number => {
  if (contract.priceFen === undefined)
    throw new BadRequestError([
      fault(
        'priceFen',
        `合同 "${contract.id}" 没有金额，而续保按它的比例计：请补上`,
        `contract "${contract.id}" has no price, and a renewal is a share of it: add it to the contract`,
      ),
    ])
  return percentOf(contract.priceFen, rule.percentOfContractPrice)
}
