import type { Instant } from './instant.ts'
import type { Text } from './text.ts'

/** What a line is made with: both languages, and the parts that have words of their own. */
export interface Words {
  say(zh: string, en: string): string
  name(name: Text): string
  time(instant: Instant): string
  late(length: string): string
  /** Fen as money; in yuan unless told otherwise. */
  amount(fen: number, currency?: string): string
  because(cause: string): string
  promise(clockId: string): string
  /** A detail after a colon; nothing when there is none. */
  more(detail: string | undefined): string
  /** Details, some with a name: `顺丰；判定：主板`. Those that are not there leave nothing. */
  details(...all: readonly (string | false | undefined | Detail)[]): string
}
interface Detail extends Text {
  readonly is: string | false | undefined
}
