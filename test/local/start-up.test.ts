import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { text } from 'node:stream/consumers'
import { describe, expect, it, onTestFinished } from 'vitest'
import { DOCUMENTS } from '../../infra/plans.ts'

const DEMO = readFileSync('infra/local/demo/directory.yaml', 'utf8')

/** A folder of its own, and `npm start` in it with these settings, which must come to nothing. */
function place() {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-start-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const start = async (settings: Readonly<Record<string, string>>, ...args: string[]) => {
    const { DEBUG: _, DIRECTORY: _1, PLANS: _2, ...rest } = process.env
    const env = { ...rest, LC_ALL: 'zh_CN.UTF-8', DATA_DIR: join(folder, 'data'), PORT: '0', ...settings }
    const child = spawn(process.execPath, ['infra/local/main.ts', ...args], { env })
    onTestFinished(() => void child.kill('SIGKILL'))
    const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
    expect(`${out}${err}`, 'no stack').not.toMatch(/^ +at |node:internal|\.ts:\d+:\d+\)/m)
    return { code, out, lines: err.trim().split('\n') }
  }
  const file = (name: string, content: string) => {
    const path = join(folder, name)
    writeFileSync(path, content)
    return path
  }
  return { folder, start, file }
}

describe('npm start that cannot start says why in a sentence, and ends with 1', () => {
  it('the directory file: a line for each problem, with file and line, in either language', async () => {
    const { start, file } = place()
    const changed = DEMO.replace("phone: '+8613800138102'", 'phone: 12345').replace(
      'manager: liu-fang',
      'manager: liu-fan',
    )
    const line = (of: string) => changed.split('\n').findIndex((one) => one.includes(of)) + 1
    const path = file('mine.yaml', changed)
    const zh = await start({ DIRECTORY: path })
    expect(zh).toMatchObject({ code: 1, out: '' })
    expect(zh.lines).toEqual([
      expect.stringMatching(
        new RegExp(`mine\\.yaml:${line('12345')}:\\d+：people\\.1\\.phone：不是电话号码；写成 13800138000、`),
      ),
      expect.stringMatching(/mine\.yaml:\d+:\d+：rosters\.0\.manager：没有人员 liu-fan$/),
    ])
    expect(await start({ DIRECTORY: path }, '--lang', 'en')).toMatchObject({
      code: 1,
      lines: [
        expect.stringContaining('people.1.phone: is no phone number; write 13800138000, 0931-8123456'),
        expect.stringMatching(/: rosters\.0\.manager: there is no person liu-fan$/),
      ],
    })
  }, 60_000)

  it('a directory file that is not there, or no YAML', async () => {
    const { start, file, folder } = place()
    expect(await start({ DIRECTORY: join(folder, 'none.yaml') })).toMatchObject({
      code: 1,
      lines: [`找不到 ${join(folder, 'none.yaml')}`],
    })
    const broken = await start({ DIRECTORY: file('broken.yaml', 'supplier:\n  name: [a\npeople: {\n') })
    expect(broken).toMatchObject({ code: 1, lines: [expect.stringMatching(/broken\.yaml:3:1：不是正确的 YAML：/)] })
  }, 60_000)

  it('a plan file: every problem with file and line', async () => {
    const { start, file, folder } = place()
    mkdirSync(join(folder, 'plans'))
    const plan = readFileSync(join(DOCUMENTS, 'R.yaml'), 'utf8').replace(
      'limit: PT36H, window',
      'limit: 10 min, window',
    )
    const line = plan.split('\n').findIndex((one) => one.includes('limit: 10 min')) + 1
    file('plans/R.yaml', plan)
    const plans = join(folder, 'plans')
    expect(await start({ PLANS: plans })).toMatchObject({
      code: 1,
      lines: [
        `${join(plans, 'R.yaml')} 不符合要求：`,
        expect.stringMatching(
          new RegExp(`R\\.yaml:${line}:\\d+：clauses\\[\\d\\]\\.rules\\[0\\]\\.limit \\(R7\\)：不是时长；写成 PT15M`),
        ),
      ],
    })
    expect((await start({ PLANS: plans }, '--lang', 'en')).lines[1]).toMatch(/is not a length of time such as PT15M/)
    const empty = join(folder, 'empty')
    mkdirSync(empty)
    expect((await start({ PLANS: empty })).lines).toEqual([
      `${empty} 里没有承诺文件（.yaml）：放一份进去，或去掉 PLANS`,
    ])
    expect((await start({ PLANS: join(folder, 'none') })).lines).toEqual([`找不到 ${join(folder, 'none')}`])
  }, 60_000)

  it('a busy port, before the data are touched', async () => {
    const { start, folder } = place()
    const other = createServer().listen(0, '127.0.0.1')
    await once(other, 'listening')
    onTestFinished(() => void other.close())
    const { port } = other.address() as { port: number }
    expect(await start({ PORT: String(port) })).toMatchObject({
      code: 1,
      lines: [`端口 ${port} 已被占用：停掉占用它的程序，或用 PORT 换一个端口`],
    })
    expect(() => readFileSync(join(folder, 'data/chengnuo.db'))).toThrow()
    expect((await start({ PORT: String(port) }, '--lang', 'en')).lines).toEqual([
      `port ${port} is in use: stop what uses it, or choose another with PORT`,
    ])
  }, 60_000)

  it.each([
    [{ PORT: 'http' }, 'PORT 要写成 0 到 65535 的整数，不是 "http"'],
    [{ PORT: '65536' }, 'PORT 要写成 0 到 65535 的整数，不是 "65536"'],
    [{ PUBLIC_URL: 'service.example.com' }, 'PUBLIC_URL 要写成网址，例如 https://service.example.com'],
    [{ SMTP_URL: 'mail.example.com' }, 'SMTP_URL 要写成网址，例如 smtp://user:password@host:587'],
    [{ DATA_DIR: '/dev/null' }, '/dev/null 应为文件夹'],
  ])('the setting %j', async (settings, line) => {
    expect(await place().start(settings)).toMatchObject({ code: 1, lines: [line] })
  })

  it('a host that is not of this machine, and an unknown language', async () => {
    const { start } = place()
    expect((await start({ HOST: '192.0.2.1' })).lines).toEqual(['这台机器没有地址 192.0.2.1：改 HOST，或去掉它'])
    expect((await start({}, '--lang', 'fr')).lines).toEqual(['--lang 只能是 zh-CN 或 en，不是 "fr"'])
    expect((await start({}, '--port', '1')).lines).toHaveLength(1)
  }, 60_000)

  it('a data file of a newer version, of something else, and secrets that are no JSON', async () => {
    const { start, folder } = place()
    const data = join(folder, 'data')
    mkdirSync(data)
    const db = new DatabaseSync(join(data, 'chengnuo.db'))
    db.exec('PRAGMA user_version = 99')
    db.close()
    expect((await start({})).lines).toEqual([expect.stringMatching(/chengnuo\.db 是更新版本的程序写的（数据版本 99/)])
    expect((await start({ LC_ALL: '', LANG: 'en_GB.UTF-8' })).lines).toEqual([
      expect.stringMatching(/was written by a newer version of Chengnuo \(data version 99/),
    ])
    copyFileSync('README.md', join(data, 'chengnuo.db'))
    expect(await start({})).toMatchObject({ code: 1, lines: [expect.stringContaining('不是本程序的数据文件')] })
    rmSync(join(data, 'chengnuo.db'))
    writeFileSync(join(data, 'secrets.json'), '{"hotline"')
    expect(await start({})).toMatchObject({ code: 1, lines: [expect.stringContaining('secrets.json 不是 JSON')] })
  }, 60_000)
})
