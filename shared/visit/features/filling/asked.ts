import { BadRequestError, fault, mustBeOneOf } from '../../../kernel/errors.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { isSameSheet, type Sheet } from '../../state/filled.ts'
import type { VisitState } from '../../state/visit.ts'
import { openWorks, sheetsOf } from './forms.ts'

/** The sheets of what may be done by now. Throws BadRequestError for a form that none of its works names. */
export function requireForm(state: VisitState, form: string, now: Instant): readonly Sheet[] {
  const sheets = sheetsOf(openWorks(state, now))
  if (sheets.every((one) => one.form !== form))
    throw new BadRequestError([mustBeOneOf('form', [...new Set(sheets.map((one) => one.form))])])
  return sheets
}

/** Throws BadRequestError for a repair that it does not ask about, or where it is to say which. */
export function requireSheet(state: VisitState, sheet: Sheet, now: Instant): void {
  const sheets = requireForm(state, sheet.form, now)
  if (sheets.some((one) => isSameSheet(one, sheet))) return
  const about = sheets.flatMap((one) => (one.form === sheet.form ? (one.about ?? []) : []))
  throw new BadRequestError([
    about.length > 0
      ? mustBeOneOf('about', about)
      : fault('about', '这张表单不分维修单，请去掉', 'this form is about no repair: leave it out'),
  ])
}
