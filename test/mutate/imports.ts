import { dirname, join } from 'node:path'
import { sourceOf } from './runner.ts'

const known = new Map<string, readonly string[]>()

/** The files of ours that a file imports, by paths from the root; types are nothing that runs. */
const importsOf = (file: string): readonly string[] => {
  const found = known.get(file) ?? read(file)
  known.set(file, found)
  return found
}

const read = (file: string): readonly string[] =>
  [...sourceOf(file).matchAll(/^(?:import|export)\b(?! type\b)[^'"]*?'(\.[^']+\.ts)'/gm)].map(([, name = '']) =>
    join(dirname(file), name),
  )

/** Whether it imports that one, or something that does. */
export function leadsTo(from: string, to: string): boolean {
  const seen = new Set([from])
  for (const file of seen) for (const next of importsOf(file)) seen.add(next)
  return seen.has(to)
}
