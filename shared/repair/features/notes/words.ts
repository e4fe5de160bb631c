import type { Lines } from '../lines.ts'
import type { NoteEvent } from './rules.ts'

export const lines: Lines<NoteEvent> = {
  delayed: ({ reason, newTime }, { say, time, more, details }) =>
    say('告知客户延误', 'Customer told of a delay') +
    more(details(reason, newTime && say(`新时间 ${time(newTime)}`, `new time ${time(newTime)}`))),
  noted: ({ text: note }, { say, more }) => say('备注', 'Note') + more(note),
  messageFailed: ({ contact, channel, cause }, { say, more }) => {
    if (!channel)
      return say(
        `${contact ?? '联系人'} 已不在通讯录，未能通知，请电话告知客户`,
        `${contact ?? 'A contact'} is on file no more and was not told: call the customer`,
      )
    return (
      say(
        `未能通知${contact ? ` ${contact}` : '报修人'}（${channel === 'email' ? '邮件' : '短信'}），请电话告知`,
        `${contact ?? 'The caller'} could not be told by ${channel === 'email' ? 'e-mail' : 'text message'}: call them`,
      ) + more(cause)
    )
  },
}
