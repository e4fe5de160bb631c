import { writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { App, Stack } from 'aws-cdk-lib'
import { CfnFunction, Code, Function as LambdaFunction, Runtime } from 'aws-cdk-lib/aws-lambda'
import { CfnStateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { type Definition, readDefinition } from './definition.ts'
import { PromiseWorkflow } from './promise-workflow.ts'
import { SHAPES, WORKFLOW_KINDS, type WorkflowKind } from './shapes.ts'

/** The committed definition, which the embedded system interprets without CDK. */
export const definitionFile = (kind: WorkflowKind): string =>
  fileURLToPath(new URL(`definitions/${kind}.asl.json`, import.meta.url))

export const print = (definition: Definition): string => `${JSON.stringify(definition, null, 2)}\n`

/** The definition of a workflow as CDK synthesizes it, independent of account, region and functions' code. */
export function synthesizeDefinition(kind: WorkflowKind = 'repair'): Definition {
  const stack = new Stack(new App(), 'Definition')
  const functions = { advance: standIn(stack, 'AdvanceFunction'), await: standIn(stack, 'AwaitFunction') }
  const props = { stateMachineName: kind, ...functions }
  const { stateMachine } = new PromiseWorkflow(stack, 'Workflow', props, SHAPES[kind])
  const resource = stateMachine.node.defaultChild
  if (!(resource instanceof CfnStateMachine)) throw new Error('the state machine has no CloudFormation resource')
  return readDefinition(stack.resolve(resource.definitionString))
}

function standIn(stack: Stack, id: string): LambdaFunction {
  const standIn = new LambdaFunction(stack, id, {
    runtime: Runtime.NODEJS_24_X,
    handler: 'index.handler',
    code: Code.fromInline('exports.handler = () => {}'),
  })
  if (standIn.node.defaultChild instanceof CfnFunction) standIn.node.defaultChild.overrideLogicalId(id)
  return standIn
}

if (import.meta.main)
  for (const kind of WORKFLOW_KINDS) writeFileSync(definitionFile(kind), print(synthesizeDefinition(kind)))
