import { isIP } from 'node:net'
import * as z from 'zod'
import { ROLES } from '../../../functions/api/claims.ts'
import { ON_ONE_MACHINE } from '../../../functions/channels/on-one-machine.ts'
import { language, line, timezone } from '../../../shared/wire/directory-fields.ts'
import { said } from '../../../shared/wire/issue-words.ts'

// What chengnuo.yaml may say. Each key is explained in examples/chengnuo.yaml, which a test reads.

const path = z.string().min(1).max(1000)

const NO_SECRET = said(
  '密钥不写在这里：写成 { file: 文件路径 } 或 { env: 环境变量名 }',
  'no secret stands in this file: write { file: PATH } or { env: NAME }',
)
const secret = z
  .strictObject(
    {
      file: path.exactOptional(),
      env: z
        .string()
        .regex(/^[A-Za-z_]\w{0,99}$/)
        .exactOptional(),
    },
    { error: ({ input }) => (input === undefined ? undefined : NO_SECRET) },
  )
  .refine(({ file, env }) => (file === undefined) !== (env === undefined), { error: NO_SECRET })
export type SecretPlace = z.output<typeof secret>

const address = (protocols: readonly string[], problem: string) =>
  z
    .string()
    .max(2000)
    .refine((text) => URL.canParse(text) && protocols.includes(new URL(text).protocol), problem)

const publicUrl = address(
  ['https:'],
  said(
    '要写成 https 网址，例如 https://service.example.com',
    'must be an https address such as https://service.example.com',
  ),
)
  .refine(
    (text) => !URL.canParse(text) || new URL(text).pathname === '/',
    said('只写到主机名为止，后面不带路径', 'ends with the name of the host: nothing follows it'),
  )
  .overwrite((text) => (URL.canParse(text) ? new URL(text).origin : text))
const issuer = address(['https:', 'http:'], said('要写成网址', 'must be an address'))

const proxy = z
  .string()
  .refine(
    isNetwork,
    said(
      '要写成 IP 地址或网段，例如 127.0.0.1、10.0.0.0/24',
      'must be an address or a network, such as 127.0.0.1 or 10.0.0.0/24',
    ),
  )

function isNetwork(text: string): boolean {
  const [host = '', bits, ...rest] = text.split('/')
  const most = isIP(host) === 4 ? 32 : 128
  return isIP(host) > 0 && rest.length === 0 && (bits === undefined || (/^\d{1,3}$/.test(bits) && Number(bits) <= most))
}

const time = z
  .string()
  .regex(/^([01]\d|2[0-3]):[0-5]\d$/, said('要写成时间，例如 "03:30"', 'must be a time such as "03:30"'))

/** By name, as the channels themselves say. */
const channelSettings = Object.fromEntries(
  ON_ONE_MACHINE.flatMap(({ settings }) =>
    Object.entries(settings).map(([name, kind]) => [name, (kind === 'secret' ? secret : path).exactOptional()]),
  ),
)

const openId = z.strictObject({
  issuer,
  clientId: line,
  clientSecret: secret.exactOptional(),
  personClaim: line.default('sub'),
  roleClaim: line.default('role'),
})

export const configSchema = z.strictObject({
  dataDir: path,
  listen: z
    .strictObject({ host: line.default('127.0.0.1'), port: z.int().min(0).max(65_535).default(8787) })
    .prefault({}),
  publicUrl,
  proxies: z.array(proxy).max(20).default([]),
  language: language.default('zh-CN'),
  timezone: timezone.default('Asia/Shanghai'),
  directory: path,
  plans: path.exactOptional(),
  forms: path.exactOptional(),
  hotline: z.strictObject({ secret, previous: secret.exactOptional() }).exactOptional(),
  twilio: z.strictObject({ authToken: secret, previous: secret.exactOptional() }).exactOptional(),
  channels: z.strictObject(channelSettings),
  signIn: z
    .strictObject({
      authenticator: z.array(z.enum(ROLES)).max(ROLES.length).default(['manager']),
      openId: openId.exactOptional(),
    })
    .prefault({}),
  backup: z.strictObject({
    folder: path,
    at: z.array(time).min(1).max(24),
    keep: z.int().min(2).max(1000).default(14),
  }),
  heartbeat: secret.exactOptional(),
})
export type Config = z.output<typeof configSchema>
