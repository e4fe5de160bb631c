import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseSync } from 'vite'

export const ROOT = join(import.meta.dirname, '../..')

/** One small change of one file. */
export interface Mutant {
  readonly file: string
  readonly line: number
  readonly start: number
  readonly end: number
  /** What stands there, and what would, each on one line: a mutant is known by these, wherever its line moves to. */
  readonly was: string
  readonly now: string
  /** The same, as it is put into the file. */
  readonly text: string
  /** Removed whole, so that what marks it stands before it and not around it. */
  readonly isStatement: boolean
  /** Evaluated when its file is imported. */
  readonly isStatic: boolean
}

interface Node {
  readonly type: string
  readonly start: number
  readonly end: number
  readonly operator: string
  readonly value: unknown
  readonly left: Node
  readonly right: Node
  readonly argument: Node
  readonly consequent: Node
  readonly alternate: Node | null
  readonly elements: readonly (Node | null)[]
  readonly directive?: string | null
}

const INSTEAD: Readonly<Record<string, string>> = {
  '===': '!==',
  '!==': '===',
  '&&': '||',
  '||': '&&',
  '??': '&&',
  '<': '<=',
  '<=': '<',
  '>': '>=',
  '>=': '>',
  '+': '-',
  '-': '+',
  '*': '/',
  '/': '*',
}

/** Every mutant of every file that a path (a file, or a folder) leads to. */
export const mutantsIn = (paths: readonly string[]): readonly Mutant[] =>
  paths
    .flatMap((path) => (path.endsWith('.ts') ? [path] : globSync(`${path}/**/*.ts`, { cwd: ROOT }).sort()))
    .flatMap((file) => mutantsOf(file, readFileSync(join(ROOT, file), 'utf8')))

export function mutantsOf(file: string, source: string): readonly Mutant[] {
  const found: Mutant[] = []
  const textOf = ({ start, end }: Node) => source.slice(start, end)

  const add = (node: Node, text: string, isStatic: boolean, isStatement = false) =>
    found.push({
      file,
      line: source.slice(0, node.start).split('\n').length,
      start: node.start,
      end: node.end,
      was: oneLine(textOf(node)),
      now: oneLine(text),
      text: isStatement ? text : `(${text})`,
      isStatement,
      isStatic,
    })

  const mutate = (node: Node, isStatic: boolean): void => {
    const instead = INSTEAD[node.operator]
    if (node.type === 'LogicalExpression')
      add(node, `(${textOf(node.left)}) ${instead} (${textOf(node.right)})`, isStatic)
    if (node.type === 'BinaryExpression' && instead && !isText(node.left) && !isText(node.right))
      add(node, `${textOf(node.left)} ${instead} ${textOf(node.right)}`, isStatic)
    if (node.type === 'UnaryExpression' && node.operator === '!') add(node, textOf(node.argument), isStatic)
    if (node.type === 'Literal' && typeof node.value === 'boolean') add(node, String(!node.value), isStatic)
    if (node.type === 'ConditionalExpression')
      for (const branch of [node.consequent, node.alternate]) if (branch) add(node, textOf(branch), isStatic)
    if (node.type === 'ArrayExpression')
      for (const left of node.elements) {
        const rest = node.elements.filter((one) => one !== left).map((one) => (one ? textOf(one) : ''))
        add(node, `[${rest.join(', ')}]`, isStatic)
      }
  }

  const walk = (value: unknown, isStatic: boolean, isInBody = false): void => {
    if (Array.isArray(value)) for (const one of value) walk(one, isStatic, isInBody)
    if (!isNode(value) || isType(value)) return
    const isCall = value.type === 'ExpressionStatement' && !value.directive
    const isGuard = value.type === 'IfStatement' && !value.alternate
    if (isInBody && (isCall || isGuard)) add(value, ';', isStatic, true)
    mutate(value, isStatic)
    const isFunction = /Function/.test(value.type)
    const hasBody = value.type === 'BlockStatement' || value.type === 'Program'
    for (const [key, child] of Object.entries(value))
      if (!TYPES.has(key)) walk(child, isStatic && !isFunction, hasBody && key === 'body')
  }
  walk(parseSync(file, source).program, true)
  return found
}

/** The file with one mutant in it. */
export const mutated = (source: string, { start, end, text }: Mutant): string =>
  source.slice(0, start) + text + source.slice(end)

/** The file as it is, but that it marks each of these mutants' places when it comes there, under its number. */
export function marked(
  source: string,
  places: readonly { readonly mutant: Mutant; readonly number: number }[],
): string {
  const marks = places.flatMap(({ mutant: { start, end, isStatement }, number }) => {
    const mark = `globalThis.reached[${number}] = 1`
    if (isStatement) return [{ at: start, width: Number.MAX_SAFE_INTEGER, text: `${mark};` }]
    const width = end - start
    return [
      { at: start, width, text: `(${mark}, ` },
      { at: end, width: -width, text: ')' },
    ]
  })
  // At one place what closes comes before what opens, and the wider one encloses the narrower.
  marks.sort((a, b) => a.at - b.at || Number(a.width > 0) - Number(b.width > 0) || b.width - a.width)
  let [text, from] = ['', 0]
  for (const { at, text: mark } of marks) {
    text += source.slice(from, at) + mark
    from = at
  }
  return text + source.slice(from)
}

const TYPES = new Set(['typeAnnotation', 'typeParameters', 'typeArguments', 'returnType'])
const VALUES_WITH_TYPES = new Set(['TSAsExpression', 'TSSatisfiesExpression', 'TSNonNullExpression'])
const isNode = (value: unknown): value is Node => typeof value === 'object' && value !== null && 'type' in value
const isType = ({ type }: Node) =>
  type === 'ImportDeclaration' || (type.startsWith('TS') && !VALUES_WITH_TYPES.has(type))
/** What is added to a text is no sum. */
const isText = (node: Node): boolean =>
  node.type === 'TemplateLiteral' || (node.type === 'Literal' && typeof node.value === 'string')
const oneLine = (text: string) => text.replace(/\s+/g, ' ').trim()
