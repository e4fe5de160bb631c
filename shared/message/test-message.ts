import type { Person } from '../directory/directory.ts'
import { isMobile } from '../directory/mobile.ts'
import type { Instant } from '../kernel/instant.ts'
import { subjectOf } from '../kernel/subject.ts'
import type { TextMessage, VoiceMessage } from '../ports/messaging.ts'
import { oneLine } from './format.ts'
import { clipEnd, SMS_MAX } from './sms.ts'

/**
 * Whether a page would reach them: nothing to answer, no link, who had it sent, and a code by which whoever has the phone proves that
 * it is theirs. A landline is rung up and reads it out, twice.
 */
export function testMessage(person: Person, code: string, sender: string, at: Instant): TextMessage | VoiceMessage {
  const { id, phone: to, language } = person
  const by = clipEnd(oneLine(sender), 30)
  const about = subjectOf('person', id)
  const message = { key: `${about}/test/${at}`, to, about, reason: 'test' }
  if (!isMobile(to)) return { ...message, kind: 'voice', language, text: callOf(code, by, language) }
  const text =
    language === 'en'
      ? `Test: pages reach this phone. Tell ${by} the number ${code} within 15 minutes`
      : `测试短信：故障呼叫能发到这部手机。请在 15 分钟内把 ${code} 报给${by}`
  return {
    ...message,
    kind: 'text',
    parts: [message.key],
    text: clipEnd(text, SMS_MAX),
    template: 'test',
    values: { by, code },
    said: { as: 'test', ways: { by: [by], code: [code] } },
  }
}

function callOf(code: string, by: string, language: Person['language']): string {
  const digits = [...code].join(language === 'en' ? ', ' : '，')
  return language === 'en'
    ? `Test call. Pages reach this phone. Tell ${by} these six digits within 15 minutes: ${digits}. Once more: ${digits}.`
    : `测试电话。故障呼叫能打到这部电话。请在 15 分钟内把六位数字报给${by}：${digits}。再说一遍：${digits}。`
}
