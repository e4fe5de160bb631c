import type { Language } from '../../../../shared/kernel/text.ts'
import { htmlOf, type Letter, plainTextOf } from '../../../../shared/message/letter.ts'
import type { MailMessage } from '../../../../shared/ports/messaging.ts'
import type { Account } from './accounts.ts'

interface Invitation {
  readonly account: Pick<Account, 'person' | 'name' | 'mail'>
  readonly url: string
  /** Of the supplier. */
  readonly from: string
  readonly language: Language
  readonly key: string
}

/** The mail with the link by which somebody chooses a password. */
export function invitationMail({ account, url, from, language, key }: Invitation): MailMessage {
  const letter = (language === 'en' ? inEnglish : inChinese)(account, url, from)
  return {
    kind: 'mail',
    key: `account/${account.person}/${key}`,
    to: account.mail,
    about: `account/${account.person}`,
    reason: 'invited',
    subject: letter.subject,
    text: plainTextOf(letter),
    html: htmlOf(letter),
  }
}

const inChinese = ({ name, person }: Invitation['account'], url: string, from: string): Letter => ({
  language: 'zh-CN',
  subject: `${from}：请设置登录密码`,
  heading: '请设置登录密码',
  greeting: `${name}：`,
  message: '您可以登录售后服务系统了。请点下面的链接设置密码，72 小时内有效，只能用一次。',
  rows: [{ label: '登录名', value: person }],
  link: { label: '设置密码', url },
  closing: ['不要把链接转给别人：谁打开，谁就能用您的名义登录。', '没有请人开通过？请告诉您的管理员。'],
})

const inEnglish = ({ name, person }: Invitation['account'], url: string, from: string): Letter => ({
  language: 'en',
  subject: `${from}: choose your password`,
  heading: 'Choose your password',
  greeting: `${name},`,
  message: 'You may now sign in to the service system. Choose a password by this link, once, within 72 hours.',
  rows: [{ label: 'Sign in as', value: person }],
  link: { label: 'Choose a password', url },
  closing: [
    'Do not pass the link on: whoever opens it can sign in as you.',
    'You have asked nobody for this? Tell whoever runs the system.',
  ],
})
