import { readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What a function in this folder reads at a cold start, in bytes. */
export const coldStartBytes = (folder: string): number => Buffer.byteLength(coldStartCode(folder))

/** Its entry and whatever that imports at once. */
export function coldStartCode(folder: string): string {
  const files = new Map<string, string>()
  const read = (name: string): void => {
    if (files.has(name)) return
    const text = readFileSync(join(folder, name), 'utf8')
    files.set(name, text)
    for (const [, imported] of text.matchAll(/(?:from|import) ?"\.\/([\w-]+\.mjs)"/g)) read(imported ?? '')
  }
  read('index.mjs')
  return [...files.values()].join('')
}
