/**
 * Error names that the workflow's retries and catches cite, and the classes in `errors.ts` that bear them.
 * They are those a retry cannot mend; anything else a function throws (a throttled table, a lost connection, a busy record)
 * is worth another attempt, so it needs no name here.
 */
export const BAD_REQUEST = 'BadRequestError'
export const NOT_FOUND = 'NotFoundError'
