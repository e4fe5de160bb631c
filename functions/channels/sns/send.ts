import { PublishCommand, SNSClient } from '@aws-sdk/client-sns'
import { MessageNotSentError } from '../../../shared/kernel/errors.ts'
import type { Messenger, TextMessage } from '../../../shared/ports/messaging.ts'
import { clientOptions } from '../../adapters/client-options.ts'

/** SMS through SNS. SNS cannot drop a repeat, so `key` is not used: the caller's claim on the effect guards it. */
export const snsText = (client = new SNSClient(clientOptions(6000, 1))): Messenger<TextMessage> => ({
  send: async ({ to, text }) => {
    try {
      await client.send(
        new PublishCommand({
          PhoneNumber: to,
          Message: text,
          MessageAttributes: { 'AWS.SNS.SMS.SMSType': TRANSACTIONAL },
        }),
      )
    } catch (cause) {
      throw new MessageNotSentError('SNS did not take the SMS', { cause })
    }
    return undefined
  },
})

const TRANSACTIONAL = { DataType: 'String', StringValue: 'Transactional' }
