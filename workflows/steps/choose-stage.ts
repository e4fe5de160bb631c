import { Choice, Condition, type IChainable } from 'aws-cdk-lib/aws-stepfunctions'
import type { Construct } from 'constructs'

/** Leads from the stage that Advance reported to the state that stands for it; an unknown stage goes to `otherwise`. */
export function chooseStage(scope: Construct, states: Record<string, IChainable>, otherwise: IChainable): Choice {
  const choice = Choice.jsonata(scope, 'Stage?')
  for (const [stage, state] of Object.entries(states)) {
    choice.when(Condition.jsonata(`{% $stage = '${stage}' %}`), state)
  }
  return choice.otherwise(otherwise)
}
