import { type Text, text } from '../kernel/text.ts'
import type { CustomerEffect } from '../subject/effect.ts'
import type { Template } from './mail-rows.ts'

const overdue = (heading: Text, message: Text): Template => ({
  heading,
  message,
  rows: ['contract', 'missing', 'paper', 'clause'],
  button: text('查看并登记', 'See and record them'),
})

const PAPERS = overdue(
  text('合同文件逾期', 'Contract papers overdue'),
  text(
    '按服务承诺应交给客户的文件已经逾期。请打开链接查看缺哪些，交付后在同一页面登记。',
    'Papers that our commitment owes the customer are overdue. Open the link to see which, and record them there once they are handed over.',
  ),
)

const PAYMENTS = overdue(
  text('应收款逾期', 'Payments overdue'),
  text(
    '客户按合同应付的款项已经逾期。请催收；收到后打开链接登记银行回单。',
    'Payments that the customer owes us by the contract are overdue. Please ask for them, and record the bank receipt by the link once they are there.',
  ),
)

const WORKS = overdue(
  text('合同承诺逾期', 'Contract promises overdue'),
  text(
    '按服务承诺应为客户做的工作（可能还有文件）已经逾期。请打开链接查看缺哪些，办完后在同一页面登记。',
    'Work that our commitment owes the customer, and perhaps papers, is overdue. Open the link to see which, and record it there once it is done.',
  ),
)

/** What is said about what a contract owes, or is owed. */
export const ofContract = ({ asked, work }: CustomerEffect['values']): Template =>
  asked === 'payment' ? PAYMENTS : work ? WORKS : PAPERS
