import { type Quote, quoteOf } from '../charges/charges.ts'
import type { Price } from '../directory/directory.ts'
import { BadRequestError, fault } from '../kernel/errors.ts'
import { isSameVersion } from '../plan/version.ts'
import { chargeFor } from '../plan/who-pays.ts'
import type { Action } from '../repair/actions.ts'
import type { Repair } from '../repair/state/repair.ts'
import type { Deps } from './deps.ts'
import { contractOfRepair, warrantyOfRepair } from './unit-file.ts'

/**
 * What the positions cost the customer: by the repair's own plan, the unit's warranty when the fault was reported, and the
 * price list of its contract. Throws BadRequestError naming what is missing to say it.
 */
export async function quoteFor(deps: Deps, repair: Repair, action: Action & { type: 'quote' }): Promise<Quote> {
  const { unit } = repair
  if (!unit)
    throw new BadRequestError([
      fault(
        'unit',
        '请先登记设备；由它的质保和合同决定谁付费',
        'identify the unit first; its warranty and contract decide who pays',
      ),
    ])
  const { inWarranty, contract } = await warrantyOfRepair(deps, repair)
  if (inWarranty === undefined)
    throw new BadRequestError([
      fault(
        'unit',
        `不知道 "${unit.serial}" 是否在保：请登记它的验收日期`,
        `nobody can say whether "${unit.serial}" is in warranty: put it on file with the day of its acceptance`,
      ),
    ])
  if (!contract?.priceList)
    throw new BadRequestError([
      contract
        ? fault(
            'contract',
            `合同 "${contract.id}" 没有价目表，无法报价：请补上 priceList`,
            `"${contract.id}" names no price list to quote by: add its priceList`,
          )
        : fault(
            'contract',
            '这台设备没有合同，也就没有约定价目表：请补上合同和 priceList',
            'none binds this unit, so no price list is agreed: add the contract and its priceList',
          ),
    ])
  const list = {
    id: contract.priceList,
    currency: await currencyOf(deps, repair),
    prices: await deps.directory.prices(contract.priceList),
  }
  return quoteOf(
    repair.plan,
    { ...about(repair), warranty: inWarranty ? 'in' : 'out', origin: action.origin },
    action.items,
    list,
  )
}

/** What a quote may name (H17): the price list of the contract that binds the unit; nothing where none is agreed. */
export async function pricesFor(deps: Deps, repair: Repair): Promise<readonly Price[]> {
  const contract = await contractOfRepair(deps, repair)
  return contract?.priceList ? deps.directory.prices(contract.priceList) : []
}

/**
 * Chargeable work starts only once its price is accepted (H17, R3): parts that the plan charges for an origin are not
 * fitted without a quote for that origin. Who names none means what was quoted, else one that is unknown. Where nobody can
 * say who pays, what was done is recorded all the same. Throws BadRequestError.
 */
export async function requireQuote(deps: Deps, repair: Repair, action: Action & { type: 'complete' }): Promise<void> {
  const quoted = repair.quote?.quote.origin
  const { origin = quoted ?? 'unknown', parts } = action
  if (!parts?.length || origin === quoted) return
  const { inWarranty } = await warrantyOfRepair(deps, repair)
  if (inWarranty === undefined) return
  const charge = chargeFor(repair.plan, { ...about(repair), warranty: inWarranty ? 'in' : 'out', origin }, 'part')
  if (charge === undefined || charge === 'free') return
  throw new BadRequestError([
    fault(
      'parts',
      `${repair.plan.id} ${inWarranty ? '质保期内' : '质保期外'}这种原因（${origin}）的故障，配件要收费（${charge}）：请先报价，客户同意后再完成`,
      `${repair.plan.id} charges parts (${charge}) ${inWarranty ? 'in' : 'out of'} warranty for a fault of origin "${origin}": quote them first, and complete once the customer has accepted`,
    ),
  ])
}

/** What the repair is about, as far as it decides who pays. */
const about = ({ matter }: Repair) => (matter ? { matter } : {})

const currencyOf = async (deps: Deps, { plan }: Repair): Promise<string> =>
  (await deps.plans()).find((one) => isSameVersion(one, plan))?.currency ?? 'CNY'
