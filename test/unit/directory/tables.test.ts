import { describe, expect, it } from 'vitest'
import type { Directory } from '../../../shared/directory/directory.ts'
import { entrySchemas } from '../../../shared/wire/directory.ts'
import { importOf } from '../../../shared/wire/tables/changes.ts'
import { LISTS, type List, TABLES } from '../../../shared/wire/tables/columns.ts'
import { describeRow, type Sheet } from '../../../shared/wire/tables/sheet.ts'
import { sheetsOf } from '../../../shared/wire/tables/write.ts'
import { plans } from '../../support/plans.ts'
import { aContract, aDirectory } from '../../support/repair-fixtures.ts'

const ON_FILE: Directory = aDirectory({
  contracts: [aContract()],
  prices: [{ list: 'P-1', code: 'BAT', name: '电池', class: 'wear', unit: '块', costFen: 9_000, priceFen: 15_050 }],
})

/** A sheet as people write it: headings and rows on lines, cells between bars. */
const sheet = (list: List, text: string): Sheet => ({
  name: `${list}.csv`,
  list,
  rows: text
    .trim()
    .split('\n')
    .map((line) => line.split('|').map((cell) => cell.trim())),
})
const importing = (...sheets: readonly Sheet[]) => importOf(sheets, ON_FILE, plans)
const refused = (list: List, text: string, language: 'zh' | 'en' = 'zh') =>
  importing(sheet(list, text)).problems.map((problem) => describeRow(problem, language))
const kinds = (...sheets: readonly Sheet[]) => importing(...sheets).changes.map(({ id, kind }) => `${kind} ${id}`)

const UNIT = '序列号 | 现场编号 | 型号 | 设备名称 | 简称 | 验收日期\n'

describe('a row', () => {
  it('becomes an entry, whatever the language of its headings, their case and the width of their brackets', () => {
    const zh = sheet('prices', '价目表编号|编码|名称|种类|单位|成本(元)|售价（元）\nP-1|LENS|镜头|备件|个|260|1,380.5')
    const en = sheet(
      'prices',
      'PRICE LIST|Code|name|Class|unit|cost (yuan)|price(yuan)\nP-1|LENS|镜头|part|个|260.00|￥1380.50',
    )
    const entry = {
      list: 'P-1',
      code: 'LENS',
      name: '镜头',
      class: 'part',
      unit: '个',
      costFen: 26_000,
      priceFen: 138_050,
    }
    expect(importing(zh)).toMatchObject({ problems: [], part: { prices: [entry] } })
    expect(importing(en)).toMatchObject({ problems: [], part: { prices: [entry] } })
  })

  it.each([
    ['2026/6/1', '2026-06-01'],
    ['2026.06.01', '2026-06-01'],
    ['2026年6月1日', '2026-06-01'],
    ['20260601', '2026-06-01'],
    ['2024-02-29', '2024-02-29'],
  ])('takes the day %s', (written, day) => {
    const { part } = importing(sheet('units', `${UNIT}U-1|lanting-east|BWC-5|记录仪|记录仪|${written}`))
    expect(part.units).toMatchObject([{ serial: 'U-1', acceptedOn: day }])
  })

  it('takes phone numbers as people write them, lists with any separator, and yes or no', () => {
    const contact =
      '联系人编号|客户编号|现场编号|姓名|电话|语言\nzhu|lanting-police|lanting-east、lanting-traffic|朱|138 0013 8009|中文'
    expect(importing(sheet('contacts', contact)).part.contacts).toMatchObject([
      { phone: '+8613800138009', sites: ['lanting-east', 'lanting-traffic'], language: 'zh-CN' },
    ])
    expect(importing(sheet('loaners', '序列号|型号|备机名称|已用过\nL-9|BWC-5|备机|是')).part.loaners).toMatchObject([
      { used: true },
    ])
  })

  it('takes what binds a contract, and its renewals', () => {
    const text = `合同编号|客户编号|服务承诺|承诺版本|签订日期|验收日期|设备序列号|合同金额（元）|价目表编号|续保
K-2|lanting-police|R|1|2025-03-01|2025-04-02|BWC-2025-0117; DOC-2025-0021|315000|P-1|2028-04-04..2029-04-03；2029-04-04 至 2030-04-03`
    const { part, problems, warnings } = importing(sheet('contracts', text))
    expect([problems, warnings]).toEqual([[], []])
    expect(part.contracts).toEqual([
      aContract({
        id: 'K-2',
        acceptedOn: '2025-04-02',
        units: ['BWC-2025-0117', 'DOC-2025-0021'],
        priceFen: 31_500_000,
        priceList: 'P-1',
        renewals: [
          { from: '2028-04-04', until: '2029-04-03' },
          { from: '2029-04-04', until: '2030-04-03' },
        ],
      }),
    ])
  })

  it('of an entry on file only says what its columns say; an empty cell empties', () => {
    const [unit] = ON_FILE.units
    const known = { ...ON_FILE, units: [{ ...unit, category: 'recorder', acceptedOn: '2025-04-02' }] } as Directory
    const read = (text: string) => importOf([sheet('units', text)], known, plans)
    expect(read('序列号|设备名称\nbwc-2025-0117|新名称').part.units).toEqual([
      { ...unit, serial: 'bwc-2025-0117', name: '新名称', category: 'recorder', acceptedOn: '2025-04-02' },
    ])
    expect(read('序列号|类别\nBWC-2025-0117|').part.units).toEqual([{ ...unit, acceptedOn: '2025-04-02' }])
  })
})

describe('a row that is not right', () => {
  it('is said with its place, its column, what stands there, and what to write', () => {
    const text = `${UNIT}U-1|lanting-east|BWC-5|记录仪|记录仪|2025-02-30
U-2|lanting-east|BWC-5|记录仪|名字太长了写不下去|2025-13-01
|lanting-east|BWC-5|记录仪|记录仪|

1.23E+15|lanting-east|BWC-5|记录仪|记录仪|
U-3||BWC-5|记录仪|记录仪|||x`
    expect(refused('units', text)).toEqual([
      'units.csv 第 2 行 验收日期 "2025-02-30"：没有这一天，写成 2025-02-28',
      'units.csv 第 3 行 简称 "名字太长了写不下去"：最多 8 个字',
      'units.csv 第 3 行 验收日期 "2025-13-01"：要写成日期，例如 2026-06-01',
      'units.csv 第 4 行 序列号：不能为空',
      'units.csv 第 6 行 序列号 "1.23E+15"：表格软件把这个号码变成了数值，后面的位数已丢失；把这一列设成“文本”格式再填一次',
      'units.csv 第 7 行 "x"：这一格上面没有列名',
      'units.csv 第 7 行 现场编号：不能为空',
    ])
    expect(refused('units', text, 'en')[0]).toBe(
      'units.csv row 2 验收日期 "2025-02-30": there is no such day; write 2025-02-28',
    )
  })

  it.each([
    [
      'contacts',
      '联系人编号|客户编号|现场编号|姓名|电话|邮箱|语言\nz|lanting-police|lanting-east|朱|12|zhu|法文',
      [
        '语言 "法文"：只能是中文、英文',
        '电话 "12"：不是电话号码；写成 13800138000、0931-8123456（带区号）、400-800-1300，国外的带国家代码',
        '邮箱 "zhu"：不是电子邮箱地址',
      ],
    ],
    [
      'prices',
      '价目表编号|编码|名称|种类|单位|售价（元）\nP-1|C|电池|耗材|块|1.234',
      [
        '种类 "耗材"：只能是备件、易损件、工时、差旅、住宿、服务',
        '售价（元） "1.234"：要写成金额（元），最多两位小数，例如 1250.50',
      ],
    ],
    [
      'contracts',
      '合同编号|客户编号|服务承诺|承诺版本|签订日期|续保\nK 9|lanting-police|R|一|2025-03-01|2028',
      [
        '承诺版本 "一"：要写成整数，例如 1',
        '续保 "2028"：每期写成 2028-05-17..2029-05-16，用分号隔开',
        '合同编号 "K 9"：只能用 1 到 64 个英文字母、数字、点、横线或下划线',
      ],
    ],
    [
      'contracts',
      '合同编号|客户编号|服务承诺|承诺版本|签订日期|续保\nK-9|lanting-police|R|0|2025-03-01|2028-01-01..2028-02-30',
      ['承诺版本 "0"：不能小于 1', '续保 "2028-01-01..2028-02-30"：没有这一天，写成 2028-02-29'],
    ],
  ] as const)('of %s: every cell that is wrong', (list, text, problems) => {
    expect(refused(list, text)).toEqual(problems.map((problem) => `${list}.csv 第 2 行 ${problem}`))
  })

  it('refers to what is neither in the files nor on file', () => {
    expect(refused('units', `${UNIT}U-1|lanting-west|BWC-5|记录仪|记录仪|`)).toEqual([
      'units.csv 第 2 行 现场编号 "lanting-west"：没有现场 lanting-west',
    ])
    const site =
      '现场编号|客户编号|现场名称|简称|地址|时区|值班表\nlanting-west|lanting-police|城西所|城西所|西街 1 号|Asia/Shanghai|east'
    const unit = sheet('units', `${UNIT}U-1|lanting-west|BWC-5|记录仪|记录仪|`)
    expect(kinds(unit, sheet('sites', site))).toEqual(['added U-1', 'added lanting-west'])
    // A row that refers to one that is not right is not wrong for that.
    const bad = importing(unit, sheet('sites', site.replace('Asia/Shanghai', '北京')))
    expect(bad.problems.map((problem) => describeRow(problem, 'zh'))).toEqual([
      'sites.csv 第 2 行 时区 "北京"：要写成 IANA 时区，例如 Asia/Shanghai',
    ])
  })

  it('is there twice, in one sheet or in two', () => {
    const rows = `${UNIT}U-1|lanting-east|BWC-5|记录仪|记录仪|\nu-1|lanting-east|BWC-5|记录仪|记录仪|`
    expect(refused('units', rows)).toEqual(['units.csv 第 3 行 序列号 "U-1"：第 2 行已经有了'])
    const one = sheet('units', `${UNIT}U-1|lanting-east|BWC-5|记录仪|记录仪|`)
    const problems = importing(one, { ...one, name: 'more.xlsx/设备' }).problems
    expect(problems.map((problem) => describeRow(problem, 'zh'))).toEqual([
      'more.xlsx/设备 第 2 行 "U-1"：units.csv 第 2 行已经有了',
    ])
  })

  it('would put a unit under two contracts: both are named, and what to do', () => {
    const head = '合同编号|客户编号|服务承诺|承诺版本|签订日期|设备序列号\n'
    expect(
      refused(
        'contracts',
        `${head}K-2|lanting-police|R|1|2025-03-01|BWC-2025-0117\nK-3|lanting-police|R|1|2025-03-01|bwc-2025-0117`,
      ),
    ).toEqual([
      'contracts.csv 第 3 行 设备序列号 "bwc-2025-0117"：设备 BWC-2025-0117 同时在合同 K-2 和 K-3 里；请从其中一份里去掉',
    ])
    expect(refused('contracts', `${head}K-2|lanting-police|R|1|2025-03-01|`)).toEqual([
      'contracts.csv 第 2 行 "K-2"：客户 lanting-police 的全部 同时在合同 K-1 和 K-2 里；请在其中一份里写明它包括哪些现场或设备',
    ])
  })

  it('names a plan or version that is not loaded', () => {
    const head = '合同编号|客户编号|服务承诺|承诺版本|签订日期|设备序列号\n'
    expect(
      refused(
        'contracts',
        `${head}K-2|lanting-police|X|1|2025-03-01|DOC-2025-0021\nK-3|lanting-police|R|77|2025-03-01|BWC-2025-0117`,
      ),
    ).toEqual([
      'contracts.csv 第 2 行 服务承诺 "X"：没有服务承诺 X；现有 C, H, N, R',
      expect.stringContaining('contracts.csv 第 3 行 承诺版本 "77"：服务承诺 R 没有第 77 版；有 '),
    ])
  })

  it('spoils what is on file: said as such', () => {
    const customer = sheet('customers', '客户编号|客户名称|服务承诺\nother|别家|R')
    const site = sheet('sites', '现场编号|客户编号\nlanting-traffic|other')
    expect(importing(customer, site).problems.map((problem) => describeRow(problem, 'zh'))).toEqual([
      '已登记的数据 "contacts.1.sites.1"：lanting-traffic 是另一个客户的现场',
    ])
  })

  it('is only worth a look: taken, with a note', () => {
    const { problems, warnings, part } = importing(sheet('contracts', '合同编号|交货日期\nK-1|2025-02-27'))
    expect([problems, part.contracts]).toEqual([[], [aContract({ deliveredOn: '2025-02-27' })]])
    expect(warnings.map((warning) => describeRow(warning, 'zh'))).toEqual([
      'contracts.csv 第 2 行 交货日期 "2025-02-27"：交货早于签订日期 2025-03-01；如非先供货后签约，请核对',
    ])
  })
})

describe('headings', () => {
  it('that we do not know are refused with the nearest that we do', () => {
    expect(refused('customers', '客户编号|客户名稱|plam|??\nx|y|R|1')).toEqual([
      'customers.csv 第 1 行 客户名稱：没有这一列；是不是"客户名称"？可用：客户编号、客户名称、服务承诺',
      'customers.csv 第 1 行 plam：没有这一列；是不是"plan"？可用：客户编号、客户名称、服务承诺',
      'customers.csv 第 1 行 ??：没有这一列；可用：客户编号、客户名称、服务承诺',
    ])
  })

  it('that we do not know hide nothing that is wrong with the rows; what they may stand for is not missed as well', () => {
    const rows =
      'U-1|no-site|BWC-5|甲|甲|2026-02-30|红\nU-2|lanting-east|BWC-5|乙|乙|2026-06-01|\nU-2|lanting-east|BWC-5|丙||x|'
    expect(refused('units', `序列号|现场编号|型号|设备名称|简称|验收日其|颜色\n${rows}`)).toEqual([
      expect.stringContaining('units.csv 第 1 行 验收日其：没有这一列；是不是"验收日期"？'),
      expect.stringContaining('units.csv 第 1 行 颜色：没有这一列；'),
      'units.csv 第 2 行 现场编号 "no-site"：没有现场 no-site',
      'units.csv 第 4 行 简称：不能为空',
      'units.csv 第 4 行 序列号 "U-2"：第 3 行已经有了',
    ])
    expect(refused('units', `序列号|现场编号|型号|设备名称|简称|验收日期|颜色\n${rows}`).slice(1)).toEqual([
      'units.csv 第 2 行 验收日期 "2026-02-30"：没有这一天，写成 2026-02-28',
      'units.csv 第 2 行 现场编号 "no-site"：没有现场 no-site',
      'units.csv 第 4 行 简称：不能为空',
      'units.csv 第 4 行 验收日期 "x"：要写成日期，例如 2026-06-01',
      'units.csv 第 4 行 序列号 "U-2"：第 3 行已经有了',
    ])
  })

  it('must be there to tell entries apart, and once each', () => {
    expect(refused('customers', '客户名称|name\na|b')).toEqual([
      'customers.csv 第 1 行 name：这一列有两次',
      'customers.csv 第 1 行：缺少"客户编号"这一列，认不出每行是谁',
    ])
  })

  it('that a new entry needs are missed once, not for every row', () => {
    expect(refused('customers', '客户编号|客户名称\na|甲\nb|乙\nlanting-police|公安局')).toEqual([
      'customers.csv 第 2 行：缺少"服务承诺"这一列，新登记的不能没有它',
    ])
  })
})

describe('what an import changes', () => {
  it('is told per entry: added, changed cell by cell, or nothing', () => {
    const text =
      '价目表编号|编码|名称|种类|单位|成本（元）|售价（元）\nP-1|BAT|电池|易损件|块|90.00|150.51\nP-1|NEW|新件|备件|个||'
    const { changes, part, warnings } = importing(sheet('prices', text))
    expect(changes).toEqual([
      {
        list: 'prices',
        sheet: 'prices.csv',
        row: 2,
        id: 'P-1 BAT',
        kind: 'changed',
        cells: [{ name: { zh: '售价（元）', en: 'price (yuan)' }, before: '150.50', after: '150.51' }],
      },
      { list: 'prices', sheet: 'prices.csv', row: 3, id: 'P-1 NEW', kind: 'added', cells: [] },
    ])
    expect(part.prices).toHaveLength(2)
    expect(warnings).toMatchObject([{ row: 3, text: { zh: '成本和售价都没有填，报价时不能收费' } }])
  })

  it.each(['zh', 'en'] as const)('is nothing when what was written in %s is read again', (language) => {
    const { changes, problems, part } = importing(...sheetsOf(ON_FILE, language))
    expect([problems, part]).toEqual([[], {}])
    expect(changes.map(({ kind }) => kind)).toEqual(changes.map(() => 'unchanged'))
    expect(changes).toHaveLength(3 + 1 + 2 + 2 + 2 + 2 + 1 + 1)
  })

  it.each(LISTS)('knows a column for every field of %s', (list) => {
    const fields = new Set(TABLES[list].columns.map(({ key }) => key.split('.')[0]))
    expect([...fields].toSorted()).toEqual(Object.keys(entrySchemas[list].shape).toSorted())
  })
})
