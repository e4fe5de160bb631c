import { text } from '../../../kernel/text.ts'

/** The days of a contract that its promises count from, in the order in which they come. */
export const CONTRACT_DAYS = ['signed', 'delivered', 'accepted'] as const
export type ContractDay = (typeof CONTRACT_DAYS)[number]

/** The end of the warranty: for what recurs, with the terms that were bought after it (N11). */
export const WARRANTY_END = 'warrantyEnd'

/** `signing`, as in "7 days after signing". */
export const CONTRACT_DAY = {
  signed: text('签约', 'signing'),
  delivered: text('交货', 'delivery'),
  accepted: text('验收', 'acceptance'),
} as const
