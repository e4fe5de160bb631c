import { DATA_LIMIT_BYTES, type Json } from './expressions.ts'
import type { Signal, Task } from './interpreter.ts'

/** What a placeholder such as `${AdvanceFunction}` stands for. */
export type Functions = Readonly<Record<string, (payload: unknown) => Promise<unknown>>>

/** Calls a task's function as the optimized Lambda integration does: what it returns or throws becomes a signal. */
export async function callFunction(functions: Functions, task: Task, limitMs: number): Promise<Signal> {
  const name = task.functionName
  try {
    const called = Object.hasOwn(functions, name) ? functions[name] : undefined
    if (called === undefined) return failure('Lambda.ResourceNotFoundException', `there is no function ${name}`)
    const returned = await within(limitMs, name, (async () => called(task.payload))())
    const json = JSON.stringify(returned ?? null)
    if (Buffer.byteLength(json) > DATA_LIMIT_BYTES) {
      return failure('States.DataLimitExceeded', `${name} returned over ${DATA_LIMIT_BYTES} bytes`)
    }
    const payload: Json = JSON.parse(json)
    return { type: 'succeeded', result: { ExecutedVersion: '$LATEST', Payload: payload, StatusCode: 200 } }
  } catch (error) {
    if (error instanceof Error) return failure(error.name, error.message)
    return failure('Error', String(error))
  }
}

const failure = (error: string, message: string): Signal => ({
  type: 'failed',
  error,
  cause: JSON.stringify({ errorType: error, errorMessage: message }),
})

class FunctionTimeoutError extends Error {
  // The name Lambda gives it.
  override name = 'Sandbox.Timedout'
}

/** A function that never answers must not hold its place for ever: Lambda ends it too. Real time, as on Lambda. */
async function within<T>(limitMs: number, name: string, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const limit = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new FunctionTimeoutError(`${name} timed out after ${limitMs / 1000} seconds`)),
      limitMs,
    )
  })
  try {
    return await Promise.race([work, limit])
  } finally {
    clearTimeout(timer)
  }
}
