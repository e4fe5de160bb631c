import type { MailMessage, Messenger, OutgoingMessage, TextMessage } from '../../shared/ports/messaging.ts'

type Outside = { readonly messenger: Messenger }
/** What becomes of a message; `pass` lets it go as ever. */
type Instead<M> = (message: M, pass: (message: M) => Promise<void>) => Promise<void>

/** Replaces what sends text messages. */
export const sendingTexts = (instead: Instead<TextMessage>) => replacing('text', instead)
/** Replaces what sends mail. */
export const sendingMails = (instead: Instead<MailMessage>) => replacing('mail', instead)

const replacing =
  <K extends OutgoingMessage['kind']>(kind: K, instead: Instead<Extract<OutgoingMessage, { kind: K }>>) =>
  ({ messenger }: Outside): Outside => {
    const isOne = (message: OutgoingMessage): message is Extract<OutgoingMessage, { kind: K }> => message.kind === kind
    const pass = async (message: OutgoingMessage) => void (await messenger.send(message))
    return {
      messenger: {
        send: async (message) => {
          await (isOne(message) ? instead(message, pass) : pass(message))
          return undefined
        },
      },
    }
  }
