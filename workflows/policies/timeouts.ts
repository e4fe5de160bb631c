/**
 * Seconds. A caller must outlive what it calls, or it gives up on work that then completes behind its back.
 * Advance decides and hands over pages: 20 s allows for a cold start and two pages that the SMS provider lets hang for 6 s each,
 * one after the other; the task waits 5 s more for Lambda to report back.
 */
export const ADVANCE_FUNCTION_SECONDS = 20
export const ADVANCE_TASK_SECONDS = 25

/**
 * Await writes one item: 5 s is ample. Its task ends when the wait does (`$waitSeconds`, 1 s to 30 days), which may be sooner than
 * the function's end; the token it then notes is dead, and waking it says so.
 */
export const AWAIT_FUNCTION_SECONDS = 5
