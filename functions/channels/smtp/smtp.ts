import { SettingError } from '../../../shared/kernel/errors.ts'
import { requireUrl } from '../../../shared/kernel/setting.ts'
import type { LocalChannelKind } from '../kind.ts'
import { fromSecret } from '../secret.ts'

/** Where `SMTP_URL` is given. Its password stands in it, or apart from it in `SMTP_PASSWORD`. */
export const smtp: LocalChannelKind = {
  name: 'smtp',
  carries: 'mail',
  settings: { SMTP_URL: 'plain', SMTP_PASSWORD: 'secret', MAIL_FROM: 'plain' },
  open: ({ SMTP_URL, SMTP_PASSWORD, MAIL_FROM = 'service@example.com' }) => {
    if (!SMTP_URL) return undefined
    requireUrl('SMTP_URL', SMTP_URL, ['smtp:', 'smtps:'], 'smtp://user:password@host:587')
    const url = SMTP_PASSWORD ? withPassword(SMTP_URL, SMTP_PASSWORD) : SMTP_URL
    return async () => (await import('./send.ts')).smtpMail(url, MAIL_FROM)
  },
}

/** Where SES is not to be had, as in the regions of China. */
export const smtpOnAws = fromSecret(smtp, 'SMTP')

function withPassword(written: string, password: string): string {
  const url = new URL(written)
  if (!url.username)
    throw new SettingError({
      zh: '有 SMTP_PASSWORD 时，SMTP_URL 里要有用户名：smtp://user@host:587',
      en: 'with SMTP_PASSWORD the address in SMTP_URL names the user: smtp://user@host:587',
    })
  url.password = encodeURIComponent(password)
  return url.href
}
