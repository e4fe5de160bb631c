import type { Person } from '../directory/directory.ts'
import type { Instant } from '../kernel/instant.ts'
import { subjectOf } from '../kernel/subject.ts'
import type { TextMessage } from '../ports/messaging.ts'
import { oneLine } from './format.ts'
import { clipEnd, SMS_MAX } from './sms.ts'

/** Whether a page would reach them: nothing to answer, no link, and who had it sent. */
export function testMessage({ id, phone, language }: Person, sender: string, at: Instant): TextMessage {
  const by = clipEnd(oneLine(sender), 30)
  const text =
    language === 'en'
      ? `Test: pages reach this phone. Nothing to do. Sent for ${by}`
      : `测试短信：故障呼叫能发到这部手机，不用处理。${by} 发起`
  const about = subjectOf('person', id)
  const key = `${about}/test/${at}`
  return {
    kind: 'text',
    key,
    parts: [key],
    to: phone,
    about,
    reason: 'test',
    text: clipEnd(text, SMS_MAX),
    template: 'test',
    values: { by },
    said: { as: 'test', ways: { by: [by] } },
  }
}
