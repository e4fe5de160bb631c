import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Form } from '../shared/form/form.ts'
import { SettingError } from '../shared/kernel/errors.ts'
import type { PlanDocument } from '../shared/plan/document.ts'
import { inOrder } from '../shared/plan/version.ts'
import { InvalidPlanError } from '../shared/wire/plan.ts'
import { checkPlanText, type Known, type PlacedProblem } from '../shared/wire/plan-file/check.ts'
import { loadForms } from './forms.ts'
import { placed, shown } from './yaml-place.ts'

/** Where the plans of this repository lie. */
export const DOCUMENTS = join(import.meta.dirname, '../shared/plan/documents')

/**
 * Every version of every plan document of a folder, checked, by id and version: of the folder that the setting `PLANS` names,
 * or of this repository. Read at the start of the embedded system and when Lambdas are bundled. Throws InvalidPlanError.
 */
export const loadPlans = (
  folder: string = process.env.PLANS || DOCUMENTS,
  forms: readonly Form[] = loadForms(),
): PlanDocument[] => {
  const files = readdirSync(folder).filter((name) => name.endsWith('.yaml'))
  if (files.length === 0)
    throw new SettingError({
      zh: `${folder} 里没有承诺文件（.yaml）：放一份进去，或去掉 PLANS`,
      en: `there is no plan file (.yaml) in ${folder}: put one there, or leave PLANS out`,
    })
  return readPlans(
    files.toSorted().map((name) => join(folder, name)),
    forms,
    { isInUse: true },
  )
}

/** The documents of these files. Throws InvalidPlanError with every problem of all of them, each with file and line. */
export const readPlans = (
  files: readonly string[],
  forms: readonly Form[] = loadForms(),
  about: Pick<Known, 'isInUse'> = {},
): PlanDocument[] => {
  const known = { forms: forms.map(({ id }) => id), ...about }
  const read = files.map((file) => ({ file, ...readFile(file, known) }))
  const problems = read.flatMap((result) => ('problems' in result ? result.problems : []))
  const documents = read.flatMap((result) => ('document' in result ? [result] : []))
  const clashes = documents.flatMap(({ file, document }, index) => {
    const rival = documents.slice(0, index).find((other) => contradict(other.document, document))
    return rival ? [`${shown(file)}:1:1: ${clash(rival.document, document, shown(rival.file))}`] : []
  })
  clashes.push(...sharedClauses(documents))
  if (problems.length + clashes.length > 0) {
    const wrong = read.filter((result) => 'problems' in result).map(({ file }) => shown(file))
    throw new InvalidPlanError(wrong.length === 1 ? (wrong[0] ?? '') : 'a plan', [...problems, ...clashes])
  }
  return documents.map(({ document }) => document).toSorted(inOrder)
}

/** Two versions of one plan must differ in number, and the later one take effect later. */
const contradict = (a: PlanDocument, b: PlanDocument): boolean =>
  a.id === b.id &&
  (a.version === b.version ||
    Math.sign(a.version - b.version) !== Math.sign(a.effectiveFrom.localeCompare(b.effectiveFrom)))

const clash = (rival: PlanDocument, document: PlanDocument, file: string): string =>
  rival.version === document.version
    ? `plan ${document.id} version ${document.version} is there already, in ${file}: raise version`
    : `version ${document.version} of plan ${document.id} takes effect on ${document.effectiveFrom}, version ${rival.version} (${file}) on ${rival.effectiveFrom}: the higher version must take effect later`

/** Kept and broken are counted by clause, so a clause id belongs to one plan. */
const sharedClauses = (documents: readonly { file: string; document: PlanDocument }[]): string[] => {
  const owners = new Map<string, { plan: string; file: string }>()
  return documents.flatMap(({ file, document }) =>
    document.clauses.flatMap(({ id }) => {
      const owner = owners.get(id) ?? { plan: document.id, file }
      owners.set(id, owner)
      return owner.plan === document.id
        ? []
        : [
            `${shown(file)}:1:1: clause ${id} is one of plan ${owner.plan} (${shown(owner.file)}) too: begin the ids with the plan's own`,
          ]
    }),
  )
}

const readFile = (file: string, known: Known): { document: PlanDocument } | { problems: string[] } => {
  const checked = checkPlanText(readFileSync(file, 'utf8'), known)
  return 'document' in checked ? checked : { problems: checked.problems.map((problem) => saidOf(file, problem)) }
}

/** What is worth a look in a file that is right, each with its place. */
export const notesOn = (file: string): readonly string[] => {
  const checked = checkPlanText(readFileSync(file, 'utf8'), { isInUse: true })
  return 'document' in checked ? checked.notes.map((note) => saidOf(file, note)) : []
}

export const saidOf = (file: string, { said, ...place }: PlacedProblem): string => `${placed(file, place)}: ${said}`
