import { mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { deflateRawSync } from 'node:zlib'
import { afterAll, describe, expect, it } from 'vitest'
import { readFiles } from '../../infra/import/files.ts'
import { describeRow } from '../../shared/wire/tables/sheet.ts'

const folder = mkdtempSync(join(tmpdir(), 'chengnuo-bombs-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const fileOf = (name: string, content: string | Buffer): string => {
  const file = join(folder, name)
  writeFileSync(file, content)
  return file
}
const problemsIn = async (file: string) => {
  const { sheets, problems } = await readFiles([file])
  return { rows: sheets.flatMap(({ rows }) => rows).length, problems: problems.map((one) => describeRow(one, 'en')) }
}

interface Part {
  readonly name: string
  readonly packed: Buffer
  /** What the file says that it unpacks to. */
  readonly size: number
}
const part = (name: string, text: string | Buffer, size = Buffer.byteLength(text)): Part => ({
  name,
  packed: deflateRawSync(text),
  size,
})

/** A ZIP file that says of itself what it is told to. */
const zip = (parts: readonly Part[]): Buffer => {
  const [locals, entries]: [Buffer[], Buffer[]] = [[], []]
  let offset = 0
  for (const { name, packed, size } of parts) {
    const local = Buffer.alloc(30)
    local.writeUInt32LE(0x04034b50, 0)
    local.writeUInt16LE(20, 4)
    local.writeUInt16LE(8, 8)
    local.writeUInt32LE(packed.length, 18)
    local.writeUInt32LE(size, 22)
    local.writeUInt16LE(name.length, 26)
    const entry = Buffer.alloc(46)
    entry.writeUInt32LE(0x02014b50, 0)
    entry.writeUInt16LE(8, 10)
    entry.writeUInt32LE(packed.length, 20)
    entry.writeUInt32LE(size, 24)
    entry.writeUInt16LE(name.length, 28)
    entry.writeUInt32LE(offset, 42)
    locals.push(local, Buffer.from(name), packed)
    entries.push(entry, Buffer.from(name))
    offset += 30 + name.length + packed.length
  }
  const directory = Buffer.concat(entries)
  const end = Buffer.alloc(22)
  end.writeUInt32LE(0x06054b50, 0)
  end.writeUInt16LE(Math.min(parts.length, 65_535), 8)
  end.writeUInt16LE(Math.min(parts.length, 65_535), 10)
  end.writeUInt32LE(directory.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, directory, end])
}

const HEAD = '<?xml version="1.0" encoding="UTF-8"?>'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const workbook = (sheet: Part, ...more: readonly Part[]): Buffer =>
  zip([
    part(
      'xl/workbook.xml',
      `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="${OFFICE}"><sheets><sheet name="客户" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ),
    part(
      'xl/_rels/workbook.xml.rels',
      `${HEAD}<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="rId1" Type="${OFFICE}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>`,
    ),
    sheet,
    ...more,
  ])
const sheetOf = (rows: string, before = '', head = HEAD): Part =>
  part(
    'xl/worksheets/sheet1.xml',
    `${head}<worksheet xmlns="${MAIN}">${before}<sheetData>${rows}</sheetData></worksheet>`,
  )
const cell = (at: string, text: string) => `<c r="${at}" t="inlineStr"><is><t>${text}</t></is></c>`
const ROW = `<row r="1">${cell('A1', '客户编号')}</row><row r="2">${cell('A2', 'yiyuan')}</row>`

describe('a workbook that anybody may have sent', () => {
  it('is read as it is, also where it says that it is larger', async () => {
    expect(await problemsIn(fileOf('plain.xlsx', workbook(sheetOf(ROW))))).toEqual({ rows: 2, problems: [] })
    const wide = sheetOf(ROW, '<dimension ref="A1:XFD1048576"/>')
    expect(await problemsIn(fileOf('wide.xlsx', workbook(wide)))).toEqual({ rows: 2, problems: [] })
  })

  it('that unpacks to too much is refused before it is unpacked', async () => {
    const zeros = part('xl/media/image1.xml', Buffer.alloc(210 * 1024 * 1024))
    expect(zeros.packed.length).toBeLessThan(1024 * 1024)
    const before = process.memoryUsage().rss
    expect((await problemsIn(fileOf('bomb.xlsx', workbook(sheetOf(ROW), zeros)))).problems).toEqual([
      'bomb.xlsx: unpacks to over 200 MB: no table is so large',
    ])
    expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  })

  it.each([
    ['two counts of its parts', (file: Buffer) => file.writeUInt16LE(1, file.length - 12)],
    ['a directory told elsewhere', (file: Buffer) => file.writeUInt32LE(0x07064b50, file.length - 42)],
  ])('with %s is refused: whoever unpacks it may go by the other', async (_, falsify) => {
    const file = workbook(sheetOf(ROW))
    falsify(file)
    expect((await problemsIn(fileOf('two.xlsx', file))).problems).toEqual([
      'two.xlsx: is a workbook whose directory says two things',
    ])
  })

  it('that says less than it unpacks to gets no more room than it says', async () => {
    const liar = { ...part('xl/worksheets/sheet1.xml', Buffer.alloc(50 * 1024 * 1024, 'x')), size: 100 }
    const { rows, problems } = await problemsIn(fileOf('liar.xlsx', workbook(liar)))
    expect([rows, problems.length]).toEqual([0, 1])
  })

  it.each([
    [
      'a row a billion rows further down',
      `<row r="1">${cell('A1', 'x')}</row><row r="1000000000">${cell('A1000000000', 'x')}</row>`,
    ],
    ['a row at no number at all', `<row r="1">${cell('A1', 'x')}</row><row r="1e999">${cell('A2', 'x')}</row>`],
  ])(
    'with %s is refused, and nothing else stops',
    async (_, rows) => {
      expect((await problemsIn(fileOf('far.xlsx', workbook(sheetOf(rows))))).problems).toEqual([
        'far.xlsx: is too large to be read: see whether a cell stands far outside the table',
      ])
    },
    120_000,
  )

  it('with too many rows, columns or parts is refused in words', async () => {
    const rows = Array.from({ length: 50_001 }, (_, n) => `<row r="${n + 1}">${cell(`A${n + 1}`, 'x')}</row>`).join('')
    expect((await problemsIn(fileOf('long.xlsx', workbook(sheetOf(rows))))).problems).toEqual([
      'long.xlsx: has over 50000 rows; make several files of it',
    ])
    const wide = `<row r="1">${cell('XFD1', 'x')}</row>`
    expect((await problemsIn(fileOf('wide.xlsx', workbook(sheetOf(wide))))).problems).toEqual([
      'wide.xlsx: has over 200 columns',
    ])
    const parts = Array.from({ length: 501 }, (_, n) => part(`xl/${n}.xml`, ''))
    expect((await problemsIn(fileOf('parts.xlsx', workbook(sheetOf(ROW), ...parts)))).problems).toEqual([
      'parts.xlsx: is a workbook of over 500 parts',
    ])
  })

  it('with entities that grow: they are not unfolded', async () => {
    const lol = Array.from({ length: 10 }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(10)}">`).join('')
    const head = `${HEAD}<!DOCTYPE worksheet [<!ENTITY l0 "lol">${lol}]>`
    const bomb = workbook(sheetOf(ROW.replace('yiyuan', '&l10;'), '', head))
    expect(bomb.length).toBeLessThan(5000)
    const { sheets } = await readFiles([fileOf('lol.xlsx', bomb)])
    // Read as it stands, or not at all: nothing grew.
    expect(JSON.stringify(sheets).length).toBeLessThan(1000)
  })
})

describe('a CSV file', () => {
  it.each([
    ['rows', 'x\n'.repeat(50_001), 'has over 50000 rows; make several files of it'],
    ['columns', ','.repeat(3_000_000), 'has over 200 columns'],
  ])('with too many %s is refused in words', async (_, text, words) => {
    expect((await problemsIn(fileOf('客户.csv', text))).problems).toEqual([`客户.csv: ${words}`])
  })

  it('over 20 MB is refused before it is read', async () => {
    const file = fileOf('设备.csv', '')
    truncateSync(file, 20 * 1024 * 1024 + 1)
    expect((await problemsIn(file)).problems).toEqual(['设备.csv: is over 20 MB; make several files of it'])
  })
})
