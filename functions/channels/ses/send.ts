import { SESv2Client, SendEmailCommand } from '@aws-sdk/client-sesv2'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { MailMessage, Messenger } from '../../../shared/ports/messaging.ts'
import { clientOptions } from '../../adapters/client-options.ts'
import { tagOf } from './receipts.ts'

/** E-mail through SES v2 from one verified address; what comes back of it is told by the configuration set. */
export const sesMail = (
  from: string,
  configurationSet: string | undefined,
  client = new SESv2Client(clientOptions(5000, 1)),
): Messenger<MailMessage> => ({
  send: async ({ key, to, subject, text, html }) => {
    const utf8 = (Data: string) => ({ Data, Charset: 'UTF-8' })
    try {
      await client.send(
        new SendEmailCommand({
          FromEmailAddress: from,
          Destination: { ToAddresses: [to] },
          Content: { Simple: { Subject: utf8(subject), Body: { Text: utf8(text), Html: utf8(html) } } },
          ...(configurationSet && { ConfigurationSetName: configurationSet, EmailTags: tagOf(key) }),
        }),
      )
    } catch (cause) {
      throw new MessageNotSentError('SES did not take the e-mail', { cause })
    }
    return undefined
  },
})
