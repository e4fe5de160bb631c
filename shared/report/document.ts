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
  /** A drawing that is kept; with its bytes, once they were read. */
  | { readonly kind: 'picture'; readonly sha256: string; readonly caption: Text; readonly png?: Uint8Array }
  | { readonly kind: 'words'; readonly text: Text }

/** With the pictures in it: whole in itself. What is kept no more leaves its caption. */
export async function withPictures(
  document: ReportDocument,
  read: (sha256: string) => Promise<Uint8Array | undefined>,
): Promise<ReportDocument> {
  const blockWith = async (block: Block): Promise<Block> => {
    const png = block.kind === 'picture' ? await read(block.sha256) : undefined
    return png && block.kind === 'picture' ? { ...block, png } : block
  }
  const sections = document.sections.map(async ({ title, blocks }) => ({
    title,
    blocks: await Promise.all(blocks.map(blockWith)),
  }))
  return { ...document, sections: await Promise.all(sections) }
}
