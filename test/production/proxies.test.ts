import { execFileSync, spawn, spawnSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { freePort } from '../support/free-port.ts'
import { openProduction, URL_OF } from './edge.ts'
import { caddy, folderOfTest, has, through, untilTheEnd } from './proxy.ts'

for (const program of ['caddy', 'nginx'])
  if (!has(program)) console.warn(`*** SKIPPED: ${program} is not installed, so examples/ are not tested behind it ***`)

/** The nginx.conf of the examples, but for its ports and where its certificate lies. */
async function nginx(behind: number): Promise<number> {
  const [folder, port, http] = [folderOfTest(), await freePort(), await freePort()]
  const [key, cert] = [join(folder, 'key.pem'), join(folder, 'cert.pem')]
  const subject = ['-subj', '/CN=cn.example.com', '-days', '2']
  execFileSync('openssl', ['req', '-x509', '-newkey', 'rsa:2048', '-nodes', '-keyout', key, '-out', cert, ...subject], {
    stdio: 'ignore',
  })
  const site = readFileSync('examples/nginx.conf', 'utf8')
    .replaceAll(/^ *listen \[::\].*\n/gm, '')
    .replace('listen 80;', `listen 127.0.0.1:${http};`)
    .replace('listen 443 ssl;', `listen 127.0.0.1:${port} ssl;`)
    .replaceAll('service.example.com;', 'cn.example.com;')
    .replace(/ssl_certificate .*/, `ssl_certificate ${cert};`)
    .replace(/ssl_certificate_key .*/, `ssl_certificate_key ${key};`)
    .replace('127.0.0.1:8787', `127.0.0.1:${behind}`)
  mkdirSync(join(folder, 'temp'))
  const temp = ['client_body', 'proxy', 'fastcgi', 'uwsgi', 'scgi'].map(
    (name) => `${name}_temp_path ${folder}/temp/${name};`,
  )
  const whole = `pid ${folder}/pid; error_log ${folder}/errors; events {}\nhttp {\n${temp.join('\n')}\n${site}\n}\n`
  writeFileSync(join(folder, 'nginx.conf'), whole)
  const asked = [
    '-p',
    folder,
    '-e',
    join(folder, 'errors'),
    '-c',
    join(folder, 'nginx.conf'),
    '-g',
    'daemon off; master_process off;',
  ]
  untilTheEnd(spawn('nginx', asked, { stdio: 'ignore' }))
  return port
}

describe.each([
  ['examples/Caddyfile', 'caddy', caddy],
  ['examples/nginx.conf', 'nginx', nginx],
] as const)('behind %s', (_, program, start) => {
  it.skipIf(!has(program))(
    'people sign in, changes come as they happen, and nobody says of themselves where they are',
    async () => {
      const opened = await openProduction({ proxies: ['127.0.0.1', '::1'] })
      const port = await start(opened.port)
      await expect
        .poll(
          () =>
            through(port, '/health').then(
              ({ status }) => status,
              () => 0,
            ),
          { timeout: 30_000 },
        )
        .toBe(200)
      const page = await through(port, '/sign-in')
      expect([page.status, page.headers['strict-transport-security'], page.headers['content-security-policy']]).toEqual(
        [200, 'max-age=31536000', expect.stringContaining("default-src 'none'")],
      )
      expect((await through(port, '/metrics')).status).toBe(404)

      const token = opened.sessions.begin({ person: 'li-na', role: 'dispatcher' })
      const headers = {
        cookie: `__Host-chengnuo-session=${token}`,
        accept: 'text/event-stream',
        'sec-fetch-site': 'same-origin',
      }
      const stream = await through(port, '/api/changes', { headers, until: 'data: ' })
      expect([stream.status, stream.text]).toEqual([200, expect.stringContaining('retry: ')])

      const form = {
        'content-type': 'application/x-www-form-urlencoded',
        origin: URL_OF,
        'sec-fetch-site': 'same-origin',
      }
      const guess = (n: number) =>
        through(port, '/sign-in', {
          method: 'POST',
          headers: { ...form, 'x-forwarded-for': `198.51.100.${n}` },
          body: `name=name-${n}&password=x`,
        })
      for (let n = 0; n < 30; n++) expect((await guess(n)).status).toBe(401)
      expect((await guess(77)).status, 'one address, whatever it says of itself').toBe(429)
    },
    120_000,
  )
})

it.skipIf(!has('systemd-analyze'))(
  'the unit of systemd is shut in: 2.0 of 10 at most, as systemd itself reckons',
  () => {
    const unit = 'examples/chengnuo.service'
    const { status, stdout } = spawnSync('systemd-analyze', ['security', '--offline=true', '--threshold=20', unit], {
      encoding: 'utf8',
    })
    expect([status, stdout]).toEqual([0, expect.stringContaining('Overall exposure level')])
  },
)

it('the unit and the container start what npm run serve starts', () => {
  const serve = 'infra/local/production/serve.ts --config'
  const script = JSON.parse(readFileSync('package.json', 'utf8')).scripts.serve.replace('exec node ', '')
  expect(`${script} --config`).toContain(serve)
  const unit = readFileSync('examples/chengnuo.service', 'utf8')
  expect(unit).toContain(`/node_modules/.bin/node ${script} --config`)
  const command = /^CMD (\["node", "--max.*)$/m.exec(readFileSync('examples/Containerfile', 'utf8'))?.[1] ?? '[]'
  expect(JSON.parse(command).join(' ')).toContain(`node ${script} --config`)
})
