import type { Text } from '../kernel/text.ts'

/** What a report says, whatever it is printed as: a page, a file for a word processor. Dates and lengths are words already. */
export interface ReportDocument {
  readonly title: Text
  /** What it is about, below the title. */
  readonly about: readonly Text[]
  readonly sections: readonly ReportSection[]
}
interface ReportSection {
  readonly title: Text
  readonly blocks: readonly Block[]
}
export type Block =
  | { readonly kind: 'facts'; readonly rows: readonly (readonly [label: Text, value: Text])[] }
  | { readonly kind: 'table'; readonly head: readonly Text[]; readonly rows: readonly (readonly Text[])[] }
  | { readonly kind: 'words'; readonly text: Text }
