import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { expect, it } from 'vitest'
import { dataFile } from '../../infra/local/data-folder.ts'
import { openDatabase } from '../../infra/local/database.ts'
import { createHost } from '../../infra/local/host.ts'
import { openProduction } from './edge.ts'
import { place } from './place.ts'

const DAY = 86_400
const quiet = { info: () => {}, warn: () => {}, error: () => {} }

it('a program comes to the staff API by its key, as its role and by its name, until that ends', async () => {
  const opened = await openProduction()
  const { programKeys, pass } = opened
  const ask = async (key: string, path: string, form?: Readonly<Record<string, string>>) => {
    const authorization = { authorization: `Bearer ${key}` }
    const { status, text } = await (form
      ? opened.browser().post(path, form, authorization)
      : opened.browser().get(path, authorization))
    return { status, json: text.startsWith('{') ? JSON.parse(text) : text }
  }
  const erp = programKeys.make('erp', 'dispatcher', 365)
  const board = programKeys.make('wall', 'viewer', 30)
  expect(programKeys.all().map(({ usedSeconds }) => usedSeconds)).toEqual([undefined, undefined])

  expect((await ask(erp, '/api/session')).json).toMatchObject({
    subject: 'program.erp',
    name: 'erp',
    role: 'dispatcher',
  })
  expect((await ask(board, '/api/board')).status).toBe(200)
  const call = { callId: 'c-1', caller: '+8613800138001', symptoms: '无法开机' }
  expect((await ask(board, '/api/repairs', call)).status).toBe(403)
  expect((await ask(erp, '/api/links/revoke', { person: 'wang-qiang', reason: '离职' })).status).toBe(403)
  expect(programKeys.all().every(({ usedSeconds }) => usedSeconds === opened.nowSeconds())).toBe(true)

  // A new one ends the old one; what is made up is nothing, nor is the key's own hash.
  const next = programKeys.make('erp', 'dispatcher', 365)
  for (const wrong of [erp, 'chengnuo_made-up', next.slice(0, -1), `${next}x`.repeat(9)])
    expect((await ask(wrong, '/api/session')).status).toBe(401)
  pass(30 * DAY - 1)
  expect((await ask(board, '/api/session')).status).toBe(200)
  pass(1)
  expect((await ask(board, '/api/session')).status).toBe(401)
  expect((await ask(next, '/api/session')).status).toBe(200)
  expect([programKeys.end('erp'), programKeys.end('erp')]).toEqual([true, false])
  expect((await ask(next, '/api/session')).status).toBe(401)
  expect(opened.said.join()).not.toContain(next)
}, 60_000)

it('is made, listed and ended from the shell, on the audit record; no more than a dispatcher, and never kept as it is', async () => {
  const { folder, config } = place()
  const data = `${folder}/data`
  const host = createHost({ publicUrl: 'https://cn.example.com', folder: data, localPages: false, log: quiet })
  await host.start()
  const file = config()
  const run = async (...words: string[]) => {
    const child = spawn(process.execPath, ['infra/program-key.ts', ...words, '--config', file, '--lang', 'en'])
    const [[code], out, err] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)])
    return { code, says: (out + err).trim() }
  }
  const made = await run('make', 'erp', '--role', 'dispatcher', '--days', '90')
  expect(made).toMatchObject({ code: 0, says: expect.stringMatching(/^chengnuo_[\w-]{43}\nIt is shown this once/) })
  expect(await run('list')).toMatchObject({
    says: expect.stringMatching(/^erp {2}dispatcher {2}until \S+ {2}never used$/),
  })
  for (const [words, why] of [
    [['make', 'boss', '--role', 'manager'], 'role'],
    [['make', 'erp', '--role', 'viewer', '--days', '0'], 'days'],
    [['make', 'e r p', '--role', 'viewer'], 'program'],
  ] as const)
    expect(await run(...words), why).toMatchObject({ code: 1, says: expect.stringContaining(why) })
  expect(await run('end', 'erp')).toMatchObject({ code: 0, says: 'the key of erp has ended' })
  expect((await run('make')).code).toBe(2)

  const { items } = await host.deps.audit.list({ month: host.clock.now().slice(0, 7), limit: 9 })
  expect(items).toMatchObject([
    { what: 'programKey', outcome: 'ended', program: 'erp', role: 'operator' },
    { what: 'programKey', outcome: 'made', program: 'erp', may: 'dispatcher' },
  ])
  await host.stop()
  const db = openDatabase(dataFile(data))
  const dump = JSON.stringify(db.prepare('SELECT * FROM program_keys').all()) + JSON.stringify(items)
  db.close()
  expect(dump).not.toContain(made.says.slice('chengnuo_'.length, 40))
}, 120_000)
