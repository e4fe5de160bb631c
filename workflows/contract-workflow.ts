import type { Construct } from 'constructs'
import { PromiseWorkflow, type PromiseWorkflowProps } from './promise-workflow.ts'

/** What a contract waits for, and the state that waits for it. */
export const CONTRACT_WAITS = { papers: 'AwaitPapers' } as const

/** As long as a paper or a name that the contract owes is open or missing. */
export class ContractWorkflow extends PromiseWorkflow {
  constructor(scope: Construct, id: string, props: PromiseWorkflowProps) {
    super(scope, id, props, {
      comment: 'One contract: ask which papers are due, wait for one or the next checkpoint, ask again.',
      waits: CONTRACT_WAITS,
      end: 'done',
      error: 'ContractExecutionFailed',
    })
  }
}
