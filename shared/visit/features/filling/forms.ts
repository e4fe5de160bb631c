import type { Instant } from '../../../kernel/instant.ts'
import { type Text, text } from '../../../kernel/text.ts'
import type { FilledForm, LaterItem } from '../../state/filled.ts'
import type { VisitState, VisitWork } from '../../state/visit.ts'

/** Of its works those that may be done by then. */
export const openWorks = ({ works }: Pick<VisitState, 'works'>, now: Instant): readonly VisitWork[] =>
  works.filter(({ opensAt }) => opensAt <= now)

/** The forms that its works name, each once, in their order. */
export const formsOf = (works: readonly VisitWork[]): readonly string[] => [
  ...new Set(works.flatMap(({ form }) => form ?? [])),
]

export const filledOf = ({ filled = [] }: Pick<VisitState, 'filled'>, form: string): FilledForm | undefined =>
  filled.find((one) => one.form === form)

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
  for (const form of formsOf(openWorks(visit, now))) {
    const filled = filledOf(visit, form)
    if (!filled) {
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

export const isToBeSigned = ({ later, signed }: FilledForm): boolean =>
  signed === undefined && later.some(({ kind }) => kind === 'signature')

/** Filled in, and to be signed by the customer. */
export const isWaitingForSignature = ({ filled = [] }: Pick<VisitState, 'filled'>): boolean => filled.some(isToBeSigned)
