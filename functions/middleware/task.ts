import middy, { type MiddyfiedHandler } from '@middy/core'
import type { Log } from '../../shared/ports/observe.ts'
import { forRequest } from './request-log.ts'

/**
 * The shared stack of functions that AWS itself calls (workflow, stream, schedule): request id in the log, failures logged
 * once and passed on, so that the caller's retries see them by name.
 */
export const taskHandler = <D extends { readonly log: Log }, Event, Result>(
  name: string,
  deps: D,
  handle: (event: Event, deps: D) => Promise<Result>,
): MiddyfiedHandler<Event, Result> =>
  middy<Event, Result>()
    .onError(({ error, context }) => {
      forRequest(deps, context.awsRequestId).log.error(`${name} failed`, { error })
    })
    .handler((event: Event, context: { readonly awsRequestId?: string }) =>
      handle(event, forRequest(deps, context.awsRequestId)),
    )
