import type { Duration } from '../../../shared/kernel/instant.ts'
import type { Answer } from '../../support/edge.ts'

/** A message as the story reads it: what it says and where its link leads (`/p/…`, `/c/…`). */
export interface Message {
  readonly text: string
  readonly link: string
}

/** One repair of one system, seen from outside: what callers and people send to it, and what it sends to them. */
export interface Driver {
  /** A request of Twilio's, signed, to the path and query that it was told to call. */
  twilio(address: string, form: Readonly<Record<string, string>>): Promise<Answer>
  /** The staff API, as a dispatcher. */
  api(path: string, body?: unknown): Promise<Answer>
  open(link: string): Promise<Answer>
  /** Taps a button on a link's page. */
  tap(link: string, action: string, fields?: Readonly<Record<string, string>>): Promise<Answer>
  /** The next SMS to this person that says so, as soon as it is there; fails when it does not come. */
  sms(person: string, text: string): Promise<Message>
  /** The next mail with this in its subject. */
  mail(subject: string): Promise<Message>
  /** Lets time pass until so long after the report: durations from the report do not add up delays on the way. */
  until(sinceReport: Duration): Promise<void>
  /** Everything sent about this repair, oldest first for each recipient: `chen-wei: …`, `mail: <subject>`. */
  messages(): Promise<readonly string[]>
}
