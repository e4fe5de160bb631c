import { createTransport } from 'nodemailer'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { MailMessage, Messenger } from '../../../shared/ports/messaging.ts'

/** A mail server that hangs holds up ten mails for so long, not for the library's ten minutes. */
const PATIENCE = { connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 10_000 }

/** E-mail through a mail server, `smtp://user:password@host:587`. */
export function smtpMail(url: string, from: string): Messenger<MailMessage> {
  const transport = createTransport({ url, ...PATIENCE })
  return {
    async send({ key, to, subject, text, html }) {
      try {
        // The same Message-ID for the same message: most mailboxes show a repeat once.
        await transport.sendMail({ from, to, subject, text, html, messageId: `<${key.replaceAll('/', '.')}@chengnuo>` })
      } catch (cause) {
        throw new MessageNotSentError('The mail server did not take the mail', { cause })
      }
      return undefined
    },
  }
}
