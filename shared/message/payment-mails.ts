import { ownOf } from '../kernel/own-of.ts'
import { inLanguage, type Language, text } from '../kernel/text.ts'
import type { CustomerEffect } from '../subject/effect.ts'
import type { Template } from './mail-rows.ts'

// What a customer is told of a stage of payment: by letter, or as a short text message.

const SEE = text('查看，或打印', 'See it, or print it')

const DUE: Template = {
  heading: text('付款到期提示', 'A payment falls due'),
  message: text(
    '感谢贵方的信任。按合同约定，以下一期款项即将到期，请贵方安排。如已支付，请不必理会本函；对日期有不同意见，请联系我们。',
    'Thank you for your trust. By our contract the payment below falls due; we would be grateful if you arranged for it. If it is paid already, please disregard this letter; if you see the date otherwise, please let us know.',
  ),
  rows: ['contract', 'stage', 'upTo', 'fen', 'payBy'],
  button: SEE,
}
const MOVED: Template = {
  heading: text('付款日期有变', 'A payment falls due on another day'),
  message: text(
    '此前告知贵方的付款日期有变，以本函为准。如有不同意见，请联系我们。',
    'The day that we named for the payment below has changed; this letter takes the place of the one before. If you see it otherwise, please let us know.',
  ),
  rows: ['contract', 'stage', 'upTo', 'fen', 'payBefore', 'payBy'],
  button: SEE,
}
const WITHDRAWN: Template = {
  heading: text('此前的付款提示作废', 'Our letter about a payment is withdrawn'),
  message: text(
    '此前发给贵方的以下付款提示作废，贵方不必按它付款。给贵方添麻烦了，抱歉。以后到期时，我们会另行函告。',
    'Our letter about the payment below is withdrawn: you need not pay by it. We are sorry for the trouble. Should it fall due later, we write again.',
  ),
  rows: ['contract', 'stage', 'upTo'],
  button: text('查看', 'See it'),
}

const TURNS: Readonly<Record<string, Template>> = { moved: MOVED, withdrawn: WITHDRAWN }

export const ofPayment = ({ turn = '' }: CustomerEffect['values']): Template => ownOf(TURNS, turn) ?? DUE

/** The same as a short text message. */
export function paymentText(
  { turn = '', stage = '', payBy }: CustomerEffect['values'],
  language: Language,
  time: (at: string | undefined) => string,
): string {
  const by = time(payBy)
  const says = {
    due: text(`付款提示：${stage}，${by} 前到期，详见链接`, `Payment due by ${by}: ${stage}; see the link`),
    moved: text(`付款日期改为 ${by}：${stage}，详见链接`, `Payment now due by ${by}: ${stage}; see the link`),
    withdrawn: text(`此前的付款提示作废：${stage}`, `Our letter about a payment is withdrawn: ${stage}`),
  }
  return inLanguage(ownOf(says, turn) ?? says.due, language)
}
