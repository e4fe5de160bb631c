import { MessageNotSentError } from '../../shared/kernel/errors.ts'

/**
 * Whoever does not answer by then is not waited for: the next channel, or the next person, is asked. Short, so that with SNS
 * after it two pages in a row fit into the 20 s of Advance.
 */
export const PATIENCE_MS = 3_000

export interface Answer {
  readonly status: number
  readonly text: string
}

/** A `POST` to a provider, once. @throws MessageNotSentError that says what went wrong, and nothing of the address, which may hold a key. */
export async function call(
  provider: string,
  url: string | URL,
  { headers, body }: { readonly headers: Record<string, string>; readonly body: string },
  patienceMs: number,
): Promise<Answer> {
  try {
    // What is signed is for this address and no other.
    const signal = AbortSignal.timeout(patienceMs)
    const answer = await fetch(url, { method: 'POST', headers, body, redirect: 'manual', signal })
    return { status: answer.status, text: await beginning(answer) }
  } catch (error) {
    throw unreached(provider, error)
  }
}

/** So much of an answer is read; none that means something is as long. */
const LONGEST = 10_000

async function beginning({ body }: Response): Promise<string> {
  if (!body) return ''
  let read = ''
  for await (const chunk of body.pipeThrough(new TextDecoderStream())) {
    read += chunk
    if (read.length > LONGEST) break
  }
  return read.slice(0, LONGEST)
}

/** The address may hold a key: only what went wrong is told, such as `ENOTFOUND` or `TimeoutError`. */
export function unreached(provider: string, error: unknown): MessageNotSentError {
  const name = error instanceof Error ? error.name : 'unknown'
  const code = error instanceof Error && error.cause instanceof Error && 'code' in error.cause ? error.cause.code : ''
  const why = name === 'TimeoutError' ? 'slow' : undefined
  const what = typeof code === 'string' && /^[A-Z][A-Z_]{1,60}$/.test(code) ? code : name
  return new MessageNotSentError(`${provider} did not take the message: ${what}`, { why })
}

/** What an answer holds, if it is an object. */
export function fieldsIn({ text }: Answer): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch {
    return {}
  }
}

/** A provider's code for why not; never its words, which like to repeat the number. `floods`: codes by which it takes no more for now. */
export const refusedBy = (provider: string, { status }: Answer, code: unknown, floods: RegExp): MessageNotSentError => {
  const known = (typeof code === 'string' || typeof code === 'number') && /^[\w.-]{1,80}$/.test(String(code))
  const why = status === 429 || (known && floods.test(String(code))) ? 'flood' : undefined
  return new MessageNotSentError(`${provider} refused the message: ${known ? code : `HTTP ${status}`}`, { why })
}
