import type { Instant } from '../kernel/instant.ts'
import type { Subject } from '../kernel/subject.ts'
import type { Language } from '../kernel/text.ts'
import type { Period } from './tallies.ts'

/** The link in a message, as sent, and its token's hash, by which it is on file: whoever keeps the message keeps the hash. */
export interface SentLink {
  readonly url: string
  readonly hash: string
}

interface MessageBase {
  readonly key: string
  readonly to: string
  readonly link?: SentLink
  readonly about: Subject
  readonly reason: string
}
/** What a phone is told: a page, a reminder, a line to a contact. */
export interface TextMessage extends MessageBase {
  readonly kind: 'text'
  /** Keys of the messages that this one says together; a single one has only its own. */
  readonly parts: readonly string[]
  readonly text: string
  /** For providers that send registered templates instead of free text. */
  readonly template: string
  readonly values: Readonly<Record<string, string>>
  readonly said?: Said
  /** Channels that did not bring it to this phone: another has it. */
  readonly notBy?: readonly string[]
}

/** The texts that providers have to know beforehand; `functions/channels/registered` has their words. */
export const REGISTERED = ['page', 'breach', 'reminder', 'bundle', 'stuck', 'notice', 'test'] as const
export type RegisteredId = (typeof REGISTERED)[number]

/**
 * The same message for a provider that sends registered texts alone, in Chinese as these are: which of them, and what each of its
 * variables may say, from the fullest to the tersest.
 */
export interface Said {
  readonly as: RegisteredId
  readonly ways: Readonly<Record<string, readonly string[]>>
}
export interface MailMessage extends MessageBase {
  readonly kind: 'mail'
  readonly subject: string
  readonly text: string
  readonly html: string
}
/**
 * What a phone that rings reads out. Whoever presses 1 has taken what the link leads to: `POST {link.url}/key` with `Digits=1`; without
 * a link nothing is to be pressed.
 */
export interface VoiceMessage extends MessageBase {
  readonly kind: 'voice'
  readonly text: string
  readonly language: Language
  /** For providers that read out registered texts alone. Absent: none says it. */
  readonly said?: Said
}
export type OutgoingMessage = TextMessage | MailMessage | VoiceMessage

/**
 * Hands over one message; throws `MessageNotSentError` when whoever carries it refuses or cannot be reached. The key lets a
 * provider that can drop a repeat do so.
 */
export interface Messenger<M extends OutgoingMessage = OutgoingMessage> {
  send(message: M): Promise<Accepted | undefined>
  /** What its provider says, when asked, of messages that it took from us. Absent: it is not to be asked. */
  ask?(): Promise<readonly GivenReceipt[]>
}

/** By what a provider will name the message in its receipt, where nothing of ours can go along with it. */
export interface Accepted {
  /** The channel. */
  readonly by: string
  readonly id: string
}

/** What became of a message, as whoever carried it says afterwards. It is no answer to the message. */
export interface Receipt {
  readonly status: 'delivered' | 'failed'
  /** The channel. */
  readonly by: string
  readonly at: Instant
  /** The provider's code for why not. */
  readonly cause?: string
}

/** A receipt as it comes: of the messages with these keys, or of what its provider calls by this id. */
export interface GivenReceipt extends Omit<Receipt, 'by' | 'at'> {
  readonly of: { readonly keys: readonly string[] } | { readonly id: string }
}

/** So many messages at most, pages apart, which go in any case. */
export type Limits = Partial<Readonly<Record<Period, number>>>

/** One way for messages of one kind to leave. */
export interface Channel extends Messenger {
  readonly name: string
  readonly carries: OutgoingMessage['kind']
  /** Absent: it has none. */
  readonly limits?: () => Promise<Limits>
  /** Reads what its provider's webhook says of messages that it took. Absent: it says nothing. */
  readonly receipts?: ReadReceipts
}

/** A key that was pressed on a phone that rang, where its provider tells that like a receipt. */
export interface Pressed {
  readonly of: { readonly id: string }
  readonly key: string
}

/** `refused`: it does not come from the provider. What is not about messages of ours is left out. */
export type ReadReceipts = (push: Push) => Promise<readonly (GivenReceipt | Pressed)[] | 'refused'>

/** A provider's webhook as it came in. */
export interface Push {
  /** As the provider was told to call it, with its query. */
  readonly url: string
  /** Names in lower case. */
  readonly headers: Readonly<Record<string, string | undefined>>
  readonly body: string
}
