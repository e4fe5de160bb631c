import { expect, it } from 'vitest'
import type { Payment } from '../../../shared/contract/contract.ts'
import { text } from '../../../shared/kernel/text.ts'
import { letterPage } from '../../../web/pages/contract-letter.ts'
import { at } from '../../support/play.ts'

const page = (state: Payment['state'], language: 'zh-CN' | 'en') =>
  letterPage({
    path: '/c/x',
    problems: [],
    agreements: [],
    language,
    supplier: { name: text('承诺设备', 'Chengnuo'), hotline: '4008001300' },
    customer: '仁和医院',
    contact: '高医生',
    contract: 'K-1',
    timezone: 'Asia/Shanghai',
    payments: [
      {
        key: 'H20/trial',
        dueAt: at('01-01 00:00', 2028),
        since: at('11-01 00:00', 2027),
        state,
        told: { dueAt: at('01-01 00:00', 2028), name: text('试运行款', 'Trial'), upToPercent: 30, people: [] },
      },
    ],
  })

it('[H20] a day is named with its year; what is withdrawn says so, and that it may fall due later, as the mail does', () => {
  expect(page('open', 'zh-CN')).toContain('最晚 2027年12月31日（周五）23:59 付')
  expect(page('open', 'en')).toContain('To be paid by Fri 31 Dec 2027, 23:59')
  expect(page('fallenAway', 'zh-CN')).toContain('此前的付款提示作废，贵方不必按它付款。以后到期时，我们会另行函告')
  expect(page('fallenAway', 'en')).toContain(
    'withdrawn: you need not pay by it. Should it fall due later, we write again',
  )
  expect(page('paid', 'zh-CN')).toContain('已收到，谢谢')
})
