import { RemovalPolicy } from 'aws-cdk-lib'
import type { IFunction } from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { DefinitionBody, LogLevel, QueryLanguage, StateMachine } from 'aws-cdk-lib/aws-stepfunctions'
import { Construct } from 'constructs'
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

/** How the executions of one kind of subject differ from those of another. */
export interface Shape {
  readonly comment: string
  /** What a subject of this kind waits for, as its story names it, and the state that waits for it. */
  readonly waits: Readonly<Record<string, string>>
  /** The stage in which nothing is left to wait for. */
  readonly end: string
  /** The error of an execution that failed. */
  readonly error: string
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
