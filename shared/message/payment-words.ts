import type { Language } from '../kernel/text.ts'
import { joined } from './sms-words.ts'

const WORDS = {
  'zh-CN': {
    due: '应收款将到期',
    moved: '应收款改期',
    withdrawn: '付款提示作废',
    byHand: '客户无邮箱，请转告',
    short: '应收款',
  },
  en: {
    due: 'payment falls due',
    moved: 'payment moved',
    withdrawn: 'payment letter withdrawn',
    byHand: '(no address: tell them)',
    short: 'Payment',
  },
} as const

/** A stage of payment, to whoever answers for the money. */
export function paymentWordings(
  { turn, paper, byHand }: Readonly<Record<string, string | undefined>>,
  language: Language,
  { full, bare }: { readonly full: string; readonly bare: string },
): readonly { readonly lead: string; readonly ask: string }[] {
  const words = WORDS[language]
  const says = turn === 'moved' || turn === 'withdrawn' ? words[turn] : words.due
  const lead = joined([says, byHand && words.byHand])
  return [
    { lead: joined([lead, paper]), ask: full },
    { lead, ask: full },
    { lead: words.short, ask: bare },
  ]
}
