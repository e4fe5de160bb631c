/**
 * Step Functions ends an execution at 25,000 history events or after a year. One loop writes 13 of them:
 * Advance 5 (entered, scheduled, started, succeeded, exited), the choice 2, a wait 6 (entered, scheduled, started, submitted,
 * ended, exited). So an execution has room for (25,000 − 3) / 13 = 1,922 loops.
 */
export const HISTORY_LIMIT = 25_000
export const EVENTS_OF = { start: 1, task: 5, choice: 2, wait: 6, end: 2 } as const
/** Each failed attempt: scheduled, started, failed; a wait's may have been submitted as well. */
export const EVENTS_OF_FAILED_ATTEMPT = { task: 3, wait: 4 } as const
