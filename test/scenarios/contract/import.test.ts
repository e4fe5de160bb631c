import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const NOW = at('11-20 10:00')

/** The embedded system on a folder of its own, running, and the commands of `npm run import` and `npm run export` beside it. */
async function running() {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-import-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const world = await World.start(NOW, { folder })
  const command = async (script: string, ...args: string[]) => {
    const env = { ...process.env, LC_ALL: 'zh_CN.UTF-8', DATA_DIR: folder, TABLE_NAME: '' }
    const child = spawn(process.execPath, [`infra/import/${script}.ts`, ...args], { env })
    const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
    return {
      code: Number(code),
      out: out.trim().split('\n'),
      problems: err
        .trim()
        .split('\n')
        .map((line) => line.trim()),
    }
  }
  const file = (name: string, content: string): string => {
    writeFileSync(join(folder, name), content)
    return join(folder, name)
  }
  return { world, folder, file, run: command }
}

// A customer of their own with everything that belongs to them.
const FILES = {
  'customers.csv': '客户编号,客户名称,服务承诺\nqinghe-clinic,清河诊所,C\n',
  'sites.csv':
    '现场编号,客户编号,现场名称,简称,地址,时区,值班表,距离档\nqinghe-1,qinghe-clinic,"清河诊所, 一楼",清河,清河路 9 号,Asia/Shanghai,east,city\n',
  'contacts.csv':
    "联系人编号,客户编号,现场编号,姓名,电话,邮箱,语言\nqin,qinghe-clinic,qinghe-1,秦医生,'+8613800138020,qin@example.com,中文\n",
  'units.csv':
    '序列号,现场编号,型号,设备名称,简称,购买日期,验收日期\n0012345678901234567,qinghe-1,LP-800,候诊投影,候诊投影,2026/9/1,2026/9/8\n',
  'prices.csv': '价目表编号,编码,名称,种类,单位,成本（元）,售价（元）\nC-2027,BULB,灯泡,易损件,个,120.00,180.50\n',
  'contracts.csv':
    '合同编号,客户编号,服务承诺,承诺版本,签订日期,交货日期,验收日期,合同金额（元）,价目表编号\nQH-1,qinghe-clinic,C,1,2026-08-20,2026-09-01,2026-09-08,"52,800.00",C-2027\n',
}

describe('npm run import', () => {
  it('takes a customer with all that is theirs into the running system: a call finds them, and what is owed is in the ledger', async () => {
    const { world, file, run } = await running()
    const files = Object.entries(FILES).map(([name, content]) => file(name, content))

    const dry = await run('import', '--dry-run', ...files)
    expect(dry).toMatchObject({ code: 0, problems: [''] })
    expect(dry.out).toEqual([
      '客户：新增 1，更改 0，不变 0',
      '  + qinghe-clinic',
      '现场：新增 1，更改 0，不变 0',
      '  + qinghe-1',
      '联系人：新增 1，更改 0，不变 0',
      '  + qin',
      '设备：新增 1，更改 0，不变 0',
      '  + 0012345678901234567',
      '价目表：新增 1，更改 0，不变 0',
      '  + C-2027 BULB',
      '合同：新增 1，更改 0，不变 0',
      '  + QH-1',
      '试运行：什么都没有写入',
    ])
    expect(await world.host.deps.directory.customer('qinghe-clinic')).toBeUndefined()

    const written = await run('import', ...files)
    expect(written.code).toBe(0)
    expect(written.out.at(-1)).toMatch(/^已写入 /)
    const id = await world.report({ caller: '+8613800138020', serial: undefined, severity: 'critical' })
    expect(await world.repair(id)).toMatchObject({
      needsIdentification: false,
      plan: 'C',
      contract: 'QH-1',
      site: { id: 'qinghe-1', name: '清河诊所, 一楼', distance: 'city' },
      unit: { serial: '0012345678901234567', acceptedOn: '2026-09-08' },
    })
    // [C13]: the documents that the contract must be proved by were due at delivery, before anyone here could record them.
    const owed = await world.host.deps.ledger.ofSubject('contract/QH-1')
    expect(owed.map(({ clause, unit, state }) => ({ clause, unit, state }))).toContainEqual({
      clause: 'C13',
      unit: '0012345678901234567',
      state: 'fallenAway',
    })
    world.messages()
    const { facts } = (await world.api('/api/contracts/QH-1', undefined, 'manager')).json
    expect(facts.filter(({ clause }: { clause: string }) => clause === 'C13')).toContainEqual(
      expect.objectContaining({ about: '0012345678901234567', state: 'notRecorded' }),
    )
    const { rates } = (await world.api('/api/ledger/rates?by=clause&id=C13&month=2026-09', undefined, 'manager')).json
    expect(rates[0].tally).toMatchObject({ due: rates[0].tally.fallenAway, kept: 0, broken: 0 })
    expect(rates[0].tally.fallenAway).toBeGreaterThan(0)
    expect(rates[0].keptRate).toBeUndefined()
    const { text } = await world.api(
      '/api/evidence',
      { customer: 'qinghe-clinic', from: '2026-09-01', to: '2026-11-30', format: 'html', reason: '年检' },
      'manager',
    )
    expect(text).toContain('未记录')
    expect(text).toContain('合同录入前已到期')
    expect(text).not.toContain('逾期未交')

    const again = await run('import', '--lang', 'en', ...files)
    expect(again).toMatchObject({ code: 0, problems: [''] })
    expect(again.out.filter((line) => !line.includes('0 added, 0 changed, 1 unchanged'))).toEqual([
      expect.stringMatching(/^all of it is in .* already$/),
    ])
    expect(await world.host.deps.ledger.ofSubject('contract/QH-1')).toEqual(owed)
  }, 60_000)

  it('writes nothing while any row is bad, and says of every one why', async () => {
    const { world, file, run } = await running()
    const before = await world.host.deps.directory.all()
    const units = file(
      'units.csv',
      `序列号,现场编号,型号,设备名称,简称,验收日期
BWC-9,lanting-east,BWC-5,记录仪 9,记录仪9,2025-02-30
BWC-10,lanting-east,BWC-5,记录仪 10,记录仪10,2025-02-28
BWC-11,lanting-west,BWC-5,记录仪 11,记录仪11,
bwc-10,lanting-east,BWC-5,记录仪 10,记录仪10,
`,
    )
    const contracts = file(
      'contracts.csv',
      `contract id,customer id,plan,plan version,signed on,serial numbers
K-A,lanting-police,R,1,2025-03-01,BWC-2025-0117
K-B,lanting-police,R,1,2025-03-01,BWC-2025-0117; BWC-9
K-C,lanting-police,R,8,2025-03-01,BWC-2025-0231
`,
    )
    const zh = await run('import', units, contracts)
    expect(zh).toMatchObject({ code: 1 })
    expect(zh.problems).toEqual([
      'units.csv 第 2 行 验收日期 "2025-02-30"：没有这一天，写成 2025-02-28',
      'units.csv 第 4 行 现场编号 "lanting-west"：没有现场 lanting-west',
      'units.csv 第 5 行 序列号 "BWC-10"：第 3 行已经有了',
      'contracts.csv 第 3 行 serial numbers "BWC-2025-0117; BWC-9"：设备 BWC-2025-0117 同时在合同 K-A 和 K-B 里；请从其中一份里去掉',
      'contracts.csv 第 4 行 plan version "8"：服务承诺 R 没有第 8 版；有 1, 2, 3, 4',
    ])
    expect(zh.out.at(-1)).toBe('有 5 处问题，什么都没有写入')
    const en = await run('import', '--dry-run', '--lang', 'en', units, contracts, file('unit.txt', ''))
    expect(en.code).toBe(1)
    expect(en.problems).toEqual([
      'unit.txt: must be a .csv or .xlsx file',
      'units.csv row 2 验收日期 "2025-02-30": there is no such day; write 2025-02-28',
      'units.csv row 4 现场编号 "lanting-west": there is no site lanting-west',
      'units.csv row 5 序列号 "BWC-10": is in row 3 already',
      'contracts.csv row 3 serial numbers "BWC-2025-0117; BWC-9": unit BWC-2025-0117 is under both contracts K-A and K-B: take it out of one of the two',
      'contracts.csv row 4 plan version "8": plan R has no version 8; it has 1, 2, 3, 4',
    ])
    expect(await world.host.deps.directory.all()).toEqual(before)
  }, 60_000)

  it('takes a file of any name with --as, and without it says what it could be', async () => {
    const { world, file, run } = await running()
    const export1 = file(
      '台账导出 2026-11 (1).csv',
      '序列号,现场编号,型号,设备名称,简称\nBWC-9,lanting-east,BWC-5,记录仪 9,记录仪9\n',
    )
    const unnamed = await run('import', export1)
    expect(unnamed.code).toBe(1)
    expect(unnamed.problems).toEqual([
      '台账导出 2026-11 (1).csv：不知道"台账导出 2026-11 (1)"是哪一张表；可用：人员、客户、现场、联系人、设备、备机、价目表、合同；或用 --as 说明，例如 --as 设备',
    ])
    const wrong = await run('import', export1, '--as', 'unit', '--lang', 'en')
    expect([wrong.code, wrong.problems[0]]).toEqual([
      2,
      '--as: "unit" is not a list we know; did you mean "units"? there are people, customers, sites, contacts, units, loaners, prices, contracts',
    ])
    expect(await run('import', '--as', '设备', export1)).toMatchObject({ code: 0 })
    expect((await world.host.deps.directory.unit('BWC-9'))?.name).toBe('记录仪 9')
    const again = file('data.csv', 'serial number,name\nBWC-9,记录仪 九\n')
    expect(await run('import', '--as', 'units', again)).toMatchObject({ code: 0, problems: [''] })
    expect((await world.host.deps.directory.unit('BWC-9'))?.name).toBe('记录仪 九')
  }, 60_000)

  it('goes the way of the console: on the record with what it came from, and a unit under repair stays its customer’s', async () => {
    const { world, file, run } = await running()
    const head = '序列号,现场编号,型号,设备名称,简称,购买日期,验收日期\n'
    const row = (site: string) => `${head}BWC-9,${site},DSJ-A9,记录仪 9,记录仪9,,\n`
    expect(await run('import', file('units.csv', row('lanting-east')))).toMatchObject({ code: 0 })
    const history = async () =>
      (await world.api('/api/directory/units/BWC-9', undefined, 'manager/liu-fang')).json.history.changes
    expect(await history()).toMatchObject([
      { by: { kind: 'system', name: 'npm run import' }, reason: 'npm run import units.csv' },
    ])
    const id = await world.report({ serial: 'BWC-9' })
    world.messages()
    const moved = await run('import', file('units.csv', row('renhe-main')))
    expect(moved.code).toBe(1)
    expect(moved.problems.join()).toContain(`这台设备正在报修（${id}），结案后才能移到别的客户`)
    expect(moved.problems.join()).toMatch(/units\.csv.*第 2 行/)
    expect((await world.host.deps.directory.unit('BWC-9'))?.site).toBe('lanting-east')
    expect(await history()).toHaveLength(1)
  })

  it('says what it needs when it is called wrongly, or where there is nothing', async () => {
    const { run, folder } = await running()
    const bare = await run('import')
    expect(bare).toMatchObject({
      code: 2,
      problems: [expect.stringMatching(/^用法：npm run import/), expect.stringContaining('--all'), expect.anything()],
    })
    expect(bare.problems[2]).toContain('人员、客户、现场、联系人、设备、备机、价目表、合同')
    expect((await run('import', '--dryrun', 'x.csv')).code).toBe(2)
    expect(await run('import', '--lang', 'fr', 'x.csv')).toMatchObject({
      code: 2,
      problems: ['--lang 只能是 zh-CN 或 en，不是 "fr"', ...bare.problems],
    })
    expect((await run('export', '--lang', 'en')).problems).toEqual([
      expect.stringMatching(/^usage: npm run export/),
      expect.stringContaining('--all'),
    ])
    const child = spawn(process.execPath, ['infra/import/export.ts', folder], {
      env: { ...process.env, LC_ALL: 'zh_CN.UTF-8', DATA_DIR: join(folder, 'nowhere'), TABLE_NAME: '' },
    })
    const [[code], said] = await Promise.all([once(child, 'exit'), text(child.stderr)])
    expect([code, said]).toEqual([1, expect.stringContaining('先运行一次 npm start')])
  }, 60_000)
})

describe('npm run export', () => {
  it('[C27] writes a folder or a workbook, which imported again changes nothing, and who took it is on the audit record', async () => {
    const { world, folder, run } = await running()
    const before = await world.host.deps.directory.all()
    const target = join(folder, 'lists')
    expect((await run('export', target)).code).toBe(0)
    const names = readdirSync(target).toSorted()
    expect(names).toEqual(
      ['人员', '价目表', '合同', '备机', '客户', '现场', '联系人', '设备'].map((name) => `${name}.csv`),
    )
    expect(readFileSync(join(target, '客户.csv'), 'utf8')).toContain('lanting-police,兰亭县公安局,R\r\n')
    const workbook = join(folder, 'book.xlsx')
    expect(await run('export', workbook, '--lang', 'en')).toMatchObject({ code: 0, out: [workbook] })
    for (const files of [names.map((name) => join(target, name)), [workbook]]) {
      const { code, out, problems } = await run('import', ...files)
      expect([code, problems]).toEqual([0, ['']])
      expect(out.every((line) => line.includes('新增 0，更改 0') || line.includes('已经都是这样'))).toBe(true)
    }
    expect(await world.host.deps.directory.all()).toEqual(before)
    // The command goes by the clock of the machine.
    const { items } = await world.host.deps.audit.list({ month: new Date().toISOString().slice(0, 7), limit: 9 })
    const by = { kind: 'staff', id: userInfo().username }
    const line = { what: 'masterData', outcome: 'exported', role: 'operator', by, lines: expect.any(Number) }
    expect(items).toMatchObject([line, line])
    expect(items[0]).toMatchObject({ lists: expect.arrayContaining(['contacts', 'units', 'contracts']) })
  }, 60_000)
})
