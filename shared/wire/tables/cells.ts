import { filedPhone } from '../../directory/phone.ts'
import { type Duration, durationMs } from '../../kernel/instant.ts'
import type { Text } from '../../kernel/text.ts'

/** How one kind of value stands in a cell. `read` never sees an empty cell: that is a value which is absent. */
export interface Cell {
  /** How a form asks for it. */
  readonly kind: CellKind
  readonly read: (text: string) => Reading
  readonly write: (value: never, language: keyof Text) => string
  /** Of a choice: what there is, by the value that is kept. */
  readonly words?: Readonly<Record<string, Text>>
  /** A spreadsheet that turns it into a value of its own, and back, does no harm. */
  readonly harmless?: true
}
export type CellKind =
  | 'text'
  | 'code'
  | 'phone'
  | 'day'
  | 'whole'
  | 'yuan'
  | 'codes'
  | 'minutes'
  | 'terms'
  | 'choice'
  | 'flag'
type Reading = { readonly value: unknown } | { readonly problem: Text }

const value = (value: unknown): Reading => ({ value })
const problem = (zh: string, en: string): Reading => ({ problem: { zh, en } })

export const text: Cell = { kind: 'text', read: value, write: (stored: string) => stored }

/** Spreadsheets show numbers of 12 digits and more as `8.61E+12`, and forget their last digits. */
const mangled = /^\d(\.\d+)?e\+(1[1-9]|[2-9]\d)$/i

/** Numbers that nobody calculates with: ids, serial numbers, codes. */
export const code: Cell = {
  kind: 'code',
  read: (written) =>
    mangled.test(written)
      ? problem(
          '表格软件把这个号码变成了数值，后面的位数已丢失；把这一列设成“文本”格式再填一次',
          'the spreadsheet has turned this number into a value and lost its last digits: format the column as text and enter it again',
        )
      : value(written),
  write: (stored: string) => stored,
}

export const phone: Cell = {
  kind: 'phone',
  read: (written) => (mangled.test(written) ? code.read(written) : value(filedPhone(written) ?? written)),
  write: (stored: string) => stored,
}

/** Also as spreadsheets and people write it: 2026/6/1, 2026.6.1, 2026年6月1日, 20260601. */
export const day: Cell = {
  kind: 'day',
  read: (written) => {
    const [, year, month = '', date = ''] =
      /^(\d{4})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*日?$/.exec(written) ??
      /^(\d{4})(\d{2})(\d{2})$/.exec(written) ??
      []
    return value(year ? `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}` : written)
  },
  write: (stored: string) => stored,
  harmless: true,
}

export const whole: Cell = {
  kind: 'whole',
  read: (written) =>
    /^\d{1,9}$/.test(written)
      ? value(Number(written))
      : problem('要写成整数，例如 1', 'must be a whole number such as 1'),
  write: (stored: number) => String(stored),
  harmless: true,
}

/** Yuan for people, fen inside; reckoned digit by digit. */
export const yuan: Cell = {
  kind: 'yuan',
  read: (written) => {
    const [, plain, fraction = ''] =
      /^(\d{1,13})(?:\.(\d{1,2})0*)?$/.exec(written.replace(/^[¥￥]\s*|,(?=\d{3}(?:\D|$))/g, '')) ?? []
    return plain === undefined
      ? problem(
          '要写成金额（元），最多两位小数，例如 1250.50',
          'must be an amount in yuan with at most two decimals, such as 1250.50',
        )
      : value(Number(plain) * 100 + Number(fraction.padEnd(2, '0')))
  },
  write: (fen: number) => `${Math.trunc(fen / 100)}.${String(fen % 100).padStart(2, '0')}`,
  harmless: true,
}

const SEPARATORS = /[;；、,，\n]/
const parts = (written: string): string[] =>
  written
    .split(SEPARATORS)
    .map((part) => part.trim())
    .filter((part) => part !== '')

/** Several ids or serial numbers in one cell. */
export const codes: Cell = {
  kind: 'codes',
  read: (written) => {
    const bad = parts(written).find((part) => mangled.test(part))
    return bad === undefined ? value(parts(written)) : code.read(bad)
  },
  write: (stored: readonly string[]) => stored.join('; '),
}

/** Several lengths in whole minutes, `1; 3`, kept as durations. */
export const minutes: Cell = {
  kind: 'minutes',
  read: (written) =>
    parts(written).every((part) => /^[1-9]\d?$/.test(part))
      ? value(parts(written).map((part) => `PT${part}M`))
      : problem('要写成分钟数，用分号隔开，例如 1; 3', 'must be minutes with semicolons between them, such as 1; 3'),
  write: (stored: readonly Duration[]) => stored.map((length) => durationMs(length) / 60_000).join('; '),
}

/** Terms from a first to a last day: `2028-05-17..2029-05-16; …`. */
export const terms: Cell = {
  kind: 'terms',
  read: (written) => {
    const read = parts(written).map((part) => part.split(/\.\.|~|～|至|\bto\b/).map((end) => end.trim()))
    if (read.some((ends) => ends.length !== 2))
      return problem(
        '每期写成 2028-05-17..2029-05-16，用分号隔开',
        'write each term as 2028-05-17..2029-05-16, with semicolons between them',
      )
    return value(read.map(([from = '', until = '']) => ({ from: dayIn(from), until: dayIn(until) })))
  },
  write: (stored: readonly { readonly from: string; readonly until: string }[]) =>
    stored.map(({ from, until }) => `${from}..${until}`).join('; '),
}
const dayIn = (written: string): unknown => {
  const reading = day.read(written)
  return 'value' in reading ? reading.value : written
}

/** One of a few words; the value itself is understood as well. */
export const choice = (words: Readonly<Record<string, Text>>): Cell & { readonly words: typeof words } => ({
  kind: 'choice',
  words,
  read: (written) => {
    const wanted = written.toLowerCase()
    const found = Object.entries(words).find(([key, { zh, en }]) =>
      [key, zh, en].some((word) => word.toLowerCase() === wanted),
    )
    if (found) return value(found[0])
    const list = (language: keyof Text) => Object.values(words).map((word) => word[language])
    return problem(`只能是${list('zh').join('、')}`, `must be one of ${list('en').join(', ')}`)
  },
  write: (stored: string, language) => words[stored]?.[language] ?? stored,
})

const yesOrNo = choice({ true: { zh: '是', en: 'yes' }, false: { zh: '否', en: 'no' } })
export const flag: Cell = {
  kind: 'flag',
  words: yesOrNo.words,
  read: (written) => {
    const reading = yesOrNo.read(written)
    return 'value' in reading ? value(reading.value === 'true') : reading
  },
  write: (stored: boolean, language) => yesOrNo.write(String(stored) as never, language),
}
