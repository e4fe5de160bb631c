import { type Instant, later } from '../../../kernel/instant.ts'
import { type Text, text } from '../../../kernel/text.ts'
import { type FilledForm, isSameSheet, type LaterItem, type Sheet, sheetKey } from '../../state/filled.ts'
import { MOST_ATTEMPTS, type VisitState, type VisitWork } from '../../state/visit.ts'

/** Of its works those that may be done by then. */
export const openWorks = ({ works }: Pick<VisitState, 'works'>, now: Instant): readonly VisitWork[] =>
  works.filter(({ opensAt }) => opensAt <= now)

/** What its works ask to be filled in, each once, in their order: a form, or one about each repair. */
export const sheetsOf = (works: readonly VisitWork[]): readonly Sheet[] => {
  const sheets = works.flatMap(({ form, problems }): readonly Sheet[] => {
    if (form === undefined) return []
    return problems ? problems.map(({ repair }) => ({ form, about: repair })) : [{ form }]
  })
  return [...new Map(sheets.map((sheet) => [sheetKey(sheet), sheet])).values()]
}

export const filledOf = ({ filled = [] }: Pick<VisitState, 'filled'>, sheet: Sheet): FilledForm | undefined =>
  filled.find((one) => isSameSheet(one, sheet))

/** Whoever had this repair, whoever brought it to an end first. */
export const workersOf = ({ works }: Pick<VisitState, 'works'>, repair: string | undefined): readonly string[] =>
  works.flatMap(({ problems = [] }) => problems.find((one) => one.repair === repair)?.workers ?? [])

/** Repairs that it asks about and this person had: nobody rates themselves, nor asks how they are rated. */
export const ownProblems = (works: readonly VisitWork[], person: string | undefined): readonly string[] =>
  works.flatMap(({ problems = [] }) =>
    problems.flatMap(({ repair, workers }) => (person !== undefined && workers.includes(person) ? [repair] : [])),
  )

/** What is still missing of a form that was filled in: photos, the customer's signature. */
export const missingOf = (
  { photos = [] }: Pick<VisitState, 'photos'>,
  { form, later, signed }: FilledForm,
): readonly LaterItem[] =>
  later.filter(({ kind, item }) =>
    kind === 'photo' ? !photos.some((photo) => photo.form === form && photo.item === item) : signed === undefined,
  )

/** What is to be filled in before it is done, in words; undefined: nothing. */
export function toBeFilled(visit: VisitState, now: Instant): Text | undefined {
  for (const sheet of sheetsOf(openWorks(visit, now))) {
    const { form, about } = sheet
    const filled = filledOf(visit, sheet)
    if (!filled) {
      if (about !== undefined && isGivenUp(visit, form)) continue
      if (about !== undefined) return text(`维修单 ${about} 还没有问`, `nobody was asked about repair ${about} yet`)
      const name = visit.works.find((work) => work.form === form)?.name
      return text(`先填写“${name?.zh ?? form}”的表单`, `fill in the form of "${name?.en ?? form}" first`)
    }
    const [missing] = missingOf(visit, filled)
    if (missing)
      return missing.kind === 'photo'
        ? text(
            `“${filled.title.zh}”还缺照片：${missing.ask.zh}`,
            `"${filled.title.en}" still needs a photo: ${missing.ask.en}`,
          )
        : text(`“${filled.title.zh}”还没有客户签字`, `"${filled.title.en}" is not signed by the customer yet`)
  }
  return undefined
}

/** Of several repairs some were asked about, and who knows of the others was tried often enough: those have no answer. */
const isGivenUp = ({ attempts, filled = [] }: VisitState, form: string): boolean =>
  attempts >= MOST_ATTEMPTS && filled.some((one) => one.form === form && one.about !== undefined)

export const isToBeSigned = ({ later, signed }: FilledForm): boolean =>
  signed === undefined && later.some(({ kind }) => kind === 'signature')

/** Filled in, and to be signed by the customer. */
export const isWaitingForSignature = ({ filled = [] }: Pick<VisitState, 'filled'>): boolean => filled.some(isToBeSigned)

/** So long whoever has saved answers may mend them before anything comes of them. */
const MENDED_WITHIN = 10 * 60_000

/** Something comes of it for others, once it counts: a repair, a score, somebody who has to know. */
const hasFollowUp = ({ found = [] }: VisitState, sheet: FilledForm): boolean =>
  sheet.isLow === true ||
  sheet.about !== undefined ||
  found.some((one) => isSameSheet(one, sheet) && one.repair === undefined)

/** Saved, and may be mended yet. */
export const notMeantYet = (visit: VisitState): readonly FilledForm[] =>
  (visit.filled ?? []).filter((sheet) => sheet.meantAt === undefined && hasFollowUp(visit, sheet))

export const meantFrom = ({ at }: Pick<FilledForm, 'at'>): Instant => later(at, MENDED_WITHIN)

/** What was saved counts; nothing where it does already. */
export const meaning = (sheets: readonly FilledForm[]) =>
  sheets.length === 0
    ? []
    : [
        {
          type: 'answersMeant',
          sheets: sheets.map(({ form, about }): Sheet => (about === undefined ? { form } : { form, about })),
        } as const,
      ]
