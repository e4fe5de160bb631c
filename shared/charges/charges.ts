import type { Price } from '../directory/directory.ts'
import { BadRequestError, type Fault, fault } from '../kernel/errors.ts'
import type { Plan } from '../plan/plan.ts'
import type { Circumstances } from '../plan/rules/charges.ts'
import type { Charge, ChargeClass, ChargesRule, Origin, PlanRule } from '../plan/rules.ts'
import { chargeOf, chargesRuleFor } from '../plan/who-pays.ts'
import { percentOf } from './percent.ts'

/** What is asked for: a code of the price list and how many. */
export interface QuoteItem {
  readonly code: string
  readonly quantity: number
}

/** One position of a quote. Amounts in fen. */
export interface QuoteLine {
  readonly code: string
  readonly name: string
  readonly class: ChargeClass
  readonly quantity: number
  /** What one would be by the basis, before the plan's share; of a free line its price. */
  readonly unitFen: number
  /** What the customer pays for the line: for one, a fraction of a fen dropped, times the quantity. */
  readonly payableFen: number
  /** How the plan charges it, and the clause that says so. */
  readonly charge: Charge
  readonly clause: string
}

/** What a repair costs the customer: free lines stand in it too, so that they see what the promise saves them. */
export interface Quote {
  readonly warranty: 'in' | 'out'
  readonly origin: Origin
  readonly currency: string
  readonly lines: readonly QuoteLine[]
  readonly totalFen: number
}

/** Where the amounts of a quote come from. */
export interface PriceList {
  readonly id: string
  readonly currency: string
  readonly prices: readonly Price[]
}

/**
 * What a repair costs the customer (H17 H18 R3 R4 C12 N8 N11). The first charges rule of the plan that fits warranty and
 * origin decides each position by its class. A share of a price is rounded down to whole fen for one piece, then multiplied:
 * a line is always a number of pieces at one price, and the total the sum of its lines.
 * Throws BadRequestError naming every position that has no price.
 */
export function quoteOf(plan: Plan, given: Circumstances, items: readonly QuoteItem[], list: PriceList): Quote {
  const rule = chargesRuleFor(plan, given)
  if (!rule) throw new BadRequestError([nobodySays(plan, given)])
  if (items.length === 0)
    throw new BadRequestError([
      fault('items', '至少写一项，带编码和数量', 'name at least one position, with its code and quantity'),
    ])
  const found = items.map((item, index) => lineOf(rule, item, list, `items[${index}]`))
  const problems = found.filter(isFault)
  if (problems.length > 0) throw new BadRequestError(problems)
  const lines = found.filter((line): line is QuoteLine => !isFault(line))
  const totalFen = lines.reduce((sum, { payableFen }) => sum + payableFen, 0)
  if (!Number.isSafeInteger(totalFen))
    throw new BadRequestError([fault('items', '合计金额太大', 'together they are more than can be counted')])
  const { warranty, origin } = given
  return { warranty, origin, currency: list.currency, lines, totalFen }
}

const isFault = (line: QuoteLine | Fault): line is Fault => 'at' in line

/** The line, or what keeps it from being one. */
function lineOf(rule: PlanRule<ChargesRule>, item: QuoteItem, list: PriceList, at: string): QuoteLine | Fault {
  const { code, quantity } = item
  const price = list.prices.find((known) => known.code === code)
  if (!price)
    return fault(
      `${at}.code`,
      `价目表没有编码 ${code}；有：${codesOf(list)}`,
      `price list "${list.id}" has no "${code}"; its codes are ${codesOf(list)}`,
    )
  const charge = chargeOf(rule, price.class)
  const { basis, percent } = basisOf(charge)
  const unitFen = basis === 'cost' ? price.costFen : (price.priceFen ?? (charge === 'free' ? price.costFen : undefined))
  if (unitFen === undefined && charge !== 'free') {
    const field = basis === 'cost' ? 'costFen' : 'priceFen'
    return fault(
      `${at}.code`,
      `"${code}" 在价目表 "${list.id}" 里没有${basis === 'cost' ? '成本价' : '售价'}，而 ${rule.clause} 按 ${charge} 收费：请补上 ${field}`,
      `"${code}" has no ${basis === 'cost' ? 'cost price' : 'price'} in price list "${list.id}", and ${rule.clause} charges ${charge}: add its ${field} there`,
    )
  }
  return {
    code,
    name: price.name,
    class: price.class,
    quantity,
    unitFen: unitFen ?? 0,
    payableFen: percentOf(unitFen ?? 0, percent) * quantity,
    charge,
    clause: rule.clause,
  }
}

/** What a charge is a share of, and how large. */
function basisOf(charge: Charge): { basis: 'cost' | 'price'; percent: number } {
  if (charge === 'free') return { basis: 'price', percent: 0 }
  if (charge === 'cost' || charge === 'price') return { basis: charge, percent: 100 }
  const [percent = '', basis] = charge.split('% of ')
  return { basis: basis === 'cost' ? 'cost' : 'price', percent: Number(percent) }
}

const codesOf = ({ prices }: PriceList): string => {
  const codes = prices.slice(0, 10).map(({ code }) => code)
  return codes.length === 0 ? 'none' : codes.join(', ') + (prices.length > codes.length ? ', …' : '')
}

const nobodySays = (plan: Plan, { warranty, origin }: Circumstances): Fault =>
  fault(
    'origin',
    `承诺 ${plan.id} 第 ${plan.version} 版没有说${warranty === 'in' ? '质保期内' : '质保期外'}这种原因（${origin}）的故障由谁付费；要有相应的 charges 规则才能报价`,
    `plan ${plan.id} version ${plan.version} does not say who pays ${warranty === 'in' ? 'in' : 'out of'} warranty for a fault of origin "${origin}"; a quote needs a plan with a charges rule for it`,
  )
