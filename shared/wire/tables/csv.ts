import Papa from 'papaparse'
import type { Text } from '../../kernel/text.ts'
import { unguarded } from './guard.ts'

/** The rows of a CSV file; a problem when it is none. Separated by commas, semicolons or tabs, whichever the headings are. */
export function readCsv(bytes: Uint8Array): { rows: string[][] } | { problem: Text; row?: number } {
  const text = decode(bytes)
  if (text === undefined)
    return { problem: { zh: '不是 UTF-8 或 GBK 编码的文本', en: 'is not a text in UTF-8 or GBK' } }
  const { data, errors } = Papa.parse<string[]>(text, { delimiter: delimiterOf(text) })
  const [error] = errors
  if (error) {
    const row = error.row === undefined ? {} : { row: error.row + 1 }
    return { problem: { zh: '引号没有配对', en: 'has a quotation mark without its other half' }, ...row }
  }
  return { rows: data.map((row) => row.map(unguarded)) }
}

/** Excel in China saves CSV as GBK, of which GB 18030 is the whole. What is valid UTF-8 is hardly ever meant as anything else. */
function decode(bytes: Uint8Array): string | undefined {
  const encodings = bytes[0] === 0xff && bytes[1] === 0xfe ? ['utf-16le'] : ['utf-8', 'gb18030']
  for (const encoding of encodings) {
    try {
      return new TextDecoder(encoding, { fatal: true }).decode(bytes)
    } catch (error) {
      if (!(error instanceof TypeError)) throw error
    }
  }
  return undefined
}

const delimiterOf = (text: string): string => {
  const headings = text.slice(0, text.search(/[\r\n]|$/))
  const count = (delimiter: string) => headings.split(delimiter).length
  return [',', ';', '\t'].toSorted((a, b) => count(b) - count(a))[0] ?? ','
}
