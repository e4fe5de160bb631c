import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, expect, it, onTestFinished } from 'vitest'
import { registrations } from '../../functions/channels/registered/listing.ts'
import { RULES } from '../../functions/channels/registered/providers.ts'
import { createHost } from '../../infra/local/host.ts'
import { REGISTERED } from '../../shared/ports/messaging.ts'
import { loopback } from '../support/providers/loopback.ts'

/** As somebody starts it, with nothing else told than this. */
const command = (args: readonly string[], env: Readonly<Record<string, string>> = {}) =>
  new Promise<{ code: number; out: string; errors: string }>((resolve) => {
    const file = join(import.meta.dirname, '../../infra/channels-cli.ts')
    const told = { PATH: process.env.PATH, LC_ALL: 'en_US.UTF-8', ...env }
    execFile(process.execPath, [file, ...args], { env: told }, (error, out, errors) =>
      resolve({ code: error ? Number(error.code) : 0, out, errors }),
    )
  })

describe('npm run channels -- templates', () => {
  it('each text as each provider wants it written, with the longest that it may become', async () => {
    const { code, out } = await command(['templates', '--url', 'https://r.example.cn', '--sign', '城东服务'])
    expect(code).toBe(0)
    expect(out).toMatch(/\$\{severity\}故障待接单：\$\{place\} .+ https:\/\/r\.example\.cn\/p\/\$\{token\}\n/)
    expect(out).toContain(
      '{1}故障待接单：{2}{3}{4} {5}{6}，单号 {7}{8}，接单时限 {9}{10} https://r.example.cn/p/{11}{12}',
    )
    expect(out).toContain('ALIBABA_SMS_TEMPLATES=page=CODE1,breach=CODE2')
    const one = await command(['templates', '--provider', 'tencent'], {
      PUBLIC_URL: 'https://r.example.cn',
      TENCENT_SMS_SIGN: '城东服务',
    })
    expect([one.code, one.out.includes('ALIBABA')]).toEqual([0, false])
  })

  it.each([
    [['templates', '--sign', '城东服务'], 'PUBLIC_URL is an address'],
    [['templates', '--url', 'https://r.example.cn:8443', '--sign', '城东服务'], 'no port'],
    [['templates', '--url', 'https://r.example.cn', '--sign', '【城东】'], 'without 【】'],
    [
      ['templates', '--url', 'https://after-sales-service.supplier-of-lanzhou.example.cn', '--sign', '城东服务'],
      'shorter domain',
    ],
    [['templates', '--provider', 'nobody'], 'usage'],
    [['test'], 'usage'],
  ])('what cannot be registered is said: %j', async (args, said) => {
    const { code, errors } = await command(args)
    expect([code > 0, errors]).toEqual([true, expect.stringContaining(said)])
  })

  it('the signature counts: a text of 70 is one segment, one more character makes two of it', () => {
    const stuck = (sign: string) =>
      registrations(RULES.alibaba, { publicUrl: 'https://r.example.cn', sign }).find(({ id }) => id === 'stuck')
    expect(stuck('城东')).toMatchObject({ length: 51, segments: 1 })
    expect(stuck('城'.repeat(12))).toMatchObject({ length: 61, segments: 1 })
    const all = registrations(RULES.tencent, { publicUrl: 'https://service.abc-123.cn', sign: '城东服务' })
    expect(all.map(({ id }) => id)).toEqual(REGISTERED)
    for (const { length, segments, example } of all) {
      expect(example.length).toBeLessThanOrEqual(length)
      expect(segments).toBe(length <= 70 ? 1 : Math.ceil(length / 67))
    }
  })
})

describe('npm run channels -- test', () => {
  async function installed() {
    const folder = mkdtempSync(join(tmpdir(), 'chengnuo-channels-'))
    onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
    const quiet = { info: () => {}, warn: () => {}, error: () => {} }
    const host = createHost({ folder, publicUrl: 'https://r.example.cn', log: quiet })
    await host.start()
    await host.stop()
    return folder
  }

  it('says what each channel answered, and shows no number; whom nobody has on file gets none', async () => {
    const DATA_DIR = await installed()
    const alibaba = await loopback((_, response) => response.writeHead(400).end('{"Code":"isv.OUT_OF_SERVICE"}'))
    const hook = await loopback((_, response) => response.end())
    const env = {
      DATA_DIR,
      WEBHOOK_URL: hook.url,
      WEBHOOK_SECRET: 's',
      ALIBABA_SMS_KEY_ID: 'LTAI',
      ALIBABA_SMS_KEY_SECRET: 's',
      ALIBABA_SMS_SIGN: '城东服务',
      ALIBABA_SMS_TEMPLATES: REGISTERED.map((id) => `${id}=SMS_${id}`).join(','),
      ALIBABA_SMS_URL: alibaba.url,
    }
    const sent = await command(['test', 'wang-qiang'], env)
    expect(sent).toEqual({
      code: 0,
      out: 'webhook → +86138****8103: taken: look at the phone\nalibaba-sms → +86138****8103: refused: Alibaba Cloud SMS refused the message: isv.OUT_OF_SERVICE\n',
      errors: '',
    })
    expect(hook.received.map(({ body }) => JSON.parse(body))).toMatchObject([
      { to: '+8613800138103', template: 'test' },
    ])
    expect(new URL(alibaba.received[0]?.url ?? '', 'http://a').searchParams.get('TemplateCode')).toBe('SMS_test')

    expect(await command(['test', 'nobody'], env)).toMatchObject({ code: 1, errors: expect.stringContaining('id') })
    expect(await command(['test', 'wang-qiang'], { DATA_DIR })).toMatchObject({
      code: 1,
      errors: expect.stringContaining('no channel that carries text messages'),
    })
    expect(hook.received).toHaveLength(1)
  })
})
