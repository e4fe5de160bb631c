/** Amazon States Language, as far as the repair workflow uses it. */
export interface Definition {
  readonly QueryLanguage: 'JSONata'
  readonly Comment: string
  readonly StartAt: string
  readonly States: Readonly<Record<string, State>>
}
export type State = TaskState | ChoiceState | EndState
export interface TaskState {
  readonly Type: 'Task'
  readonly Resource: string
  readonly Arguments: { readonly FunctionName: string; readonly Payload: Readonly<Record<string, string>> }
  readonly TimeoutSeconds: number | string
  readonly Assign?: Readonly<Record<string, string>>
  readonly Output?: string
  readonly Retry: readonly Retry[]
  readonly Catch: readonly Catch[]
  readonly Next: string
}
interface Retry {
  readonly ErrorEquals: readonly string[]
  readonly MaxAttempts: number
  readonly IntervalSeconds?: number
  readonly BackoffRate?: number
}
interface Catch {
  readonly ErrorEquals: readonly string[]
  readonly Next: string
}
export interface ChoiceState {
  readonly Type: 'Choice'
  readonly Choices: readonly { readonly Condition: string; readonly Next: string }[]
  readonly Default: string
}
interface EndState {
  readonly Type: 'Succeed' | 'Fail'
  readonly Error?: string
  readonly Cause?: string
}

/**
 * The definition that a synthesized state machine's `DefinitionString` stands for, with function ARNs as `${LogicalId}` and the
 * partition as `aws`. Throws when it refers to anything else.
 */
export const readDefinition = (definitionString: unknown): Definition => JSON.parse(resolve(definitionString))

function resolve(value: unknown): string {
  if (typeof value === 'string') return value
  const [[intrinsic, argument] = []] = Object.entries(value as Record<string, unknown>)
  if (intrinsic === 'Fn::Join') return (argument as [string, unknown[]])[1].map(resolve).join('')
  if (intrinsic === 'Fn::GetAtt') return `\${${(argument as [string, string])[0]}}`
  if (intrinsic === 'Ref' && argument === 'AWS::Partition') return 'aws'
  throw new Error(`the definition refers to ${JSON.stringify(value)}`)
}
