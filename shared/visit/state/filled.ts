import type { PersonRef } from '../../kernel/actor.ts'
import type { KeptFile } from '../../kernel/file-kind.ts'
import type { Instant } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'
import type { Agreement } from '../../promise/agreement.ts'

/** A form as it is filled in once: of a visit, or about one repair, by its number. */
export interface Sheet {
  readonly form: string
  readonly about?: string
}
export const isSameSheet = (one: Sheet, other: Sheet): boolean => one.form === other.form && one.about === other.about
export const sheetKey = ({ form, about }: Sheet): string => (about === undefined ? form : `${form}@${about}`)

/** What came of one form of a visit. The answers stand in the log, in words that need no form to be read. */
export interface FilledForm extends Sheet {
  readonly version: number
  readonly title: Text
  /** Of the event that says it, the latest. */
  readonly seq: number
  readonly at: Instant
  readonly by: PersonRef
  /** What comes after the rest, and is required. */
  readonly later: readonly LaterItem[]
  readonly signed?: Signed
  /** The mean of its scores. */
  readonly score?: number
  /** One of them is so low that somebody has to know. */
  readonly isLow?: true
  /** The customer gets a written report of it. */
  readonly isReported?: true
  /** Since when it counts for others: until then whoever mistyped it may mend it, and nothing comes of it. */
  readonly meantAt?: Instant
  /** The repair that it is about knows of it. */
  readonly isNoted?: true
}
export interface LaterItem {
  readonly item: string
  readonly kind: 'photo' | 'signature'
  readonly ask: Text
}

/** A photo of one item; it may come before the rest is filled in. */
export interface VisitPhoto extends KeptFile {
  readonly form: string
  readonly item: string
  readonly note?: string
}

/** The customer's word that it is as it says, drawn by their hand; an earlier version took a name that was typed, without a file. */
export interface Signed {
  readonly signer: string
  readonly at: Instant
  readonly seq: number
  readonly file?: KeptFile
  /** By their own link, rather than on the engineer's phone. */
  readonly byLink?: true
}

/** A fault that was found, and the repair that it opened; without one that is still to be opened. */
export interface FoundFault extends Sheet {
  readonly item: string
  readonly unit?: string
  /** Of the event that says what it is. */
  readonly seq: number
  readonly repair?: string
  /** Filled in anew, it is no fault: whoever has the repair is `told`, and the repair ends by the customer's word or a manager's. */
  readonly mended?: 'toTell' | 'told'
}

export const SUGGESTION_ANSWERS = ['accepted', 'declined', 'later', 'done'] as const
export type SuggestionAnswer = (typeof SUGGESTION_ANSWERS)[number]

/** What the customer was advised; open until somebody answers. */
export interface Suggestion {
  /** Its own within the visit: the key of its sheet, and the item. */
  readonly key: string
  readonly what: Text
  readonly at: Instant
  readonly answer?: {
    readonly what: SuggestionAnswer
    readonly words?: string
    readonly at: Instant
    readonly by: string
    /** From whom at the customer's ours heard it, and how. */
    readonly said?: Agreement
    /** They said so themselves, by their link. */
    readonly byCustomer?: true
  }
  /** What the customer wanted is done: what, when, and who of ours says so. */
  readonly carriedOut?: { readonly at: Instant; readonly by: string; readonly words: string }
}
