import { inflateRawSync } from 'node:zlib'
import { describe, expect, test } from 'vitest'
import { docxOf } from '../../../functions/documents/docx.ts'
import { drawing } from '../../../infra/local/demo/signed.ts'
import { withPictures } from '../../../shared/report/document.ts'
import type { ReportSource } from '../../../shared/report/source.ts'
import { visitReport } from '../../../shared/report/visit-report.ts'
import { documentPage } from '../../../web/pages/document.ts'

const said = (words: string) => ({ zh: words, en: words })
const SOURCE: ReportSource = {
  visit: 'V261201-0001',
  way: 'visit',
  supplier: { zh: '某某公司', en: 'Supplier' },
  hotline: '400-800-1300',
  customer: '第一中学',
  contract: 'C-1',
  plan: said('Campus'),
  site: { name: '教学楼', address: '文一路 1 号' },
  timezone: 'Asia/Shanghai',
  works: [{ clause: 'C17', name: said('Full inspection'), dueAt: '2026-12-10T16:00:00Z' }],
  done: { at: '2026-12-01T03:00:00Z', by: '王强', found: 'all rooms <checked>' },
  engineer: '王强',
  forms: [
    {
      title: { zh: '季度全面巡检保养', en: 'Quarterly inspection' },
      version: 1,
      by: '王强',
      at: '2026-12-01T02:00:00Z',
      said: [
        {
          item: 'display',
          section: said('Displays'),
          ask: said('Screens'),
          answer: said('faulty'),
          note: 'dark',
          units: ['SN-1'],
        },
        { item: 'volts', section: said('Power'), ask: said('Voltage'), answer: said('230 V') },
      ],
      signed: { signer: '李老师', at: '2026-12-01T02:30:00Z', sha256: 'ab'.repeat(32) },
    },
  ],
  faults: [{ what: said('Screens: faulty (dark)'), unit: 'SN-1', repair: '261201-0007' }],
  suggestions: [{ what: said('more light') }],
  unanswered: [{ what: said('加装遮光帘'), at: '2026-09-01T03:00:00Z' }],
  photos: [{ sha256: 'cd'.repeat(32), note: 'room 101' }],
  period: { from: '2026-09-01T03:00:00Z', to: '2026-12-01T03:00:00Z' },
  units: [
    { serial: 'SN-1', name: 'Screen', model: 'X86' },
    { serial: 'SN-2', name: 'Screen', model: 'X86' },
  ],
  repairs: [
    {
      repair: '261001-0001',
      severity: said('ordinary'),
      symptoms: 'dark',
      problem: 'lamp',
      unit: 'SN-1',
      unitName: 'Screen',
      model: 'X86',
      reportedAt: '2026-10-01T00:00:00Z',
      repairedAt: '2026-10-02T00:00:00Z',
      loans: [],
      isClosed: true,
    },
    {
      repair: '261120-0002',
      severity: said('ordinary'),
      symptoms: 'no sound \u0001',
      unit: 'SN-1',
      unitName: 'Screen',
      model: 'X86',
      reportedAt: '2026-11-20T00:00:00Z',
      loans: [],
      isClosed: false,
    },
  ],
}
const text = JSON.stringify(visitReport(SOURCE))

/** What stands in a part of a zip file. */
function partOf(zip: Uint8Array, name: string): string {
  const bytes = Buffer.from(zip)
  for (let at = bytes.indexOf('PK\x01\x02', 0, 'latin1'); at >= 0; at = bytes.indexOf('PK\x01\x02', at + 4, 'latin1')) {
    const [size, length, offset] = [
      bytes.readUInt32LE(at + 20),
      bytes.readUInt16LE(at + 28),
      bytes.readUInt32LE(at + 42),
    ]
    if (bytes.toString('utf8', at + 46, at + 46 + length) !== name) continue
    const begin = offset + 30 + bytes.readUInt16LE(offset + 26) + bytes.readUInt16LE(offset + 28)
    const part = bytes.subarray(begin, begin + size)
    return (bytes.readUInt16LE(at + 10) === 0 ? part : inflateRawSync(part)).toString('utf8')
  }
  throw new Error(`no ${name}`)
}

describe('[C17] [N18] the written report', () => {
  test('names who did what when, the clause, the findings with their repairs, the signature with its proof', () => {
    for (const words of [
      'C17',
      'V261201-0001',
      '王强',
      '李老师',
      '261201-0007',
      'SN-1',
      'ab'.repeat(32),
      'room 101',
      'more light',
    ])
      expect(text).toContain(words)
  })

  test('counts the faults of the period by model, unit, level and problem, and says what is open', () => {
    expect(text).toContain('2 reported, 1 not repaired.')
    expect(text).toContain('261120-0002 is not repaired yet: no sound')
    expect(text).toContain('Screen SN-1 failed 2 times in the period')
    expect(text).toContain('"en":"lamp"')
    expect(text).toContain('"en":"not known"')
  })

  test('[H19] says how available the equipment was, and how that is reckoned', () => {
    // 24 h, and from 20 November 00:00 to 1 December 03:00: 267 h, of two units in 91 days.
    expect(text).toContain(`${(Math.floor((1 - (24 + 267) / (2 * 91 * 24)) * 10_000) / 100).toFixed(2)} %`)
    expect(text).toContain('time out of use ÷ (units × length of the period)')
  })

  test('is the same on a page and in a word processor, and nothing written into it is markup', async () => {
    const whole = await withPictures(visitReport(SOURCE), async (sha256) =>
      sha256 === 'ab'.repeat(32) ? drawing() : undefined,
    )
    const [page, docx] = [documentPage(whole, 'zh-CN'), await docxOf(whole, 'zh-CN')]
    expect(page).toContain('all rooms &lt;checked&gt;')
    expect(page).not.toContain('<script')
    const body = partOf(docx, 'word/document.xml')
    for (const words of ['季度全面巡检保养报告', '本期故障统计', '设备完好率', '李老师', 'all rooms &lt;checked&gt;']) {
      expect(page).toContain(words)
      expect(body).toContain(words)
    }
    expect(body).not.toContain('\u0001')
    // The picture of the signature is in both, and not beside them.
    expect(page).toContain(`src="data:image/png;base64,${drawing().toString('base64')}"`)
    expect(body).toContain('<w:drawing>')
    expect(Buffer.from(docx).includes('word/media/')).toBe(true)
  })

  test('in English alone where it is asked for', () => {
    const page = documentPage(visitReport(SOURCE), 'en')
    expect(page).toContain('Report: Quarterly inspection')
    expect(page).not.toContain('设备完好率')
  })
})
