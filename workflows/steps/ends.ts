import { Fail, Succeed } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'

/** Nobody waits for anything any more. */
export const closed = (scope: Construct) => Succeed.jsonata(scope, 'Closed')

/** Another execution has taken this subject over; this one must not act any more. */
export const superseded = (scope: Construct) => Succeed.jsonata(scope, 'Superseded')

/** Nothing is lost: the record stands, and the sweeper starts a fresh execution for every subject that somebody waits for and that has none. */
export const sweeperTakesOver = (scope: Construct, error: string) =>
  Fail.jsonata(scope, 'SweeperTakesOver', {
    error,
    cause: '{% $string($states.input) %}',
  })
