/**
 * How AWS SDK clients wait: connect in 1 s, answer in `answerMs`, `attempts` tries. A page must not hang on one slow call; whoever
 * called us (workflow, stream, sweeper) tries again with pauses.
 */
export const clientOptions = (answerMs: number, attempts: number) => ({
  maxAttempts: attempts,
  requestHandler: { connectionTimeout: 1000, requestTimeout: answerMs, throwOnRequestTimeout: true },
})
