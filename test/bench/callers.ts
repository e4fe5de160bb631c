import { fork } from 'node:child_process'
import { once } from 'node:events'
import { Agent, request } from 'node:http'
import { setTimeout as sleep } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { signatureOf } from '../../functions/hotline/hmac-signature.ts'
import { callerOf } from './directory.ts'

/** Signed hotline calls, made by a process of its own so that making them does not slow the system that takes them. */

export interface Load {
  readonly url: string
  readonly secret: string
  /** Callers `first` to `first + count - 1` call once each. */
  readonly first: number
  readonly count: number
  readonly severity?: string
  /**
   * `perSecond`: calls come as people call, at random (Poisson) whether or not earlier ones were answered. `atOnce`: so many lines,
   * each calling again when answered.
   */
  readonly pace: { readonly perSecond: number } | { readonly atOnce: number }
  /** Reports that reached us this many milliseconds apart, beginning here (epoch ms); absent: now. */
  readonly reported?: { readonly fromMs: number; readonly stepMs: number }
}

export interface CallResult {
  readonly status: number
  readonly repairId?: string
  /** What came instead of 201. */
  readonly problem?: string
  /** Epoch milliseconds at which the request began. */
  readonly startedAt: number
  readonly answerMs: number
  /** How far behind its plan the request began. */
  readonly lateMs: number
}

/** In the order of the callers. */
export async function makeCalls(load: Load): Promise<readonly CallResult[]> {
  const child = fork(fileURLToPath(import.meta.url), [JSON.stringify(load)], { serialization: 'advanced' })
  const results = once(child, 'message')
  const ended = once(child, 'exit')
  const [outcome] = await Promise.race([results, ended])
  if (!Array.isArray(outcome)) throw new Error(`the callers ended with code ${outcome}`)
  return outcome as CallResult[]
}

const agent = new Agent({ keepAlive: false })

async function call(load: Load, index: number, plannedAt: number): Promise<CallResult> {
  const { reported } = load
  const body = JSON.stringify({
    callId: `bench-${index}`,
    ...callerOf(index),
    symptoms: '无法开机，指示灯不亮',
    ...(load.severity && { severity: load.severity }),
    ...(reported && { reportedAt: new Date(reported.fromMs + (index - load.first) * reported.stepMs).toISOString() }),
  })
  const timestamp = String(Math.floor(Date.now() / 1000))
  const headers = {
    'content-type': 'application/json',
    'content-length': Buffer.byteLength(body),
    'x-chengnuo-timestamp': timestamp,
    'x-chengnuo-signature': signatureOf(load.secret, timestamp, body),
  }
  const startedAt = Date.now()
  const from = performance.now()
  const { status, text } = await post(`${load.url}/hotline/calls`, headers, body)
  const answerMs = performance.now() - from
  const result = { status, startedAt, answerMs, lateMs: Math.max(0, from - plannedAt) }
  return status === 201 ? { ...result, repairId: JSON.parse(text).repairId } : { ...result, problem: text }
}

const post = (url: string, headers: Record<string, string | number>, body: string) =>
  new Promise<{ status: number; text: string }>((resolve) => {
    const failed = (error: Error) => resolve({ status: 0, text: error.message })
    const sent = request(url, { method: 'POST', headers, agent }, (response) => {
      const chunks: Buffer[] = []
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      response.on('end', () => resolve({ status: response.statusCode ?? 0, text: Buffer.concat(chunks).toString() }))
      response.on('error', failed)
    })
    sent.on('error', failed)
    sent.end(body)
  })

async function callAtRandom(load: Load, perSecond: number): Promise<CallResult[]> {
  const random = generator(load.first + 1)
  const calls: Promise<CallResult>[] = []
  let plannedAt = performance.now()
  for (let index = load.first; index < load.first + load.count; index++) {
    plannedAt += (-Math.log(1 - random()) * 1000) / perSecond
    const ahead = plannedAt - performance.now()
    if (ahead > 1) await sleep(ahead)
    calls.push(call(load, index, plannedAt))
  }
  return Promise.all(calls)
}

async function callInLines(load: Load, lines: number): Promise<CallResult[]> {
  const results: CallResult[] = []
  let next = load.first
  const line = async () => {
    for (let index = next++; index < load.first + load.count; index = next++)
      results[index - load.first] = await call(load, index, performance.now())
  }
  await Promise.all(Array.from({ length: lines }, line))
  return results
}

/** Mulberry32: the same calls at the same moments in every run. */
function generator(seed: number): () => number {
  let state = seed
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

if (import.meta.main) {
  const load: Load = JSON.parse(process.argv[2] ?? '')
  const { pace } = load
  const results = 'perSecond' in pace ? await callAtRandom(load, pace.perSecond) : await callInLines(load, pace.atOnce)
  process.send?.(results, () => process.disconnect())
}
