import jsonata from 'jsonata'
import { DefinitionError, StateError } from './errors.ts'

export type Json = null | boolean | number | string | Json[] | { [key: string]: Json }
export type Variables = Readonly<Record<string, Json>>

/** What an expression can see: `$states` and the variables assigned so far. */
export interface Scope {
  readonly states: Readonly<Record<string, unknown>>
  readonly variables: Variables
}

/** A compiled field: literal JSON in which every `{% … %}` text is an expression. */
export interface Template {
  evaluate(scope: Scope): Promise<Json>
}

export interface TemplateContext {
  /** Where the field stands, for messages: `state "Advance", field "Output"`. */
  readonly where: string
  /** The parts of `$states` that exist in this field. */
  readonly states: ReadonlySet<string>
  /** Every variable that some state assigns. */
  readonly variables: ReadonlySet<string>
}

/** Step Functions' limit for any input, output or variable, in bytes of JSON. */
export const DATA_LIMIT_BYTES = 262_144

// JSONata 2.0.6 as Step Functions has it, without $eval (absent there) and without $now and $millis: those would read
// the real clock, not the movable one, and deadlines are the domain's business. Step Functions' own additions
// ($uuid, $hash, $parse, $range, $partition) are not needed and so not built.
const FUNCTIONS = new Set(
  (
    'sum count max min average string substring substringBefore substringAfter lowercase uppercase length trim pad match ' +
    'contains replace split join formatNumber formatBase formatInteger parseInteger number floor ceil round abs sqrt ' +
    'power random boolean not map zip filter single reduce sift keys lookup append exists spread merge reverse each ' +
    'error assert type sort shuffle distinct base64encode base64decode encodeUrlComponent encodeUrl decodeUrlComponent ' +
    'decodeUrl toMillis fromMillis clone'
  ).split(' '),
)

const isExpression = (value: unknown): value is string => typeof value === 'string' && /^\{%[\s\S]*%\}$/.test(value)

/** Compiles a field once, at load time. @throws DefinitionError for an expression that cannot work. */
export function compileTemplate(value: Json, context: TemplateContext): Template {
  if (isExpression(value)) return compileExpression(value, context)
  if (value === null || typeof value !== 'object') return { evaluate: async () => value }
  if (Array.isArray(value)) {
    const items = value.map((item) => compileTemplate(item, context))
    return { evaluate: (scope) => Promise.all(items.map((item) => item.evaluate(scope))) }
  }
  const fields = Object.entries(value).map(([key, item]) => [key, compileTemplate(item, context)] as const)
  return {
    async evaluate(scope) {
      const entries = fields.map(async ([key, field]) => [key, await field.evaluate(scope)] as const)
      return Object.fromEntries(await Promise.all(entries))
    },
  }
}

function compileExpression(text: string, context: TemplateContext): Template {
  const expression = parse(text, context)
  const fail = (problem: string) =>
    new StateError('States.QueryEvaluationError', `${context.where}: the expression ${text} ${problem}`)
  return {
    async evaluate({ states, variables }) {
      let result: unknown
      try {
        result = await expression.evaluate(undefined, { ...variables, states })
      } catch (error) {
        throw fail(`failed: ${error instanceof Error ? error.message : String(error)}`)
      }
      // A copy: JSONata's arrays carry marks of their own, and its results share structure with their input.
      const json: string | undefined = JSON.stringify(result)
      if (json === undefined) throw fail('returned nothing (undefined)')
      if (Buffer.byteLength(json) > DATA_LIMIT_BYTES) {
        throw new StateError('States.DataLimitExceeded', `${context.where}: over ${DATA_LIMIT_BYTES} bytes`)
      }
      return JSON.parse(json)
    },
  }
}

function parse(text: string, context: TemplateContext): jsonata.Expression {
  const refuse = (problem: string) => new DefinitionError(`${context.where}: ${problem} in ${text}`)
  let expression: jsonata.Expression
  try {
    expression = jsonata(text.slice(2, -2))
  } catch (error) {
    throw refuse(`JSONata syntax error: ${error instanceof Error ? error.message : String(error)}`)
  }
  const { variables, locals, statesParts } = references(expression.ast())
  for (const name of variables) {
    const known = name === 'states' || name === '' || locals.has(name)
    if (!known && !FUNCTIONS.has(name) && !context.variables.has(name)) throw refuse(`$${name} is not supported`)
  }
  for (const part of statesParts) {
    if (!context.states.has(part)) throw refuse(`$states.${part} does not exist here`)
  }
  return expression
}

interface SyntaxNode {
  readonly type?: unknown
  readonly value?: unknown
  readonly lhs?: unknown
  readonly arguments?: unknown
  readonly steps?: unknown
}

/** The variables an expression names, those it binds itself, and the parts of `$states` it reads. */
function references(ast: jsonata.ExprNode) {
  const found = { variables: new Set<string>(), locals: new Set<string>(), statesParts: new Set<string>() }
  const seen = new Set<object>()
  const visit = (node: unknown): void => {
    if (typeof node !== 'object' || node === null || seen.has(node)) return
    seen.add(node)
    const { type, value, lhs, arguments: parameters, steps }: SyntaxNode = node
    if (type === 'variable') found.variables.add(String(value))
    if (type === 'bind') found.locals.add(nameOf(lhs))
    if (type === 'lambda' && Array.isArray(parameters)) for (const name of parameters) found.locals.add(nameOf(name))
    if (type === 'path' && Array.isArray(steps) && isVariable(steps[0], 'states') && steps.length > 1) {
      found.statesParts.add(nameOf(steps[1]))
    }
    for (const child of Object.values(node)) visit(child)
  }
  visit(ast)
  return found
}

const nameOf = (node: unknown): string => String((node as SyntaxNode | undefined)?.value)
const isVariable = (node: unknown, name: string) => (node as SyntaxNode).type === 'variable' && nameOf(node) === name
