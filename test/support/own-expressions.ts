import { globSync, readFileSync } from 'node:fs'
import { parseAst } from 'vite'

/** A regular expression of ours, and where it stands. */
export interface OwnExpression {
  readonly at: string
  readonly pattern: RegExp
}

const FOLDERS = '{shared,functions,web,infra,workflows}/**/*.ts'

/** Every regular expression that stands in our sources as it is written. */
export const writtenExpressions = (): OwnExpression[] =>
  globSync(FOLDERS).flatMap((file) => {
    const source = readFileSync(file, 'utf8')
    return literalsIn(parseAst(source, { lang: 'ts' })).map(({ start, regex }) => ({
      at: `${file}:${source.slice(0, start).split('\n').length}`,
      pattern: new RegExp(regex.pattern, regex.flags),
    }))
  })

/** The files that put expressions together while they are loaded or run. */
export const composingFiles = (): string[] =>
  globSync(FOLDERS).filter((file) => readFileSync(file, 'utf8').includes('new RegExp('))

interface RegexLiteral {
  readonly start: number
  readonly regex: { readonly pattern: string; readonly flags: string }
}

const literalsIn = (node: unknown): RegexLiteral[] => {
  if (Array.isArray(node)) return node.flatMap(literalsIn)
  if (typeof node !== 'object' || node === null) return []
  return 'regex' in node ? [node as RegexLiteral] : Object.values(node).flatMap(literalsIn)
}
