import type { Subject } from '../kernel/subject.ts'

/** The link in a message, as sent, and its token's hash, by which it is on file: whoever keeps the message keeps the hash. */
export interface SentLink {
  readonly url: string
  readonly hash: string
}

export interface SmsMessage {
  readonly key: string
  /** Keys of the messages that this one says together; a single one has only its own. */
  readonly parts: readonly string[]
  readonly to: string
  readonly text: string
  /** For providers that send registered templates instead of free text. */
  readonly template: string
  readonly values: Readonly<Record<string, string>>
  readonly link?: SentLink
  readonly about: Subject
  readonly reason: string
}
export interface MailMessage {
  readonly key: string
  readonly to: string
  readonly subject: string
  readonly text: string
  readonly html: string
  readonly link?: SentLink
  readonly about: Subject
  readonly reason: string
}

/** Hands over one message; throws `MessageNotSentError` when the provider refuses it or cannot be reached. The key lets a provider that can drop a repeat do so. */
export interface SmsSender {
  send(message: SmsMessage): Promise<void>
}
export interface MailSender {
  send(message: MailMessage): Promise<void>
}
