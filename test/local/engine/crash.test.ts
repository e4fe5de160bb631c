import { spawn } from 'node:child_process'
import { mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { openDatabase } from '../../../infra/local/database.ts'

const CHILD = join(import.meta.dirname, 'crash-child.ts')
/** How long each run lives after it is ready: through the starts, the calls, the answers and the timeouts. */
const LIVES_MS = [1, 7, 15, 26, 34, 51, 68, 90, 125, 180, 240, 310, 420, 610]

/** Runs the child on the file, kills it after its life, and gives every line that it had printed, and how it ended. */
function live(file: string, lifeMs: number): Promise<{ lines: string[]; signal: string | null }> {
  const child = spawn(process.execPath, [CHILD, file], { stdio: ['ignore', 'pipe', 'inherit'] })
  onTestFinished(() => void child.kill('SIGKILL'))
  let printed = ''
  let death: NodeJS.Timeout | undefined
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    printed += text
    if (death === undefined && Number.isFinite(lifeMs)) death = setTimeout(() => child.kill('SIGKILL'), lifeMs)
  })
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (_, signal) => {
      clearTimeout(death)
      resolve({ lines: printed.split('\n').filter((line) => line !== ''), signal })
    })
  })
}

test('kill -9 at any instant loses nothing and takes no step twice', { timeout: 60_000 }, async () => {
  const file = join(mkdtempSync(join(tmpdir(), 'chengnuo-crash-')), 'engine.db')
  const acknowledged: string[] = []
  let killed = 0
  for (const lifeMs of [...LIVES_MS, Number.POSITIVE_INFINITY]) {
    const { lines, signal } = await live(file, lifeMs)
    acknowledged.push(...lines)
    if (signal === 'SIGKILL' && !lines.includes('finished')) killed += 1
  }
  expect(acknowledged).toContain('finished')
  // On a machine so slow that the work is done before the last lives, the early deaths still count.
  expect(killed).toBeGreaterThanOrEqual(10)

  const db = openDatabase(file)
  const effects = new Map(
    db
      .prepare('SELECT key, via FROM effects')
      .all()
      .map(({ key, via }) => [key, via]),
  )
  const ends = db.prepare('SELECT DISTINCT status, transitions FROM engine_executions').all()
  // Start, 9 times Act and More?, 8 times Await, Done: no step was taken twice, whatever was interrupted.
  expect(ends).toEqual([{ status: 'SUCCEEDED', transitions: 28 }])
  // Every acknowledged start ran all its rounds; every round has one effect, however often it was tried.
  expect(new Set(acknowledged.filter((line) => line.startsWith('started'))).size).toBe(40)
  expect(effects.size).toBe(40 * 9)
  for (const line of acknowledged) {
    // An acknowledged answer is what moved the execution on: nothing else can, and it is never forgotten.
    const [, name, round] = /^answered (\w+) (\d+)$/.exec(line) ?? []
    if (name !== undefined) expect(effects.get(`${name} ${Number(round) + 1}`)).toBe('person')
  }
  expect(acknowledged.filter((line) => line.startsWith('answered')).length).toBeGreaterThan(0)
  const { repeated } = db.prepare('SELECT sum(times - 1) AS repeated FROM effects').get() ?? {}
  // Each crash may repeat the functions it interrupted, at most as many as ran: never more.
  expect(Number(repeated)).toBeLessThanOrEqual(LIVES_MS.length * 40)
  db.close()
})
