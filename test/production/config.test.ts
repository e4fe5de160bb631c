import { chmodSync, mkdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import type * as z from 'zod'
import { ON_ONE_MACHINE } from '../../functions/channels/on-one-machine.ts'
import { chosen } from '../../functions/channels/through.ts'
import { failureLines } from '../../infra/failure.ts'
import { readConfig } from '../../infra/local/production/config.ts'
import { refuseDemo, refuseSettings } from '../../infra/local/production/refusals.ts'
import { configSchema } from '../../infra/local/production/schema.ts'
import { CHANNELS, place } from './place.ts'

/** What somebody reads who starts it like this; nothing where it would start. */
function refusal(file: string, environment: Readonly<Record<string, string>> = {}): readonly string[] {
  try {
    const config = readConfig(file, environment)
    refuseSettings(config, chosen(ON_ONE_MACHINE, config.given))
    refuseDemo(config)
    return []
  } catch (error) {
    expect(failureLines(error, 'zh-CN').length).toBe(failureLines(error, 'en').length)
    return failureLines(error, 'en')
  }
}

/** Every key, also of what may be left out, with those within it. */
function keysOf(schema: z.ZodType): readonly string[] {
  const { def } = schema as unknown as { def: { shape?: Record<string, z.ZodType>; innerType?: z.ZodType } }
  if (def.innerType) return keysOf(def.innerType)
  return Object.entries(def.shape ?? {}).flatMap(([key, inner]) => [
    key,
    ...keysOf(inner).map((one) => `${key}.${one}`),
  ])
}

describe('examples/chengnuo.yaml', () => {
  const text = readFileSync('examples/chengnuo.yaml', 'utf8')

  it('is valid as it stands, and with all that may be left out', () => {
    expect(configSchema.safeParse(parse(text)).error).toBeUndefined()
    expect(configSchema.safeParse(parse(text.replaceAll(/#(?=\w)/g, ''))).error).toBeUndefined()
  })

  it('has every key that there is', () => {
    const whole = parse(text.replaceAll(/#(?=\w)/g, ''))
    // A secret is told of once, at the top.
    const keys = keysOf(configSchema).filter((key) => !/\.(file|env)$/.test(key))
    expect(keys.length).toBeGreaterThan(25)
    const valueAt = (key: string) =>
      key.split('.').reduce<unknown>((value, part) => Reflect.get(Object(value), part), whole)
    expect(keys.filter((key) => valueAt(key) === undefined)).toEqual([])
  })
})

describe('a configuration', () => {
  it('gives paths from its own folder, and secrets from files and the environment', () => {
    const { folder, config } = place()
    const file = config({ twilio: { authToken: { env: 'TOKEN' } }, heartbeat: { env: 'WATCH' } })
    const read = readConfig(file, { TOKEN: 'from outside', WATCH: 'https://watch.example.com/x' })
    expect(read).toMatchObject({
      dataDir: join(folder, 'data'),
      listen: { host: '127.0.0.1', port: 0 },
      given: {
        WEBHOOK_SECRET: 'a secret of the webhook',
        HOTLINE_SECRET: 'a secret of the hotline',
        TWILIO_AUTH_TOKEN: 'from outside',
      },
      heartbeatUrl: 'https://watch.example.com/x',
    })
    expect(refusal(file, { TOKEN: 'x', WATCH: 'x' })).toEqual([])
  })

  it('says of each fault where it stands and what to write, all at once', () => {
    const { config } = place()
    const file = config({
      publicUrl: 'http://cn.example.com',
      listen: { port: 99_999 },
      proxies: ['anybody'],
      colour: 'red',
      channels: { ...CHANNELS, WEBHOOK_SECRET: 'written out' },
      backup: { folder: 'backups', at: ['3 am'] },
    })
    const lineOf = (what: string) =>
      readFileSync(file, 'utf8')
        .split('\n')
        .findIndex((one) => one.includes(what)) + 1
    expect(refusal(file).toSorted()).toEqual(
      [
        ['written out', /channels\.WEBHOOK_SECRET: no secret stands in this file: write \{ file: PATH \}/],
        ['3 am', /backup\.at\.0: must be a time such as "03:30"/],
        ['colour', /colour: is not a known field/],
        ['99999', /listen\.port: .*65535/],
        ['http://cn', /publicUrl: must be an https address such as/],
        ['anybody', /proxies\.0: must be an address or a network, such as 127\.0\.0\.1/],
      ].map(([what, said]) =>
        expect.stringMatching(new RegExp(`chengnuo\\.yaml:${lineOf(String(what))}:\\d+: ${(said as RegExp).source}`)),
      ),
    )
  })

  it.each([
    [
      { channels: { ...CHANNELS, WEBHOOK_SECRET: { file: 'none' } } },
      /channels\.WEBHOOK_SECRET: there is no .*none: put the secret there/,
    ],
    [{ channels: { ...CHANNELS, WEBHOOK_SECRET: { env: 'NONE' } } }, /the environment variable NONE is not set/],
    [
      { channels: { ...CHANNELS, WEBHOOK_SECRET: { env: 'NONE', file: 'webhook.secret' } } },
      /no secret stands in this file/,
    ],
    [{ channels: { ...CHANNELS, SMTP_URL: 'smtp://a:b@mail.example.com' } }, /channels\.SMTP_URL: holds a password/],
    [
      { channels: { ...CHANNELS, WEBHOOK_URL: undefined } },
      /channels: has none that can page: set one that carries text messages/,
    ],
    [{ channels: { ...CHANNELS, MAIL_FROM: undefined } }, /channels: has none that carries mail/],
    [
      { directory: `${process.cwd()}/infra/local/demo/directory.yaml` },
      /directory: holds what the demo has made up \(陈伟\)/,
    ],
  ])('does not start with %j', (changes, said) => {
    expect(refusal(place().config(changes))).toEqual([expect.stringMatching(said)])
  })

  it('does not start where everybody of the machine can read its data, its backups or a secret', () => {
    const { folder, config, file } = place()
    const path = config()
    for (const name of ['data', 'backups']) {
      mkdirSync(join(folder, name))
      chmodSync(join(folder, name), 0o755)
      expect(refusal(path)).toEqual([expect.stringMatching(/everybody on this machine can read .*: chmod 700/)])
      chmodSync(join(folder, name), 0o700)
    }
    expect(refusal(path)).toEqual([])
    file('webhook.secret', 'x', 0o644)
    expect(refusal(path)).toEqual([
      expect.stringMatching(/everybody on this machine can read .*webhook\.secret: chmod 600/),
    ])
    mkdirSync(join(folder, 'a-folder'))
    expect(refusal(config({ hotline: { secret: { file: 'a-folder' } } })).join()).toContain('there is no')
    file('webhook.secret', ' \n')
    expect(refusal(config())).toEqual([expect.stringContaining('is empty, or too long')])
  })
})
