import type { Construct } from 'constructs'
import { PromiseWorkflow, type PromiseWorkflowProps } from './promise-workflow.ts'

/** The stages in which someone is expected to act, and the state that waits for it; a loaner may be out, or something of ours missing, after the repair has closed. */
export const WAITS = {
  response: 'AwaitResponse',
  remoteFix: 'AwaitRemoteFix',
  arrival: 'AwaitArrival',
  repair: 'AwaitRepair',
  confirmation: 'AwaitConfirmation',
  loanerOut: 'AwaitLoanerReturn',
  looseEnds: 'AwaitLooseEnds',
} as const

/** From the report to the close. */
export class RepairWorkflow extends PromiseWorkflow {
  constructor(scope: Construct, id: string, props: PromiseWorkflowProps) {
    super(scope, id, props, {
      comment: 'One repair: ask what is due, wait for a person or the next checkpoint, ask again.',
      waits: WAITS,
      end: 'closed',
      error: 'RepairExecutionFailed',
    })
  }
}
