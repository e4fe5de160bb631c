import {
  AlignmentType,
  Document,
  Footer,
  HeadingLevel,
  ImageRun,
  type ISectionOptions,
  Packer,
  PageNumber,
  Paragraph,
  Table,
  TableCell,
  TableRow,
  TextRun,
  WidthType,
} from 'docx'
import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import type { Block, ReportDocument } from '../../shared/report/document.ts'

type Say = (words: Text) => string
type Child = NonNullable<ISectionOptions['children']>[number]

/** Twentieths of a point. */
const GAP = 160
/** Half points. */
const SIZE = 21
const FONT = { ascii: 'Calibri', hAnsi: 'Calibri', eastAsia: 'SimSun' }

/** A written report for a word processor, such as the customer's archive wants it. */
export async function docxOf({ title, about, sections }: ReportDocument, language: Language): Promise<Uint8Array> {
  const say: Say = (words) => inLanguage(words, language)
  const document = new Document({
    title: say(title),
    styles: { default: { document: { run: { font: FONT, size: SIZE } } } },
    sections: [
      {
        footers: { default: pageNumbers() },
        children: [
          new Paragraph({ text: say(title), heading: HeadingLevel.TITLE, alignment: AlignmentType.CENTER }),
          ...about.map((line) => new Paragraph({ text: say(line), alignment: AlignmentType.CENTER })),
          ...sections.flatMap((section) => [
            new Paragraph({
              text: say(section.title),
              heading: HeadingLevel.HEADING_1,
              spacing: { before: 2 * GAP, after: GAP },
              keepNext: true,
            }),
            ...section.blocks.flatMap((block) => blockOf(block, say)),
          ]),
        ],
      },
    ],
  })
  return new Uint8Array(await Packer.toArrayBuffer(document))
}

const pageNumbers = () =>
  new Footer({
    children: [
      new Paragraph({
        alignment: AlignmentType.CENTER,
        children: [new TextRun({ children: [PageNumber.CURRENT, ' / ', PageNumber.TOTAL_PAGES] })],
      }),
    ],
  })

function blockOf(block: Block, say: Say): readonly Child[] {
  switch (block.kind) {
    case 'facts':
      return [
        table(block.rows.map(([label, value]) => [cell(say(label), true, 25), cell(say(value), false, 75)])),
        gap(),
      ]
    case 'table':
      return [
        table(
          block.rows.map((row) => row.map((value) => cell(say(value)))),
          block.head.map((value) => cell(say(value), true)),
        ),
        gap(),
      ]
    case 'picture':
      return [
        ...(block.png ? [drawing(block.png, say(block.caption))] : []),
        new Paragraph({ text: say(block.caption) }),
      ]
    case 'words':
      return lines(say(block.text)).map((text) => new Paragraph({ text }))
    default:
      return block satisfies never
  }
}

/** At the size of a signature, whatever it was drawn on. */
function drawing(png: Uint8Array, name: string): Paragraph {
  const data = Buffer.from(png)
  const [width, height] = [data.readUInt32BE(16), data.readUInt32BE(20)]
  const transformation = { width: DRAWN_WIDTH, height: Math.round((DRAWN_WIDTH * height) / width) }
  const altText = { name, description: name, title: name }
  return new Paragraph({ children: [new ImageRun({ type: 'png', data, transformation, altText })], keepNext: true })
}
/** Pixels. */
const DRAWN_WIDTH = 240

const table = (rows: readonly (readonly TableCell[])[], head?: readonly TableCell[]): Table =>
  new Table({
    width: { size: 100, type: WidthType.PERCENTAGE },
    rows: [
      ...(head ? [new TableRow({ children: head, tableHeader: true })] : []),
      ...rows.map((children) => new TableRow({ children, cantSplit: true })),
    ],
  })

const cell = (words: string, bold = false, width?: number): TableCell =>
  new TableCell({
    ...(width !== undefined && { width: { size: width, type: WidthType.PERCENTAGE } }),
    children: lines(words).map((text) => new Paragraph({ children: [new TextRun({ text, bold })] })),
  })

const gap = () => new Paragraph({ text: '' })

/** What XML cannot hold is left out: it would be a file that nobody can open. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what it is about
const UNWRITABLE = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const lines = (words: string): readonly string[] => words.toWellFormed().replace(UNWRITABLE, '').split('\n')
