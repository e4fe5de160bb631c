import { type ChildProcess, spawn, spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { request } from 'node:https'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { freePort } from '../support/free-port.ts'

export const has = (program: string): boolean => spawnSync(program, ['-v']).error === undefined

export interface Through {
  readonly status: number
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
  readonly text: string
}

export function folderOfTest(): string {
  const folder = mkdtempSync(join(tmpdir(), 'chengnuo-proxy-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

export function untilTheEnd(child: ChildProcess): void {
  onTestFinished(() => void child.kill('SIGKILL'))
}

/** The Caddyfile of the examples, but for its name, its ports and a certificate of Caddy's own. */
export async function startCaddy(behind: number): Promise<{ readonly port: number; readonly child: ChildProcess }> {
  const [folder, port, http] = [folderOfTest(), await freePort(), await freePort()]
  const site = readFileSync('examples/Caddyfile', 'utf8')
    .replace('service.example.com {', `cn.example.com:${port} {\n\ttls internal`)
    .replace('127.0.0.1:8787', `127.0.0.1:${behind}`)
  const ours = `{\n\tadmin off\n\tskip_install_trust\n\thttp_port ${http}\n\thttps_port ${port}\n}\n`
  writeFileSync(join(folder, 'Caddyfile'), ours + site)
  const env = { ...process.env, HOME: folder, XDG_DATA_HOME: folder, XDG_CONFIG_HOME: folder }
  const asked = ['run', '--config', join(folder, 'Caddyfile'), '--adapter', 'caddyfile']
  const child = spawn('caddy', asked, { env, stdio: 'ignore' })
  untilTheEnd(child)
  return { port, child }
}
export const caddy = async (behind: number): Promise<number> => (await startCaddy(behind)).port

/** As a browser asks from outside; `until`: of an answer that goes on, what is enough of it. */
export function through(
  port: number,
  path: string,
  { method = 'GET', headers = {}, body = '', until = '' } = {},
): Promise<Through> {
  return new Promise((resolve, reject) => {
    const options = { host: '127.0.0.1', port, path, method, servername: 'cn.example.com', rejectUnauthorized: false }
    const asked = request({ ...options, headers: { host: 'cn.example.com', ...headers } }, (answer) => {
      let text = ''
      const done = () => resolve({ status: answer.statusCode ?? 0, headers: answer.headers, text })
      answer.setEncoding('utf8').on('data', (more: string) => {
        text += more
        if (until !== '' && text.includes(until)) {
          done()
          asked.destroy()
        }
      })
      answer.on('end', done).on('error', reject)
    })
    asked.on('error', reject)
    asked.end(body)
  })
}
