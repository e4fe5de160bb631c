import { type Document, isAlias, isMap, isScalar, isSeq, Lexer, LineCounter, type Node, parseDocument } from 'yaml'
import { defined } from '../../kernel/fields.ts'
import type { Text } from '../../kernel/text.ts'
import { yamlInChinese } from './yaml-words.ts'

/** A place in a text, counted from 1. */
export interface Place {
  readonly line: number
  readonly col: number
}

/** Why a text cannot be read, and where. */
interface Broken extends Place {
  readonly why: Text
  /** It is no YAML, rather than too much of it. */
  readonly isSyntax?: true
}

/** A text in YAML with the places in it. `broken`: why it cannot be read; what follows the first is mostly its consequence. */
export function readYaml(text: string) {
  const lines = new LineCounter()
  const tooMuch = text.length > LARGEST ? TOO_LARGE : isTooDeep(text) ? TOO_DEEP : undefined
  const yaml = parseDocument(tooMuch ? '' : text, { lineCounter: lines, prettyErrors: false })
  const placeOf = (offset: number): Place => lines.linePos(offset)
  const [first] = yaml.errors
  const why = tooMuch ?? (first ? undefined : aliasProblem(yaml))
  const broken: Broken | undefined = why
    ? { line: 1, col: 1, why }
    : first && {
        ...placeOf(first.pos[0]),
        why: { zh: yamlInChinese(first.message), en: first.message },
        isSyntax: true,
      }
  return { yaml, placeOf, ...defined({ broken }) }
}

/** What to look at first where a text is no YAML. */
export const YAML_HINT = "Keys of one level stand in one column; a text with ': ' or ' #' in it stands in 'quotes'"

/** 1 MB: fifty times the longest document there is. */
const LARGEST = 1_048_576
/** Of brackets within brackets, or of list items on one line. */
const DEEPEST = 50
const WIDEST_INDENT = 200

const TOO_LARGE: Text = { zh: '文件超过 1 MB', en: 'is over 1 MB' }
const TOO_DEEP: Text = { zh: '嵌套太深', en: 'is nested too deep' }
const TOO_MANY_ALIASES: Text = {
  zh: '别名（*名字）层层引用太多：请直接写出来',
  en: 'refers by aliases (*name) to too much: write it out',
}
const NO_ANCHOR: Text = { zh: '有别名（*名字）没有对应的 &名字', en: 'has an alias (*name) without its &name' }

/** By its tokens: what reads it comes to the end of its stack, or of the process, before it says so. */
function isTooDeep(text: string): boolean {
  let [brackets, items, before] = [0, 0, '']
  for (const token of new Lexer().lex(text)) {
    const isText = before === SCALAR
    if (!isText && (token === '[' || token === '{')) brackets++
    else if (!isText && (token === ']' || token === '}')) brackets--
    else if (token === '\n') items = 0
    else if (token === '-' || token === '?') items++
    const isIndent = before === '\n' && token.length > WIDEST_INDENT && token.trim() === ''
    if (brackets > DEEPEST || items > DEEPEST || isIndent) return true
    before = token
  }
  return false
}
/** What the lexer puts before a text. */
const SCALAR = '\x1f'

/** An alias of aliases of aliases is a page that unfolds to a library. */
function aliasProblem(yaml: Document): Text | undefined {
  try {
    yaml.toJS()
    return undefined
  } catch (error) {
    if (!(error instanceof ReferenceError)) throw error
    return error.message.startsWith('Excessive') ? TOO_MANY_ALIASES : NO_ANCHOR
  }
}

/** Where a path stands in the file; of what is missing, where it should be. */
export const offsetOf = (root: Node | null, path: readonly (string | number)[]): number => {
  let offset = start(root, 0)
  let node: unknown = root
  for (const key of path) {
    if (isMap(node)) {
      const pair = node.items.find(({ key: name }) => isScalar(name) && name.value === key)
      if (!pair) break
      offset = start(pair.key, offset)
      node = pair.value
    } else if (isSeq(node)) {
      node = typeof key === 'number' ? node.items[key] : undefined
      offset = start(node, offset)
    } else break
    // What stands elsewhere in the file is shown where it is used.
    if (isAlias(node)) break
  }
  return offset
}

const start = (node: unknown, otherwise: number): number => (node as Node | null | undefined)?.range?.[0] ?? otherwise
