import { Aws, CfnCondition, Fn, Stack, type StackProps } from 'aws-cdk-lib'
import { CfnPermission, type Code, type Function as LambdaFunction } from 'aws-cdk-lib/aws-lambda'
import type { Construct } from 'constructs'
import { workflowsOf } from '../../workflows/promise-workflow.ts'
import { type ConsoleSources, Front } from './constructs/front.ts'
import { HouseFunction } from './constructs/house-function.ts'
import { HttpEdge } from './constructs/http-edge.ts'
import { MailEvents } from './constructs/mail-events.ts'
import { MailStream } from './constructs/mail-stream.ts'
import { SweepSchedule } from './constructs/sweep-schedule.ts'
import type { DataStack } from './data-stack.ts'
import { FUNCTION_IDS, type FunctionId } from './functions.ts'
import type { Bindings } from './grants.ts'
import type { Installation } from './installation.ts'
import { type OwnMetric, ownMetrics } from './metrics.ts'
import { serviceParameters } from './parameters.ts'
import { signInByCognito, signInByParameters } from './sign-in.ts'
import { tableInUse } from './table-in-use.ts'

/** Gives a function's code; tests give a placeholder. */
export type CodeOf = (id: FunctionId) => Code

export interface ServiceStackProps extends StackProps {
  readonly data: DataStack
  readonly codeOf: CodeOf
  readonly console: ConsoleSources | undefined
  readonly installation: Installation
}

/** All that runs and keeps no state: functions, workflow, HTTP edge, console, mail stream and sweeper. */
export class ServiceStack extends Stack {
  readonly functions: Record<FunctionId, LambdaFunction>
  readonly workflows: ReturnType<typeof workflowsOf>
  readonly edge: HttpEdge
  readonly front: Front | undefined
  readonly mailStream: MailStream
  readonly sweepSchedule: SweepSchedule
  readonly installation: Installation
  /** What this installation's functions count. */
  readonly metric: OwnMetric

  constructor(scope: Construct, id: string, { data, codeOf, console, installation, ...props }: ServiceStackProps) {
    super(scope, id, { ...props, description: 'Chengnuo: functions, workflow, HTTP edge, console, sweeper' })
    this.installation = installation
    this.metric = ownMetrics(installation)
    const parameters = serviceParameters(this)
    const table = tableInUse(this, data)
    const machines = `${this.stackName}-`
    const { attachments, hotlineSecret, linkSecret, twilioToken } = data
    const { publicUrl, channels, heartbeatUrl } = parameters
    const signIn = data.staff
      ? signInByCognito(this, data.staff.pool, publicUrl, installation)
      : signInByParameters(this, installation)
    // Nobody outside the account knows which number CloudFormation gave this stack.
    const frontPass = Fn.select(2, Fn.split('/', this.stackId))
    const reserves = new CfnCondition(this, 'ReservesConcurrency', {
      expression: Fn.conditionEquals(parameters.reserveConcurrency, 'yes'),
    })
    this.functions = this.createFunctions(codeOf, reserves, {
      installation,
      table,
      attachments,
      hotlineSecret,
      linkSecret,
      twilioToken,
      machines,
      publicUrl,
      channels,
      heartbeatUrl,
      signIn,
      frontPass,
    })
    const { AdvanceFunction, AwaitFunction, DeliverFunction, MailEventsFunction, SweepFunction } = this.functions
    const steps = { advance: AdvanceFunction, await: AwaitFunction }
    this.workflows = workflowsOf(this, { machines, ...steps })
    this.edge = new HttpEdge(this, 'HttpEdge', {
      installation,
      parameters,
      signIn,
      functions: edgeFunctions(this.functions),
    })
    const { apiEndpoint } = this.edge.api
    this.front = console && new Front(this, 'Front', { parameters, apiEndpoint, frontPass, console })
    this.mailStream = new MailStream(this, 'MailStream', { table, deliver: DeliverFunction })
    const { deadLetters } = this.mailStream
    const sender = channels.MAIL_FROM ?? ''
    new MailEvents(this, 'MailEvents', { installation, handler: MailEventsFunction, sender, deadLetters })
    this.sweepSchedule = new SweepSchedule(this, 'SweepSchedule', SweepFunction)
    this.admitConnect(parameters.connectInstanceArn)
  }

  private createFunctions(
    codeOf: CodeOf,
    reserves: CfnCondition,
    bindings: Bindings,
  ): Record<FunctionId, LambdaFunction> {
    const create = (id: FunctionId) =>
      [id, new HouseFunction(this, id, { code: codeOf(id), bindings, reserves }).function] as const
    return Object.fromEntries(FUNCTION_IDS.map(create)) as Record<FunctionId, LambdaFunction>
  }

  /** Amazon Connect proves who it is by IAM alone, so only the named instance of this account may call. */
  private admitConnect(instanceArn: string): void {
    const given = new CfnCondition(this, 'HasConnect', {
      expression: Fn.conditionNot(Fn.conditionEquals(instanceArn, '')),
    })
    const permission = new CfnPermission(this, 'ConnectPermission', {
      action: 'lambda:InvokeFunction',
      functionName: this.functions.ConnectFunction.functionArn,
      principal: 'connect.amazonaws.com',
      sourceArn: instanceArn,
      sourceAccount: Aws.ACCOUNT_ID,
    })
    permission.cfnOptions.condition = given
  }
}

const edgeFunctions = (functions: Record<FunctionId, LambdaFunction>) => ({
  twilio: functions.TwilioFunction,
  calls: functions.CallsFunction,
  receipts: functions.ReceiptsFunction,
  links: functions.LinksFunction,
  api: functions.ApiFunction,
  ledger: functions.LedgerFunction,
  directory: functions.DirectoryFunction,
  signIn: functions.SignInFunction,
})
