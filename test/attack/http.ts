import { Agent, request } from 'node:http'
import { connect } from 'node:net'

export interface Probe {
  readonly method: string
  /** As it stands in the request line: encoded where it must be. */
  readonly target: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | Buffer
  /** What is known to take longer than a request may. */
  readonly patienceMs?: number
}

/** `status` 0: no answer. */
export interface Answer {
  readonly status: number
  readonly ms: number
  readonly text: string
  readonly headers: Readonly<Record<string, string | string[] | undefined>>
}

/** No answer by then is none. */
const PATIENCE_MS = 15_000
/** What Node reads of a request line with its headers. */
const LONGEST_HEAD = 15_000
const headBytes = ({ target, headers = {} }: Probe): number => target.length + Object.values(headers).join('').length
const agent = new Agent({ keepAlive: true, maxSockets: 64 })

export async function send(base: string, probe: Probe): Promise<Answer> {
  const answer = await once(base, probe)
  // Whoever sends a longer head than is read may be cut off before they hear 431.
  if (answer.status === 0 && answer.text === 'ECONNRESET' && headBytes(probe) > LONGEST_HEAD)
    return { ...answer, status: 431 }
  // A connection kept alive that the other side was just closing says nothing about the request.
  return answer.status === 0 && answer.text === 'ECONNRESET' ? once(base, probe, false) : answer
}

const once = (
  base: string,
  { method, target, headers = {}, body, patienceMs = PATIENCE_MS }: Probe,
  keep = true,
): Promise<Answer> =>
  new Promise((resolve) => {
    const begin = performance.now()
    const { hostname, port } = new URL(base)
    const end = (status: number, text: string, answered: Answer['headers'] = {}) =>
      resolve({ status, text, headers: answered, ms: performance.now() - begin })
    const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
    const sent = request(
      { hostname, port, method, path: target, headers: { ...length, ...headers }, agent: keep ? agent : false },
      (response) => {
        const chunks: Buffer[] = []
        response.on('data', (chunk: Buffer) => chunks.push(chunk))
        response.on('end', () => end(response.statusCode ?? 0, Buffer.concat(chunks).toString(), response.headers))
        response.on('error', (error) => end(0, codeOf(error)))
      },
    )
    sent.setTimeout(patienceMs, () => sent.destroy(new Error('ETIMEDOUT')))
    sent.on('error', (error) => end(0, codeOf(error)))
    sent.end(body)
  })

const codeOf = (error: NodeJS.ErrnoException): string => error.code ?? error.message

/** As no client library would write it. */
export const sendRaw = (base: string, lines: string): Promise<Answer> =>
  new Promise((resolve) => {
    const begin = performance.now()
    const { hostname, port } = new URL(base)
    const end = (status: number, text: string) => resolve({ status, text, headers: {}, ms: performance.now() - begin })
    const socket = connect(Number(port), hostname, () => socket.write(lines, 'latin1'))
    socket.setTimeout(PATIENCE_MS, () => socket.destroy(new Error('ETIMEDOUT')))
    socket.once('data', (data) => {
      end(Number(data.toString('latin1').split(' ')[1]) || 0, data.toString('latin1'))
      socket.destroy()
    })
    socket.on('error', (error) => end(0, codeOf(error)))
    socket.on('close', () => end(0, 'closed'))
  })
