import type { Duration } from '../kernel/instant.ts'

/**
 * Age at which an execution hands its repair over to a fresh one. Step Functions ends an execution at 25,000 history events and
 * after a year; a page that nobody ever acknowledges reaches the former in about six weeks. Younger executions also pick up a
 * new definition of the workflow within this time.
 */
export const RENEW_AFTER: Duration = 'P7D'
