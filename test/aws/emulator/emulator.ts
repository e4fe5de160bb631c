import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import { freePort } from '../../support/free-port.ts'
import { ARTIFACTS, pythonProgram } from '../../support/python-program.ts'

const ROOT = join(import.meta.dirname, '../../..')
const REQUIREMENTS = join(import.meta.dirname, 'requirements.txt')
const START_MS = 60_000

export interface Emulator {
  readonly endpoint: string
  /** Its own: `ministack.log` tells what it and the functions said. */
  readonly folder: string
  stop(): Promise<void>
}

/** MiniStack, as pinned in `requirements.txt`. */
export const install = (): Promise<string> => pythonProgram('ministack', REQUIREMENTS)

/** Starts MiniStack on a free port of the loopback interface. It ends when stopped, and with this process whatever happens. */
export async function startEmulator(name: string): Promise<Emulator> {
  const program = await install()
  const port = await freePort()
  const folder = emptyFolder(name)
  const log = join(folder, 'ministack.log')
  // The inner shell waits for our end of its input: when we are gone, however that was, it ends the emulator and its Lambdas.
  const guarded = `"$0" & read -r _; kill 0`
  const child = spawn('sh', ['-c', guarded, program], {
    detached: true,
    env: environment(port, folder),
    stdio: ['pipe', openSync(log, 'w'), openSync(log, 'a')],
  })
  const endpoint = `http://127.0.0.1:${port}`
  await untilReady(endpoint, child, log)
  return { endpoint, folder, stop: () => stop(child) }
}

/** Nothing of ours but what it needs: a stray AWS variable must lead nobody to a real account. */
function environment(port: number, folder: string): NodeJS.ProcessEnv {
  return {
    HOME: ARTIFACTS,
    // Lambdas run on the project's Node 24 …
    PATH: `${join(ROOT, 'node_modules/.bin')}:${process.env.PATH}`,
    // … and find the AWS SDK, which Lambda's runtime brings along, in the project's node_modules above their folder.
    TMPDIR: folder,
    LAMBDA_EXECUTOR: 'local',
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(port),
    // These two would listen on every interface.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
  }
}

function emptyFolder(name: string): string {
  const folder = join(ARTIFACTS, `emulator-${name}`)
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  // The emulator's own worker script is CommonJS; the project's package.json says otherwise.
  writeFileSync(join(folder, 'package.json'), '{ "type": "commonjs" }\n')
  return folder
}

async function untilReady(endpoint: string, child: ChildProcess, log: string): Promise<void> {
  const end = performance.now() + START_MS
  while (performance.now() < end && child.exitCode === null) {
    const answer = await fetch(`${endpoint}/_ministack/ready`, { signal: AbortSignal.timeout(2000) }).catch(
      () => undefined,
    )
    if (answer?.ok) return
    await sleep(200)
  }
  await stop(child)
  throw new Error(`The AWS emulator did not start:\n${readFileSync(log, 'utf8').slice(-4000)}`)
}

async function stop(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
  const ended = new Promise((resolve) => child.once('exit', resolve))
  process.kill(-child.pid, 'SIGTERM')
  await Promise.race([ended, sleep(5000)])
  try {
    process.kill(-child.pid, 'SIGKILL')
  } catch {
    // Its whole group is gone already.
  }
}
