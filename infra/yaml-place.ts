import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { defined } from '../shared/kernel/fields.ts'
import { type Place, readYaml } from '../shared/wire/plan-file/yaml.ts'

/** A YAML file, with what stands where in it. */
export function openYaml(file: string) {
  const { yaml, placeOf, broken } = readYaml(readFileSync(file, 'utf8'))
  const at = (offset: number): string => placed(file, placeOf(offset))
  return { yaml, at, ...defined({ broken: broken && { ...broken, at: placed(file, broken) } }) }
}

/** `R.yaml:92:71`, as editors and terminals open it with a click. */
export const placed = (file: string, { line, col }: Place): string => `${shown(file)}:${line}:${col}`

export const shown = (file: string): string => {
  const fromHere = relative(process.cwd(), file)
  return fromHere.startsWith('..') ? file : fromHere
}
