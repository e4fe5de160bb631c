import { requireUrl } from '../../../shared/kernel/setting.ts'
import type { ChannelKind } from '../kind.ts'

/** Where `SMTP_URL` is given. */
export const smtp: ChannelKind = {
  name: 'smtp',
  carries: 'mail',
  open: ({ SMTP_URL, MAIL_FROM = 'service@example.com' }) => {
    if (!SMTP_URL) return undefined
    requireUrl('SMTP_URL', SMTP_URL, ['smtp:', 'smtps:'], 'smtp://user:password@host:587')
    return async () => (await import('./send.ts')).smtpMail(SMTP_URL, MAIL_FROM)
  },
}
