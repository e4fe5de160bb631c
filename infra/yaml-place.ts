import { readFileSync } from 'node:fs'
import { relative } from 'node:path'
import { BadRequestError, type Fault, fault } from '../shared/kernel/errors.ts'
import { defined } from '../shared/kernel/fields.ts'
import { offsetOf, type Place, readYaml } from '../shared/wire/plan-file/yaml.ts'

/** A YAML file, with what stands where in it. */
export function openYaml(file: string) {
  const { yaml, placeOf, broken } = readYaml(readFileSync(file, 'utf8'))
  const at = (offset: number): string => placed(file, placeOf(offset))
  return { yaml, at, ...defined({ broken: broken && { ...broken, at: placed(file, broken) } }) }
}

/** The same for a file that must be YAML: faults found in what it says get their place. @throws BadRequestError */
export function yamlWithFaults(file: string) {
  const { yaml, at, broken } = openYaml(file)
  if (broken) {
    const { zh, en } = broken.why
    throw new BadRequestError([fault(broken.at, broken.isSyntax ? `不是正确的 YAML：${zh}` : zh, en)])
  }
  const placed = ({ at: path, zh, en }: Fault): Fault =>
    fault(at(offsetOf(yaml.contents, pathIn(path))), `${path}：${zh}`, `${path}: ${en}`)
  const placing = <T>(read: () => T): T => {
    try {
      return read()
    } catch (error) {
      throw error instanceof BadRequestError ? new BadRequestError(error.faults.map(placed)) : error
    }
  }
  return { yaml, placing: Object.assign(placing, { fault: placed }) }
}

const pathIn = (path: string): readonly (string | number)[] =>
  path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key))

/** `R.yaml:92:71`, as editors and terminals open it with a click. */
export const placed = (file: string, { line, col }: Place): string => `${shown(file)}:${line}:${col}`

export const shown = (file: string): string => {
  const fromHere = relative(process.cwd(), file)
  return fromHere.startsWith('..') ? file : fromHere
}
