import { createHash } from 'node:crypto'
import { DefinitionError } from './errors.ts'
import { compileTemplate, type Json, type Template } from './expressions.ts'
import { type CatcherSource, machineSchema, type RetrierSource, type StateSource } from './schema.ts'

/** A state machine ready to interpret: every field checked, every expression compiled. */
export interface Machine {
  readonly name: string
  /** Identifies exactly this definition: an execution keeps the one it began with. */
  readonly hash: string
  readonly source: string
  readonly startAt: string
  readonly states: ReadonlyMap<string, State>
}

/** What is evaluated on leaving a state; without `output` the state's default stands. */
export interface Exit {
  readonly output: Template | undefined
  readonly assign: Template | undefined
  /** Absent at the end of the machine. */
  readonly next: string | undefined
}

export interface TaskState {
  readonly type: 'Task'
  readonly functionName: string
  /** Waits for SendTaskSuccess after the function has returned. */
  readonly callback: boolean
  readonly payload: Template | undefined
  readonly timeoutSeconds: Template | undefined
  readonly retry: readonly RetrierSource[]
  readonly catch: readonly (Exit & { readonly errors: readonly string[] })[]
  readonly exit: Exit
}

export interface ChoiceState {
  readonly type: 'Choice'
  readonly choices: readonly (Exit & { readonly condition: Template })[]
  /** `next` is absent without a Default. */
  readonly otherwise: Exit
}

export type State =
  | TaskState
  | ChoiceState
  | { readonly type: 'Pass'; readonly exit: Exit }
  | { readonly type: 'Succeed'; readonly exit: Exit }
  | { readonly type: 'Fail'; readonly error: Template | undefined; readonly cause: Template | undefined }

/**
 * Checks and compiles a definition.
 *
 * @param functions the placeholder names that can be called; without it any name passes (a task that calls an unknown
 *   one fails when it runs), for definitions that older executions still use.
 * @throws DefinitionError naming the state and the field that the engine does not support.
 */
export function loadMachine(name: string, definition: unknown, functions?: ReadonlySet<string>): Machine {
  const parsed = machineSchema.safeParse(definition)
  if (!parsed.success) throw new DefinitionError(parsed.error.issues.map((issue) => describe(name, issue)).join('\n'))
  const { StartAt, States, QueryLanguage } = parsed.data
  const variables = new Set(Object.values(States).flatMap(assignedNames))
  const states = new Map<string, State>()
  for (const [state, source] of Object.entries(States)) {
    const compiler = { where: `state machine "${name}", state "${state}"`, states: States, variables, functions }
    if ((source.QueryLanguage ?? QueryLanguage) !== 'JSONata') refuse(compiler, 'QueryLanguage', 'must be JSONata')
    states.set(state, compileState(source, compiler))
  }
  if (!states.has(StartAt))
    throw new DefinitionError(`state machine "${name}", StartAt: there is no state "${StartAt}"`)
  const source = JSON.stringify(definition)
  return { name, hash: createHash('sha256').update(source).digest('hex'), source, startAt: StartAt, states }
}

interface Compiler {
  readonly where: string
  readonly states: Readonly<Record<string, unknown>>
  readonly variables: ReadonlySet<string>
  readonly functions: ReadonlySet<string> | undefined
}

function refuse(compiler: Compiler, field: string, problem: string): never {
  throw new DefinitionError(`${compiler.where}, field "${field}": ${problem}`)
}

function compileState(source: StateSource, compiler: Compiler): State {
  switch (source.Type) {
    case 'Task':
      return compileTask(source, compiler)
    case 'Choice':
      return compileChoice(source, compiler)
    case 'Pass':
      return { type: 'Pass', exit: compileExit(source, 'Next', next(source, compiler), compiler, INPUT) }
    case 'Succeed':
      return { type: 'Succeed', exit: compileExit(source, 'Next', undefined, compiler, INPUT) }
    case 'Fail':
      return {
        type: 'Fail',
        error: optional(source.Error, 'Error', compiler, INPUT),
        cause: optional(source.Cause, 'Cause', compiler, INPUT),
      }
    default:
      return source satisfies never
  }
}

function compileTask(source: Extract<StateSource, { Type: 'Task' }>, compiler: Compiler): TaskState {
  const functionName = source.Arguments.FunctionName.slice(2, -1)
  if (compiler.functions !== undefined && !compiler.functions.has(functionName)) {
    refuse(compiler, 'Arguments.FunctionName', `there is no function for \${${functionName}}`)
  }
  checkErrorNames(source.Retry, 'Retry', compiler)
  checkErrorNames(source.Catch, 'Catch', compiler)
  return {
    type: 'Task',
    functionName,
    callback: source.Resource.endsWith('.waitForTaskToken'),
    payload: optional(source.Arguments.Payload, 'Arguments.Payload', compiler, INPUT),
    timeoutSeconds: optional(source.TimeoutSeconds, 'TimeoutSeconds', compiler, INPUT),
    retry: source.Retry,
    catch: source.Catch.map((catcher, index) => ({
      ...compileExit(catcher, `Catch[${index}].Next`, catcher.Next, compiler, ERROR, `Catch[${index}].`),
      errors: catcher.ErrorEquals,
    })),
    exit: compileExit(source, 'Next', next(source, compiler), compiler, RESULT),
  }
}

function compileChoice(source: Extract<StateSource, { Type: 'Choice' }>, compiler: Compiler): ChoiceState {
  return {
    type: 'Choice',
    choices: source.Choices.map((rule, index) => {
      const prefix = `Choices[${index}].`
      return {
        ...compileExit(rule, `${prefix}Next`, rule.Next, compiler, INPUT, prefix),
        condition: compileField(rule.Condition, `${prefix}Condition`, compiler, INPUT),
      }
    }),
    otherwise: compileExit(source, 'Default', source.Default, compiler, INPUT),
  }
}

// The parts of $states that exist: everywhere, in a task's Output and Assign, in a catcher's.
const INPUT = new Set(['input', 'context'])
const RESULT = new Set([...INPUT, 'result'])
const ERROR = new Set([...INPUT, 'errorOutput'])

type ExitSource = { readonly Output?: Json | undefined; readonly Assign?: Readonly<Record<string, Json>> | undefined }

function compileExit(
  source: ExitSource,
  nextField: string,
  target: string | undefined,
  compiler: Compiler,
  visible: ReadonlySet<string>,
  prefix = '',
): Exit {
  if (target !== undefined && !Object.hasOwn(compiler.states, target)) {
    refuse(compiler, nextField, `there is no state "${target}"`)
  }
  return {
    output: optional(source.Output, `${prefix}Output`, compiler, visible),
    assign: optional(source.Assign, `${prefix}Assign`, compiler, visible),
    next: target,
  }
}

function next(source: { readonly Next?: string | undefined; readonly End?: true | undefined }, compiler: Compiler) {
  if ((source.Next === undefined) === (source.End === undefined))
    refuse(compiler, 'Next', 'either Next or End is needed')
  return source.Next
}

function compileField(value: Json, field: string, compiler: Compiler, visible: ReadonlySet<string>): Template {
  const where = `${compiler.where}, field "${field}"`
  return compileTemplate(value, { where, states: visible, variables: compiler.variables })
}

const optional = (
  value: Json | Readonly<Record<string, Json>> | undefined,
  field: string,
  compiler: Compiler,
  visible: ReadonlySet<string>,
) => (value === undefined ? undefined : compileField(value as Json, field, compiler, visible))

const RESERVED_ERRORS = new Set(
  ['ALL', 'Timeout', 'TaskFailed', 'Permissions', 'QueryEvaluationError', 'DataLimitExceeded'].map(
    (e) => `States.${e}`,
  ),
)

function checkErrorNames(entries: readonly (RetrierSource | CatcherSource)[], field: string, compiler: Compiler): void {
  for (const [index, { ErrorEquals }] of entries.entries()) {
    const where = `${field}[${index}].ErrorEquals`
    const alone = ErrorEquals.length === 1 && index === entries.length - 1
    if (ErrorEquals.includes('States.ALL') && !alone) refuse(compiler, where, 'States.ALL must stand alone and last')
    const unknown = ErrorEquals.find((error) => error.startsWith('States.') && !RESERVED_ERRORS.has(error))
    if (unknown !== undefined) refuse(compiler, where, `${unknown} is not supported`)
  }
}

function assignedNames(state: StateSource): string[] {
  const exits: ExitSource[] = [state as ExitSource]
  if (state.Type === 'Task') exits.push(...state.Catch)
  if (state.Type === 'Choice') exits.push(...state.Choices)
  return exits.flatMap(({ Assign }) => Object.keys(Assign ?? {}))
}

interface Issue {
  readonly path: readonly PropertyKey[]
  readonly message: string
}

function describe(machine: string, { path, message }: Issue): string {
  const [first, state, ...field] = path.map(String)
  if (first !== 'States' || state === undefined)
    return `state machine "${machine}", field "${path.join('.')}": ${message}`
  const where = `state machine "${machine}", state "${state}"`
  return field.length === 0 ? `${where}: ${message}` : `${where}, field "${field.join('.')}": ${message}`
}
