import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { MailMessage, Messenger } from '../../../shared/ports/messaging.ts'
import { clientOptions } from '../../adapters/client-options.ts'

/** E-mail through SES v2 from one verified address. */
export const sesMail = (from: string, client = new SESv2Client(clientOptions(5000, 1))): Messenger<MailMessage> => ({
  send: async ({ to, subject, text, html }) => {
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } },
        }),
      )
    } catch (cause) {
      throw new MessageNotSentError('SES did not take the e-mail', { cause })
    }
    return undefined
  },
})
