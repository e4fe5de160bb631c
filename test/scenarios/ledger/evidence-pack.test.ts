import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import readXlsx from 'read-excel-file/node'
import { expect, it, onTestFinished } from 'vitest'
import { sha256 } from '../../../functions/adapters/digest.ts'
import { checkSheets } from '../../../shared/evidence/check.ts'
import { jpeg } from '../../support/files/pictures.ts'
import { at } from '../../support/play.ts'
import { World } from '../../support/world.ts'

const WORK = { cause: '接触不良', done: '重新插接' }
const REQUEST = {
  customer: 'lanting-police',
  from: '2026-11-01',
  to: '2026-11-30',
  format: 'html',
  reason: '半年验收',
} as const

/** A recorder answered in time, repaired an hour too late, confirmed. */
async function playedNight() {
  const world = await World.start(at('11-20 02:13'), { papers: 'missing' })
  const id = await world.report()
  const doIt = async (action: Parameters<World['act']>[1]) => {
    expect((await world.act(id, action, 'engineer/wang-qiang')).status).toBe(200)
  }
  await world.advance('PT5M')
  await doIt({ type: 'respond' })
  await doIt({ type: 'goOnSite' })
  await world.advance('PT1H')
  await doIt({ type: 'arrive' })
  await world.advance('PT4H')
  await doIt({ type: 'complete', ...WORK })
  world.messages()
  return { world, id }
}

/** What left, and what was refused. */
const audit = async (world: World, month = '2026-11') => {
  const { entries } = (await world.api(`/api/audit?month=${month}`, undefined, 'manager/liu-fang')).json
  return entries.filter(({ outcome }: { outcome: string }) => outcome !== 'read')
}

const exportAs = (world: World, request: object = REQUEST, who = 'manager/liu-fang', query = '') =>
  world.api(`/api/evidence${query}`, request, who)

const tokenOf = async (world: World): Promise<string> =>
  (await world.fetch('/local/login', { method: 'POST', body: JSON.stringify({ role: 'manager' }) })).json.token

async function fileOf(world: World, request: object): Promise<Buffer> {
  const answer = await fetch(`${world.url}/api/evidence`, {
    method: 'POST',
    headers: { authorization: `Bearer ${await tokenOf(world)}`, 'content-type': 'application/json' },
    body: JSON.stringify({ ...REQUEST, ...request, format: 'xlsx' }),
  })
  expect(answer.headers.get('content-disposition')).toMatch(/^attachment; filename="EP-[\dT]{18}-[\da-f]{6}\.xlsx"$/)
  return Buffer.from(await answer.arrayBuffer())
}
const sheetsOf = async (world: World, request: object) =>
  (await readXlsx(await fileOf(world, request))).map(({ data }) => data)

it('[C27] data leave only with permission, and every export is on the audit record', async () => {
  const { world } = await playedNight()
  expect(await audit(world)).toEqual([])
  for (const who of ['viewer', 'engineer/wang-qiang', 'dispatcher']) {
    const { status, text } = await exportAs(world, REQUEST, who)
    expect(status).toBe(403)
    expect(text).not.toContain('R5')
  }
  expect(await audit(world)).toHaveLength(3)
  expect((await exportAs(world)).status).toBe(200)
  const entries = await audit(world)
  expect(entries.map(({ role, outcome }: Record<string, string>) => `${role} ${outcome}`).toSorted()).toEqual([
    'dispatcher refused',
    'engineer refused',
    'manager exported',
    'viewer refused',
  ])
  expect(entries.find(({ outcome }: { outcome: string }) => outcome === 'exported')).toMatchObject({
    by: { kind: 'staff', id: 'liu-fang' },
    customer: 'lanting-police',
    from: at('11-01 00:00'),
    to: at('12-01 00:00'),
    reason: '半年验收',
    format: 'html',
    chain: expect.stringMatching(/^[\da-f]{64}$/),
  })
  for (const who of ['viewer', 'engineer/wang-qiang', 'dispatcher'])
    expect((await world.api('/api/audit', undefined, who)).status).toBe(403)
  expect(await audit(world, '2026-10')).toEqual([])
})

const cannotBeWritten = async (): Promise<void> => {
  throw new Error('the audit record cannot be written')
}

it('[C27] what cannot be put on the audit record does not leave', async () => {
  const world = await World.start(at('11-20 10:00'), {
    outside: ({ audit }) => ({
      audit: {
        list: (query) => audit.list(query),
        append: cannotBeWritten,
        appendOnce: cannotBeWritten,
        addTo: cannotBeWritten,
      },
    }),
  })
  for (const who of ['manager/liu-fang', 'viewer']) {
    const { status, text } = await exportAs(world, REQUEST, who)
    expect(status).toBe(500)
    expect(text).not.toContain('R5')
  }
  expect(world.errors()).toHaveLength(2)
})

it('every clause of the plan in force, what was due, and the documents, in both languages', async () => {
  const { world, id } = await playedNight()
  const { text } = await exportAs(world)
  const rows = [...text.matchAll(/<tr>(.*?)<\/tr>/gs)].map(([, row = '']) =>
    row
      .replace(/<span class="label">.*?<\/span>/g, '')
      .replace(/<[^>]+>/g, '|')
      .replace(/[|\s]+/g, ' ')
      .trim(),
  )
  expect(text).toContain('履约证据包')
  expect(rows).toContainEqual(expect.stringMatching(/^R5 时限 .* 2 1 1 0 0 0 0 1小时$/))
  expect(rows).toContainEqual(expect.stringMatching(/^R6 时限 .* 3 3 0 0 0 0 0$/))
  expect(rows).toContainEqual(expect.stringMatching(/^R9 计划 .* 尚未启用$/))
  expect(rows).toContainEqual(expect.stringMatching(/^R10 流程 .* 无时限$/))
  const plan = (await world.host.deps.plans()).find((known) => known.id === 'R')
  for (const clause of plan?.clauses ?? []) expect(text).toContain(`<strong>${clause.id}</strong>`)
  expect(text).toContain(`<a href="https://cn.example.com/api/repairs/${id}/report">${id}</a>`)
  // R12 needs a file for every site, R18 a policy: nobody recorded either.
  expect(rows).toContainEqual(expect.stringMatching(/R12 使用单位档案 LT-2024-009 lanting-east .* 逾期未交 仍未完成/))
  const english = await exportAs(world, REQUEST, 'manager/liu-fang', '?lang=en')
  expect(english.text).toContain('Evidence pack')
  expect(english.text).toContain('not yet active')
})

it('the spreadsheet derives its own chain; a changed cell or record shows', async () => {
  const { world, id } = await playedNight()
  const sheets = await sheetsOf(world, {})
  const checked = checkSheets(sheets, sha256)
  const [entry] = await audit(world)
  expect(checked).toMatchObject({ pack: entry.id, head: entry.chain, problems: [] })
  const [cover, clauses, obligations = [], papers, files, chain = []] = sheets
  expect(obligations[0]).toEqual(expect.arrayContaining(['条款', '到期', '结果', '哈希', '服务报告']))
  const broken = obligations.findIndex((row) => row.includes('超时'))
  expect(obligations[broken]).toEqual(expect.arrayContaining(['R5', id, 'BWC-2025-0117', '1小时']))

  const prettier = obligations.map((row, index) =>
    index === broken ? row.map((cell) => (cell === '超时' ? '履约' : cell)) : row,
  )
  expect(checkSheets([cover, clauses, prettier, papers, files, chain] as never, sha256)?.problems).toEqual([
    expect.objectContaining({ en: `record ${broken}: the row was changed` }),
  ])
  const forged = chain.map((row, index) =>
    index === broken ? [row[0], String(row[1]).replace('"state":"broken"', '"state":"kept"')] : row,
  )
  const problems = checkSheets([cover, clauses, prettier, papers, files, forged] as never, sha256)?.problems
  expect(problems?.[0]?.en).toBe(`record ${broken}: its hash does not follow from the chain`)
})

it('the ledger is compared with an exported pack: the same, until something changes', async () => {
  const { world } = await playedNight()
  const { hashes = [] } = checkSheets(await sheetsOf(world, {}), sha256) ?? {}
  const [entry] = await audit(world)
  const verify = async (body: object, who = 'dispatcher') => world.api('/api/evidence/verify', body, who)
  expect((await verify({ pack: entry.id, hashes })).json).toEqual({
    exported: entry,
    same: true,
    head: entry.chain,
    lines: entry.lines,
  })
  const paperHashes = hashes.map((hash) => hash.slice(0, 12))
  expect((await verify({ pack: entry.id, hashes: paperHashes })).json).toMatchObject({ same: true })

  // Someone meddles with what is stored: the breach of R5 becomes a promise kept.
  const { items } = await world.host.deps.ledger.ofCustomer({
    customer: 'lanting-police',
    from: entry.from,
    to: entry.to,
    limit: 100,
  })
  const repairs = items.filter(({ what }) => !what.startsWith('document:'))
  const index = repairs.findIndex(({ state }) => state === 'broken')
  const breach = repairs[index]
  if (!breach) throw new Error('nothing is broken')
  await world.host.deps.ledger.put([{ ...breach, state: 'kept' }])
  expect((await verify({ pack: entry.id, hashes })).json).toMatchObject({ same: false, firstDifference: index + 1 })
  expect((await verify({ pack: entry.id })).json).toMatchObject({ same: false, lines: entry.lines })

  expect((await verify({ pack: 'EP-20261120T021300000-000000' })).status).toBe(404)
  expect((await verify({ pack: 'EP-1' })).status).toBe(400)
  expect((await verify({ pack: entry.id }, 'viewer')).status).toBe(403)
})

/** A pack as a file, and the command that checks it. */
async function exported(world: World) {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-evidence-'))
  onTestFinished(() => rmSync(folder, { recursive: true }))
  const file = join(folder, 'pack.xlsx')
  writeFileSync(file, await fileOf(world, {}))
  const run = promisify(execFile)
  const verify = async (...more: string[]): Promise<{ code: number; text: string }> =>
    run(process.execPath, [
      join(import.meta.dirname, '../../../infra/evidence.ts'),
      'verify',
      file,
      '--lang',
      'en',
      ...more,
    ]).then(
      ({ stdout }) => ({ code: 0, text: stdout }),
      ({ code, stdout, stderr }) => ({ code, text: stdout + stderr }),
    )
  return { folder, file, verify }
}

it('what was open when the pack was made may have ended since, and more may have come: no fault of the file', async () => {
  const world = await World.start(at('11-20 02:13'), { papers: 'missing' })
  const packs = [await exported(world)]
  await world.advance('PT1S')
  const id = await world.report()
  packs.push(await exported(world))
  await world.act(id, { type: 'respond' })
  const online = ['--url', world.url, '--token', await tokenOf(world)]
  for (const { verify } of packs) {
    const { code, text } = await verify(...online)
    expect(code).toBe(0)
    expect(text).toMatch(/first at record \d+: what was open when the pack was made may have ended/)
    expect((await verify(...online, '--lang', 'zh-CN')).text).toContain('导出时尚未结束的，之后可能已经结束')
    expect(text).not.toContain('npm run ledger')
  }
  world.messages()
})

it('whoever has the file can check it: npm run evidence -- verify', async () => {
  const { world, id } = await playedNight()
  const { file, verify } = await exported(world)
  expect(await verify()).toMatchObject({
    code: 0,
    text: expect.stringContaining('✓ every record, the counts of each clause, the period and the number agree'),
  })
  const online = ['--url', world.url, '--token', await tokenOf(world)]
  const { text } = await verify(...online)
  expect(text).toContain('✓ the audit record names this last hash')
  expect(text).toContain('✓ the ledger still says the same')
  // The customer does not accept the repair: R7 runs again, and the ledger says so.
  await world.act(id, { type: 'notFixed', what: '又黑屏了' })
  const later = await verify(...online)
  expect(later).toMatchObject({
    code: 0,
    text: expect.stringMatching(/! the ledger says otherwise today, first at record \d+/),
  })
  // Someone meddles with a line that had ended: the check of the ledger tells that from an event.
  const lines = await world.host.deps.ledger.ofSubject(`repair/${id}`)
  const r5 = lines.find(({ clause, what }) => clause === 'R5' && what === 'responded')
  if (!r5) throw new Error('nothing is due under R5')
  await world.host.deps.ledger.put([{ ...r5, state: r5.state === 'kept' ? 'broken' : 'kept' }])
  const meddled = await verify(...online)
  expect(meddled.code).toBe(0)
  expect(meddled.text).toMatch(/record \d+: it had ended .*; npm run ledger -- check tells/)
  expect((await verify(...online, '--lang', 'zh-CN')).text).toMatch(
    /第 \d+ 条起：.*已经结束；请运行 npm run ledger -- check/,
  )
  const nowhere = await verify('--url', 'http://127.0.0.1:9', '--token', 'x')
  expect(nowhere).toMatchObject({ code: 1, text: expect.stringContaining('nothing answers at http://127.0.0.1:9\n') })
  writeFileSync(file, 'something else')
  expect(await verify()).toMatchObject({ code: 1, text: expect.stringContaining('is no .xlsx file') })
  world.messages()
})

it('whole days where the customer is: Urumqi is two hours behind', async () => {
  // Due at 23:59:30 on 20 November in Urumqi and half a minute after midnight.
  const world = await World.start(at('11-21 01:29:30'), { papers: 'missing' })
  const data = { caller: '+8613800138006', severity: 'ordinary' }
  const early = await world.report({ ...data, serial: 'FW-2025-0003' })
  await world.advance('PT1M')
  const late = await world.report({ ...data, serial: 'FW-2025-0004' })
  const request = { customer: 'tianshan-data', from: '2026-11-20', to: '2026-11-20' }
  const [, , obligations = []] = await sheetsOf(world, request)
  const n5 = obligations.filter((row) => row.includes('N5') && row.includes('响应'))
  expect(n5).toEqual([expect.arrayContaining([early, '2026-11-20 23:59'])])
  const [, , next = []] = await sheetsOf(world, { ...request, from: '2026-11-21', to: '2026-11-21' })
  expect(next.filter((row) => row.includes('N5') && row.includes('响应'))).toEqual([
    expect.arrayContaining([late, '2026-11-21 00:00']),
  ])
  world.messages()
})

it('a period in which nothing was due: every clause, no obligations', async () => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  const { status, text } = await exportAs(world, { ...REQUEST, from: '2026-02-01', to: '2026-02-28' })
  expect(status).toBe(200)
  expect(text).toContain('本期间没有到期的承诺。')
  expect(text).toContain('<strong>R7</strong>')
})

it.for([
  [{ from: '2026-11-30', to: '2026-11-01' }, 'to: must not be before from'],
  [{ customer: 'nobody' }, 'customer: nobody has the id "nobody"'],
  [{ from: '2026-02-30' }, 'from: must be a day such as 2026-11-20'],
  [{ format: 'pdf' }, 'format: '],
  [{ reason: ' ' }, 'reason: '],
] as const)('%o is refused: %s', async ([change, problem]) => {
  const world = await World.start(at('11-20 10:00'), { papers: 'missing' })
  const { status, json } = await exportAs(world, { ...REQUEST, ...change })
  expect(status).toBe(400)
  expect(json.problems).toEqual([expect.stringContaining(problem)])
  expect(await audit(world)).toEqual([])
})

it('every file is named with its size and the SHA-256 of the bytes that were stored, and one changed byte is noticed', async () => {
  let isTampered = false
  const world = await World.start(at('11-20 02:13'), {
    papers: 'missing',
    outside: ({ attachments }) => ({
      attachments: {
        put: (subject, file, content) => attachments.put(subject, file, content),
        list: (subject) => attachments.list(subject),
        get: async (subject, file) => {
          const content = await attachments.get(subject, file)
          return content && isTampered ? withOtherByte(content) : content
        },
      },
    }),
  })
  const id = await world.report()
  const photo = new FormData()
  photo.set('file', new File([new Uint8Array(jpeg())], 'IMG_1.jpg'))
  photo.set('action', 'attach')
  photo.set('note', '铭牌')
  expect((await world.api(`/api/repairs/${id}/attachments`, photo)).status).toBe(200)
  const [kept] = (await world.repair(id)).attachments
  const path = `/api/repairs/${id}/attachments/${kept.sha256}`
  const fetched = await fetch(`${world.url}${path}`, { headers: { authorization: `Bearer ${await tokenOf(world)}` } })
  const bytes = new Uint8Array(await fetched.arrayBuffer())

  const { text } = await exportAs(world)
  for (const words of [`${id}-${kept.sha256.slice(0, 12)}.jpg`, kept.sha256, `>${bytes.length}<`, '铭牌'])
    expect(text).toContain(words)
  const { folder, verify, file } = await exported(world)
  const checked = checkSheets((await readXlsx(file)).map(({ data }) => data) as never, sha256)
  expect(checked).toMatchObject({ problems: [], files: [{ beside: id, sha256: kept.sha256, bytes: bytes.length }] })
  expect((await world.api('/api/evidence/verify', { pack: checked?.pack })).json).toMatchObject({ same: true })

  // The auditor is handed the files in a folder.
  const photos = join(folder, 'photos')
  mkdirSync(photos)
  expect(await verify('--files', photos)).toMatchObject({
    code: 0,
    text: expect.stringContaining('is not in the folder'),
  })
  writeFileSync(join(photos, 'a.jpg'), bytes)
  expect(await verify('--files', photos)).toMatchObject({
    code: 0,
    text: expect.stringContaining('✓ 1 files are, byte for byte'),
  })
  writeFileSync(join(photos, 'a.jpg'), withOtherByte(bytes))
  expect(await verify('--files', photos)).toMatchObject({
    code: 1,
    text: expect.stringContaining('✗ a.jpg is no file of this pack, or was changed'),
  })

  // What has changed in the store is not handed out as what it was.
  isTampered = true
  expect((await world.api(path)).status).toBe(500)
  expect(world.errors().join()).toContain('have changed since it was kept')

  // A later photo is more than the pack says, not another pack.
  isTampered = false
  photo.set('file', new File([new Uint8Array(jpeg({ orientation: 6 }))], 'IMG_2.jpg'))
  await world.api(`/api/repairs/${id}/attachments`, photo)
  expect((await world.api('/api/evidence/verify', { pack: checked?.pack })).json).toMatchObject({ same: false })
  world.messages()
})

const withOtherByte = (content: Uint8Array): Uint8Array =>
  content.map((byte, at) => (at === content.length - 3 ? byte ^ 1 : byte))
