import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import { expect, it, onTestFinished } from 'vitest'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { codeAt } from '../../infra/local/production/accounts/totp.ts'
import { freePort } from '../support/free-port.ts'
import { Browser } from './edge.ts'
import { CHANNELS, place } from './place.ts'
import { command, NPM_ENV, Served } from './served.ts'
import { startMailServer } from './smtp.ts'

/** A system that takes text messages, as the webhook's README has it. */
async function textGateway() {
  const taken: { to: string; text: string; key: string }[] = []
  const server = createServer(async (request, response) => {
    const body = await text(request)
    const time = String(request.headers['x-chengnuo-timestamp'])
    const isOurs = request.headers['x-chengnuo-signature'] === signatureOf('a secret of the webhook', time, body)
    if (isOurs) taken.push(JSON.parse(body))
    response.writeHead(isOurs ? 200 : 403).end()
  }).listen(0, '127.0.0.1')
  await once(server, 'listening')
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  return { url: `http://127.0.0.1:${port}/`, taken }
}

const call = async (port: number, callId: string) => {
  const body = JSON.stringify({
    callId,
    caller: '+8613800138001',
    serial: 'BWC-2025-0117',
    severity: 'urgent',
    symptoms: '黑屏',
  })
  const time = String(Math.floor(Date.now() / 1000))
  const answer = await fetch(`http://127.0.0.1:${port}/hotline/calls`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'x-chengnuo-timestamp': time,
      'x-chengnuo-signature': signatureOf('a secret of the hotline', time, body),
    },
    body,
  })
  return { status: answer.status, ...((await answer.json()) as { repairId: string }) }
}

it('from an empty folder to a manager who has signed in and somebody paged; stopped, and put back from its backup elsewhere', async () => {
  const [{ folder, config }, mails, texts, port] = [
    place(),
    await startMailServer(),
    await textGateway(),
    await freePort(),
  ]
  const channels = { ...CHANNELS, WEBHOOK_URL: texts.url, SMTP_URL: `smtp://service@127.0.0.1:${mails.port}` }
  const settings = { listen: { port }, channels }
  const file = config(settings)
  const account = (...args: readonly string[]) => command('account', '--', ...args, '--config', file)
  expect(await account('invite', 'liu-fang', '--role', 'manager')).toMatchObject({
    code: 1,
    err: expect.stringContaining('start npm run serve once'),
  })

  const served = await new Served(file).says('Chengnuo is running')
  expect(await account('invite', 'liu-fang', '--role', 'boss')).toMatchObject({
    code: 1,
    err: expect.stringContaining('role: '),
  })
  expect(await account('invite', 'liu-fang', '--role', 'manager')).toMatchObject({
    code: 0,
    out: expect.stringContaining('the invitation went to liu-fang@supplier.example.com'),
  })
  const invitation = mails.taken.at(-1)
  expect(invitation).toMatchObject({
    user: 'service',
    to: 'liu-fang@supplier.example.com',
    from: 'service@supplier.example.com',
  })
  const source = (invitation?.source ?? '').replaceAll('=\n', '')
  const plain = source.includes('base64')
    ? Buffer.from(/base64\n\n([\w+/=\n]+)/.exec(source)?.[1] ?? '', 'base64').toString()
    : source
  const path = /https:\/\/cn\.example\.com(\/sign-in\/invitation\/[\w-]+)/.exec(plain)?.[1] ?? ''
  const browser = new Browser(port)
  const page = await browser.get(path)
  expect([page.status, page.text]).toEqual([200, expect.stringContaining('<svg')])
  const key = base32Bytes(/<code>([A-Z2-7]+)<\/code>/.exec(page.text)?.[1] ?? '')
  const code = codeAt(key, Math.floor(Date.now() / 30_000))
  const chosen = { password: 'correct horse battery', again: 'correct horse battery', code }
  expect((await browser.post(path, chosen)).location).toBe('/console/board')
  expect(JSON.parse((await browser.get('/api/session')).text)).toMatchObject({ subject: 'liu-fang', role: 'manager' })
  expect(await account('list')).toMatchObject({ out: expect.stringContaining('✓ liu-fang  manager') })
  expect(await account('sign-out', 'nobody')).toMatchObject({ code: 0, out: expect.stringContaining('0 places') })

  await changedRole(port, account)

  const first = await call(port, 'call-1')
  expect(first.status).toBe(201)
  await expect.poll(() => texts.taken.length, { timeout: 30_000 }).toBe(1)
  expect(texts.taken[0]).toMatchObject({
    to: expect.stringMatching(/^\+86139001391/),
    text: expect.stringContaining('https://cn.example.com/p/'),
  })
  const board = JSON.parse((await browser.get('/api/board')).text)
  expect(JSON.stringify(board)).toContain(first.repairId)

  // A backup of the very moment, by the command that the schedule runs.
  await expect.poll(() => served.printed.includes('"message":"Backed up"'), { timeout: 60_000 }).toBe(true)
  const file2 = join(folder, 'backups', 'by-hand.db')
  const env = { ...NPM_ENV, DATA_DIR: join(folder, 'data') }
  const [backedUp] = await once(spawn('npm', ['run', '--silent', 'backup', '--', file2], { env }), 'exit')
  expect(backedUp).toBe(0)
  expect(readdirSync(join(folder, 'backups')).filter((name) => /^chengnuo-\d{8}T\d{6}Z\.db$/.test(name))).toHaveLength(
    1,
  )
  expect(statSync(file2).mode & 0o777).toBe(0o600)
  for (const made of ['data', 'backups']) expect(statSync(join(folder, made)).mode & 0o777, made).toBe(0o700)

  expect(await served.stop()).toBe(0)
  expect(served.log.filter(({ level }) => level === 'error')).toEqual([])
  expect(served.printed).not.toMatch(/\+86139001391\d\d|\/p\/[\w-]{12}|a secret of|correct horse|invitation\/[\w-]{20}/)

  const elsewhere = join(folder, 'elsewhere')
  const env2 = { ...NPM_ENV, DATA_DIR: elsewhere }
  expect((await once(spawn('npm', ['run', '--silent', 'restore', '--', file2], { env: env2 }), 'exit'))[0]).toBe(0)
  const again = await new Served(config({ ...settings, dataDir: 'elsewhere' })).says('Chengnuo is running')
  expect(await call(port, 'call-1')).toMatchObject({ status: 200, repairId: first.repairId })
  // Sessions of the time before are nobody's; the account is there, and the page has gone out: nobody is paged for it again.
  expect((await browser.get('/api/session')).status).toBe(401)
  expect(await account('list')).toMatchObject({ out: expect.stringContaining('✓ liu-fang  manager') })
  expect(texts.taken.filter(({ key }) => key === texts.taken[0]?.key)).toHaveLength(1)
  expect(await again.stop()).toBe(0)
  expect((await once(spawn('npm', ['run', '--silent', 'ledger', '--', 'check'], { env: env2 }), 'exit'))[0]).toBe(0)
}, 240_000)

it('says in a sentence why it does not start', async () => {
  const { folder, config } = place()
  expect(await command('serve')).toMatchObject({ code: 1, err: expect.stringContaining('usage: npm run serve') })
  expect(await command('serve', '--', '--config', join(folder, 'none.yaml'))).toMatchObject({
    code: 1,
    out: '',
    err: `there is no ${join(folder, 'none.yaml')}\n`,
  })
  const file = config({ channels: { ...CHANNELS, WEBHOOK_URL: undefined } })
  const line = readFileSync(file, 'utf8').split('\n').indexOf('channels:') + 1
  const { code, err } = await command('serve', '--', '--config', file)
  expect([code, err]).toEqual([
    1,
    expect.stringMatching(new RegExp(`^\\S*chengnuo\\.yaml:${line}:1: channels: has none that can page: [^\n]+\n$`)),
  ])
  // What was played in the playground is nobody's archive.
  const env = { ...NPM_ENV, DATA_DIR: join(folder, 'data'), PORT: '0' }
  const played = spawn(process.execPath, ['infra/local/main.ts'], { env })
  for await (const chunk of played.stdout) if (String(chunk).includes('Stop with Ctrl-C')) break
  played.kill('SIGTERM')
  await once(played, 'exit')
  expect((await command('serve', '--', '--config', config())).err).toMatch(
    /holds what was played in the playground: choose a new dataDir/,
  )
  writeFileSync(file, 'dataDir: [')
  expect((await command('serve', '--', '--config', file)).err).toMatch(/chengnuo\.yaml:\d+:\d+: /)
}, 120_000)

/** Whoever is something else from now on does not go on for hours as what they were. */
async function changedRole(port: number, account: (...args: readonly string[]) => ReturnType<typeof command>) {
  const viewer = new Browser(port)
  const shown = await account('invite', 'wang-qiang', '--role', 'viewer', '--show')
  const link = /https:\/\/cn\.example\.com(\S+)/.exec(shown.out)?.[1] ?? ''
  expect((await viewer.post(link, { password: 'correct horse battery', again: 'correct horse battery' })).status).toBe(
    303,
  )
  expect(await account('nonsense', 'wang-qiang')).toMatchObject({ code: 2, err: expect.stringContaining('usage: ') })
  expect((await viewer.get('/api/session')).status).toBe(200)
  expect((await account('invite', 'wang-qiang', '--role', 'engineer', '--show')).code).toBe(0)
  expect((await viewer.get('/api/session')).status).toBe(401)
}

function base32Bytes(text: string): Uint8Array {
  const bits = [...text]
    .map((letter) => 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(letter).toString(2).padStart(5, '0'))
    .join('')
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], (eight) => Number.parseInt(eight, 2))
}
