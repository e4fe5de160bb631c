import type { FunctionId } from './functions.ts'

/**
 * How many of them Lambda keeps free, and runs at most, where the account has enough: what a flood on links or a busy console takes is
 * then never the hotline's nor the clock's. A hotline's is what its throttle lets through, 100 a second, when each takes a second, as on
 * a cold start; the workflow tries again what is refused.
 */
export const RESERVED: Partial<Record<FunctionId, number>> = {
  TwilioFunction: 100,
  CallsFunction: 100,
  ConnectFunction: 20,
  AdvanceFunction: 100,
  AwaitFunction: 50,
  // One a minute, and one more where somebody runs it by hand.
  SweepFunction: 2,
}
/** What AWS leaves to functions without a reservation, and takes from no account. */
const LEFT_BY_AWS = 100
export const RESERVED_IN_ALL = Object.values(RESERVED).reduce((sum, each) => sum + each, 0)
/** Of what is not reserved yet, so much is needed. */
export const NEEDED_TO_RESERVE = RESERVED_IN_ALL + LEFT_BY_AWS
