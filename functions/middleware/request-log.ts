import type { Log } from '../../shared/ports/observe.ts'

/** The same dependencies with a log that names the request on every line. */
export const forRequest = <D extends { readonly log: Log }>(deps: D, requestId: string | undefined): D => {
  if (requestId === undefined) return deps
  const { log } = deps
  return {
    ...deps,
    log: {
      info: (message, fields) => log.info(message, { ...fields, requestId }),
      warn: (message, fields) => log.warn(message, { ...fields, requestId }),
      error: (message, fields) => log.error(message, { ...fields, requestId }),
    },
  }
}
