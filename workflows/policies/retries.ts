import { Duration } from 'aws-cdk-lib'
import type { RetryProps } from 'aws-cdk-lib/aws-stepfunctions'
import { BAD_REQUEST, NOT_FOUND } from '../../shared/kernel/error-names.ts'

/** Trying again cannot help: the record or the request itself is wrong. */
export const HOPELESS: RetryProps = { errors: [BAD_REQUEST, NOT_FOUND], maxAttempts: 0 }

/**
 * Advance is re-entrant, so anything else is tried again, its own timeout included.
 * 5 retries after 1 + 2 + 4 + 8 + 16 = 31 s of pauses. A throttle or a store fail-over is usually over by then; if not, the
 * sweeper starts afresh within a minute: together well inside the shortest promise, 5 minutes.
 */
export const RETRY_ADVANCE: RetryProps = {
  errors: ['States.TaskFailed', 'States.Timeout'],
  interval: Duration.seconds(1),
  backoffRate: 2,
  maxAttempts: 5,
}

/**
 * Only a failure to arm the wait is tried again; `States.Timeout` is the wait's proper end and goes to Advance.
 * Each attempt starts the wait's timeout anew, so the next checkpoint is late by the pauses: 3 retries after 1 + 2 + 4 = 7 s.
 */
export const RETRY_AWAIT: RetryProps = {
  errors: ['States.TaskFailed'],
  interval: Duration.seconds(1),
  backoffRate: 2,
  maxAttempts: 3,
}
