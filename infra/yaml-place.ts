import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { isAlias, isMap, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** A YAML file with the places in it. `broken`: why it cannot be read, and where; what follows the first is mostly its consequence. */
export function openYaml(file: string) {
  const lines = new LineCounter()
  const yaml = parseDocument(readFileSync(file, 'utf8'), { lineCounter: lines, prettyErrors: false })
  const at = (offset: number): string => {
    const { line, col } = lines.linePos(offset)
    return `${shown(file)}:${line}:${col}`
  }
  const [first] = yaml.errors
  return { yaml, at, broken: first && { at: at(first.pos[0]), why: first.message } }
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

/** As editors and terminals open it with a click. */
export const shown = (file: string): string => {
  const fromHere = relative(process.cwd(), file)
  return fromHere.startsWith('..') ? file : fromHere
}
