import type { Context } from 'aws-lambda'

export type LambdaHandler<Event, Result> = (event: Event, context: Context) => Promise<Result>

/**
 * Builds the handler on the first invocation and keeps it: importing a bundle reads no secret and calls nobody. A build that
 * fails (a secret that cannot be read) fails that invocation only; the next one tries again.
 */
export const lazyHandler = <Event, Result>(
  build: () => Promise<LambdaHandler<Event, Result>>,
): LambdaHandler<Event, Result> => {
  let built: Promise<LambdaHandler<Event, Result>> | undefined
  return async (event, context) => {
    built ??= build().catch((error: unknown) => {
      built = undefined
      throw error
    })
    const handler = await built
    return handler(event, context)
  }
}
