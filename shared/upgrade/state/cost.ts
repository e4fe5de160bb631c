import { type Text, text } from '../../kernel/text.ts'
import type { PlanDocument } from '../../plan/document.ts'
import { clausesWith } from '../../plan/document.ts'
import type { Charge } from '../../plan/rules.ts'
import { chargeOf, chargesRuleFor } from '../../plan/who-pays.ts'

/** What an update costs the customer, and the clause that says so. */
export interface Cost {
  readonly charge: Charge
  readonly clause: string
  /** Free for life, or because they are in warranty; of what is charged: out of it. */
  readonly because: 'life' | 'inWarranty' | 'outOfWarranty'
}

/**
 * Free as the plan's `updates` rule has it; out of warranty, labour as for any other work. Undefined: the document does not say, or
 * nobody knows whether the units are in warranty.
 */
export function costOf(document: PlanDocument, inWarranty: boolean | undefined): Cost | undefined {
  const [rule] = clausesWith(document, 'updates')
  if (rule?.free === 'life') return { charge: 'free', clause: rule.clause, because: 'life' }
  if (inWarranty === undefined) return undefined
  if (rule && inWarranty) return { charge: 'free', clause: rule.clause, because: 'inWarranty' }
  const charges = chargesRuleFor(document, { warranty: inWarranty ? 'in' : 'out', origin: 'unknown' })
  if (!charges) return undefined
  const because = inWarranty ? 'inWarranty' : 'outOfWarranty'
  return { charge: chargeOf(charges, 'labour'), clause: charges.clause, because }
}

/** What the customer reads of it. */
export function costText({ charge, clause, because }: Cost): Text {
  if (charge === 'free')
    return because === 'life'
      ? text(`免费：软件终身免费升级（${clause}）`, `free: software updates are free for life (${clause})`)
      : text(`免费：质保期内（${clause}）`, `free: in warranty (${clause})`)
  const { zh, en } = CHARGES[charge.replace(/^\d+% of /, '')] ?? text(charge, charge)
  const [, percent] = /^(\d+)%/.exec(charge) ?? []
  const share = percent === undefined ? text('', '') : text(`的 ${percent}%`, `${percent}% of `)
  return text(
    `质保期外，人工按${zh}${share.zh}收费（${clause}）`,
    `out of warranty: labour at ${share.en}${en} (${clause})`,
  )
}

const CHARGES: Readonly<Record<string, Text>> = {
  cost: text('成本价', 'cost'),
  price: text('价目表', 'the list price'),
}
