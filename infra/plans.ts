import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'
import { parsePlan } from '../shared/contracts/plan.ts'
import type { Plan } from '../shared/plan/plan.ts'

const DOCUMENTS = join(import.meta.dirname, '../shared/plan/documents')

/** Every plan document, checked. Read at the start of the embedded system and when Lambdas are bundled. @throws InvalidPlanError */
export const loadPlans = (folder: string = DOCUMENTS): Plan[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => parsePlan(parse(readFileSync(join(folder, name), 'utf8'))))
