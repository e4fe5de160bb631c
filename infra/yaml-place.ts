import { relative } from 'node:path'
import { isAlias, isMap, isScalar, isSeq, type Node } from 'yaml'

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
