import { RemovalPolicy } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
import { SHAPES, type Shape, WORKFLOW_KINDS, type WorkflowKind } from './shapes.ts'
import { advance } from './steps/advance.ts'
import { awaitStage } from './steps/await-stage.ts'
import { chooseStage } from './steps/choose-stage.ts'
import { closed, superseded, sweeperTakesOver } from './steps/ends.ts'

export interface PromiseWorkflowProps {
  /** Physical name, so that its ARN can be granted to functions that the definition itself calls. */
  readonly stateMachineName: string
  readonly advance: IFunction
  readonly await: IFunction
}

/**
 * One execution per subject that somebody waits for, started with `{"subject"}`. It is only the clock: Advance asks the domain, a
 * wait holds until someone acts or the next checkpoint comes, and Advance asks again.
 *
 * A loop costs three transitions. The choice could be saved by one wait state for all stages, at a third less cost, but then no
 * look at an execution, its history or the definition would show where a subject stands.
 */
export class PromiseWorkflow extends Construct {
  readonly stateMachine: StateMachine

  constructor(scope: Construct, id: string, props: PromiseWorkflowProps, shape: Shape) {
    super(scope, id)
    this.stateMachine = new StateMachine(this, 'StateMachine', {
      stateMachineName: props.stateMachineName,
      queryLanguage: QueryLanguage.JSONATA,
      definitionBody: DefinitionBody.fromChainable(this.definition(props, shape)),
      comment: shape.comment,
      tracingEnabled: true,
      logs: {
        level: LogLevel.ALL,
        // The data would put task tokens, which let anyone end a wait, into the log.
        includeExecutionData: false,
        destination: new LogGroup(this, 'Log', {
          retention: RetentionDays.THREE_MONTHS,
          removalPolicy: RemovalPolicy.DESTROY,
        }),
      },
    })
  }

  private definition(props: PromiseWorkflowProps, shape: Shape) {
    const start = advance(this, props.advance)
    const failed = sweeperTakesOver(this, shape.error)
    const waits = Object.entries(shape.waits).map(([stage, name]) => {
      const wait = awaitStage(this, name, props.await)
      wait
        .addCatch(start, { errors: ['States.Timeout'] })
        .addCatch(failed)
        .next(start)
      return [stage, wait] as const
    })
    const ends = { [shape.end]: closed(this), superseded: superseded(this) }
    return start.addCatch(failed).next(chooseStage(this, { ...Object.fromEntries(waits), ...ends }, failed))
  }
}

/** The workflow of every kind of subject; the name of each machine begins with `machines` and ends with its kind. */
export const workflowsOf = (
  scope: Construct,
  { machines, ...functions }: Omit<PromiseWorkflowProps, 'stateMachineName'> & { readonly machines: string },
): Readonly<Record<WorkflowKind, PromiseWorkflow>> =>
  Object.fromEntries(
    WORKFLOW_KINDS.map((kind) => {
      const id = `${kind.charAt(0).toUpperCase()}${kind.slice(1)}Workflow`
      const props = { stateMachineName: `${machines}${kind}`, ...functions }
      return [kind, new PromiseWorkflow(scope, id, props, SHAPES[kind])]
    }),
  ) as Record<WorkflowKind, PromiseWorkflow>
