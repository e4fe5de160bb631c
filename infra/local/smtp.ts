import { createTransport } from 'nodemailer'
import { MessageNotSentError } from '../../shared/kernel/errors.ts'
import type { MailSender } from '../../shared/ports/messaging.ts'

/** A mail server that hangs holds up ten mails for so long, not for the library's ten minutes. */
const PATIENCE = { connectionTimeout: 20_000, greetingTimeout: 20_000, socketTimeout: 20_000 }

/** Real mail beside the mailbox, when `SMTP_URL` (`smtp://user:password@host:587`) and `MAIL_FROM` are given. */
export function smtpMail(url: string, from: string): MailSender {
  const transport = createTransport({ url, ...PATIENCE })
  return {
    async send({ key, to, subject, text, html }) {
      try {
        // The same Message-ID for the same message: most mailboxes show a repeat once.
        await transport.sendMail({ from, to, subject, text, html, messageId: `<${key.replaceAll('/', '.')}@chengnuo>` })
      } catch (cause) {
        throw new MessageNotSentError('The mail server did not take the mail', { cause })
      }
    },
  }
}
