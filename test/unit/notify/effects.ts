import type { Language } from '../../../shared/kernel/text.ts'
import type { MailEffect, MailTemplate, SmsEffect, SmsTemplate } from '../../../shared/subject/effect.ts'

/** 02:13 on 20 November in Shanghai. */
export const SENT_AT = '2026-11-19T18:13:00.000Z'

const about = (kind: 'engineer' | 'customer', language: Language, timezone: string) => ({
  key: '261120-0007/3/message/wang',
  about: 'repair/261120-0007' as const,
  createdAt: SENT_AT,
  language,
  timezone,
  link: { about: 'repair/261120-0007' as const, kind, holder: 'wang' },
  reason: 'a test',
})

export const sms = (
  template: SmsTemplate,
  values: Readonly<Record<string, string>>,
  { language = 'zh-CN' as Language, timezone = 'Asia/Shanghai' } = {},
): SmsEffect => ({
  ...about('engineer', language, timezone),
  channel: 'sms',
  template,
  to: '+8613800138000',
  person: 'wang',
  values,
})

export const mail = (
  template: MailTemplate,
  values: Readonly<Record<string, string>>,
  { language = 'zh-CN' as Language, timezone = 'Asia/Shanghai' } = {},
): MailEffect => ({
  ...about('customer', language, timezone),
  channel: 'email',
  template,
  to: 'li@example.com',
  values,
})
