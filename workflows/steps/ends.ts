import { Fail, Succeed } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'

/** The customer has confirmed; the archive is closed. */
export const closed = (scope: Construct) => Succeed.jsonata(scope, 'Closed')

/** Another execution has taken this repair over; this one must not act any more. */
export const superseded = (scope: Construct) => Succeed.jsonata(scope, 'Superseded')

/** Nothing is lost: the record stands, and the sweeper starts a fresh execution for every open repair that has none. */
export const sweeperTakesOver = (scope: Construct) =>
  Fail.jsonata(scope, 'SweeperTakesOver', {
    error: 'RepairExecutionFailed',
    cause: '{% $string($states.input) %}',
  })
