import { Aws, type CfnCondition, Duration, Fn, RemovalPolicy } from 'aws-cdk-lib'
import { PolicyStatement, Role, ServicePrincipal } from 'aws-cdk-lib/aws-iam'
import {
  Architecture,
  CfnFunction,
  type Code,
  Function as LambdaFunction,
  Runtime,
  Tracing,
} from 'aws-cdk-lib/aws-lambda'
import { LogGroup, RetentionDays } from 'aws-cdk-lib/aws-logs'
import { Construct } from 'constructs'
import { RESERVED } from '../concurrency.ts'
import { FUNCTIONS, type FunctionId } from '../functions.ts'
import { type Bindings, bind, GRANTS } from '../grants.ts'
import type { Installation } from '../installation.ts'

export interface HouseFunctionProps {
  readonly code: Code
  readonly bindings: Bindings
  /** Whether the account has enough to reserve from. */
  readonly reserves: CfnCondition
}

/**
 * One Lambda function the way this house builds them: Node 24 on ARM, its own log group, X-Ray, and the rights and environment
 * that the bind table gives it.
 *
 * Memory is 512 MB because CPU comes with memory: below it a cold start takes longer than a caller on the phone should wait,
 * above it these short, I/O-bound handlers gain little.
 */
export class HouseFunction extends Construct {
  readonly function: LambdaFunction

  constructor(scope: Construct, id: FunctionId, props: HouseFunctionProps) {
    super(scope, id)
    const spec = FUNCTIONS[id]
    const grants = GRANTS[id].map((grant) => bind(grant, props.bindings))
    const logGroup = new LogGroup(this, 'Log', {
      retention: RetentionDays.THREE_MONTHS,
      removalPolicy: RemovalPolicy.DESTROY,
    })
    const role = new Role(this, 'Role', { assumedBy: new ServicePrincipal('lambda.amazonaws.com') })
    role.addToPolicy(
      new PolicyStatement({
        actions: ['logs:CreateLogStream', 'logs:PutLogEvents'],
        resources: [logGroup.logGroupArn],
      }),
    )
    for (const statement of grants.flatMap(({ statements }) => statements)) role.addToPolicy(statement)

    this.function = new LambdaFunction(this, 'Function', {
      description: spec.description,
      runtime: Runtime.NODEJS_24_X,
      architecture: Architecture.ARM_64,
      memorySize: 512,
      timeout: Duration.seconds(spec.timeoutSeconds),
      handler: 'index.handler',
      code: props.code,
      role,
      logGroup,
      tracing: Tracing.ACTIVE,
      environment: Object.assign(
        sharedEnvironment(props.bindings.installation),
        ...grants.map(({ environment }) => environment),
      ),
    })
    const resource = this.function.node.defaultChild
    if (!(resource instanceof CfnFunction)) return
    resource.overrideLogicalId(id)
    const reserved = RESERVED[id]
    if (reserved === undefined) return
    const { logicalId } = props.reserves
    resource.addPropertyOverride('ReservedConcurrentExecutions', Fn.conditionIf(logicalId, reserved, Aws.NO_VALUE))
  }
}

/** One service name for all functions: it is the dimension of the metrics, and an alarm must see what any of them counts. */
const sharedEnvironment = ({ name }: Installation) => ({
  POWERTOOLS_SERVICE_NAME: name,
  POWERTOOLS_METRICS_NAMESPACE: 'Chengnuo',
  LOG_LEVEL: 'INFO',
})
