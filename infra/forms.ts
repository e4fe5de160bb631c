import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Form } from '../shared/form/form.ts'
import { canonical } from '../shared/kernel/canonical.ts'
import { inOrder, isSameVersion } from '../shared/plan/version.ts'
import { checkFormText } from '../shared/wire/form-file/check.ts'
import { InvalidPlanError } from '../shared/wire/plan.ts'
import { placed, shown } from './yaml-place.ts'

/** Where the forms of this repository lie. */
export const FORM_DOCUMENTS = join(import.meta.dirname, '../shared/form/documents')

/**
 * Every version of every form, checked, by id and version: those of this repository, and those of the folder that the setting `FORMS`
 * names. Read at the start of the embedded system and when Lambdas are bundled. Throws InvalidPlanError.
 */
export const loadForms = (own: string = process.env.FORMS ?? ''): readonly Form[] =>
  readForms([FORM_DOCUMENTS, ...(own === '' ? [] : [own])].flatMap(filesIn))

const filesIn = (folder: string): readonly string[] =>
  readdirSync(folder)
    .filter((name) => name.endsWith('.yaml'))
    .toSorted()
    .map((name) => join(folder, name))

/** The forms of these files. Throws InvalidPlanError with every problem of all of them, each with file and line. */
export function readForms(files: readonly string[]): readonly Form[] {
  const read = files.map((file) => ({ file, ...checkFormText(readFileSync(file, 'utf8')) }))
  const problems = read.flatMap((one) =>
    'problems' in one ? one.problems.map(({ said, ...place }) => `${placed(one.file, place)}: ${said}`) : [],
  )
  const right = read.flatMap((one) => ('form' in one ? [one] : []))
  const clashes = right.flatMap(({ file, form }, index) => {
    const rival = right
      .slice(0, index)
      .find((other) => isSameVersion(other.form, form) && canonical(other.form) !== canonical(form))
    return rival
      ? [
          `${shown(file)}:1:1: form ${form.id} version ${form.version} is there already, in ${shown(rival.file)}, and says otherwise: raise version`,
        ]
      : []
  })
  if (problems.length + clashes.length > 0) {
    const wrong = read.filter((one) => 'problems' in one).map(({ file }) => shown(file))
    throw new InvalidPlanError(wrong.length === 1 ? (wrong[0] ?? '') : 'a form', [...problems, ...clashes])
  }
  const forms = right.map(({ form }) => form)
  return forms
    .filter((form, index) => forms.findIndex((other) => isSameVersion(other, form)) === index)
    .toSorted(inOrder)
}
