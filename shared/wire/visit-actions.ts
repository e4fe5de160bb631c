import * as z from 'zod'
import { type Form, formOf, MOST_ITEMS } from '../form/form.ts'
import { answersSent } from '../form/sent.ts'
import { BadRequestError, mustBeOneOf } from '../kernel/errors.ts'
import type { VisitAction, VisitActionType } from '../visit/actions.ts'
import type { VisitField, VisitFieldKind } from '../visit/features/feature.ts'
import { VISIT_ACTION_TYPES, VISIT_OFFERS } from '../visit/offers.ts'
import { bounded, localInstant } from './form.ts'
import { answersSchema } from './form-answers.ts'
import { instant, parse } from './problem.ts'

const line = z.string().trim().min(1).max(200)
const KINDS: Readonly<Record<Exclude<VisitFieldKind, 'choice' | 'file'>, z.ZodType>> = {
  line,
  prose: z.string().trim().min(1).max(1000),
  time: instant,
  slot: instant,
  tick: z.boolean(),
  person: line,
  contact: line,
  work: line,
  owedWork: line,
  suggestion: z.string().trim().min(1).max(600),
  accepted: z.string().trim().min(1).max(600),
  form: line,
}

/** What comes with the form that an action names. */
const FILLED = {
  version: z.int().min(1).exactOptional().meta({ description: 'That was filled in; absent: the latest' }),
  answers: answersSchema,
}

type JsonField = VisitField & { readonly kind: Exclude<VisitFieldKind, 'file'> }
/** A file comes beside the fields, as a form of its own. */
const isInJson = (field: VisitField): field is JsonField => field.kind !== 'file'

const fieldSchema = ({ kind, choices = {}, label, required }: JsonField): z.ZodType => {
  const schema = kind === 'choice' ? z.enum(Object.keys(choices) as [string, ...string[]]) : KINDS[kind]
  const described = schema.meta({ description: label.en })
  return required ? described : described.exactOptional()
}

const id = z
  .string()
  .min(1)
  .max(100)
  .exactOptional()
  .meta({ description: 'Your id of the action; sent twice, it acts once' })

const actionOf = (type: VisitActionType) =>
  z.strictObject({
    id,
    type: z.literal(type),
    ...Object.fromEntries(VISIT_OFFERS[type].fields.filter(isInJson).map((field) => [field.name, fieldSchema(field)])),
    ...(VISIT_OFFERS[type].fields.some(({ kind }) => kind === 'form') && FILLED),
  })

/** What can be done to a visit, each with its fields: those of its form. Unknown fields are refused. */
export const visitActionSchema = z
  .discriminatedUnion('type', VISIT_ACTION_TYPES.map(actionOf) as [ReturnType<typeof actionOf>])
  .meta({ id: 'VisitAction' })
export const visitActionTypeSchema = z
  .enum(VISIT_ACTION_TYPES as readonly [VisitActionType, ...VisitActionType[]])
  .meta({ id: 'VisitActionType' })

/** The action in a request body. Throws BadRequestError naming every field that is wrong. */
export const parseVisitAction = (value: unknown): VisitAction => parse(visitActionSchema, value) as VisitAction

/** The action that a form names, if there is one of that name. */
export const visitActionTypeIn = (form: URLSearchParams): VisitActionType | undefined => {
  const named = form.get('action')
  return VISIT_ACTION_TYPES.find((type) => type === named)
}

/** The action that a page's form asks for; times are local to the place, empty fields count as not given. */
export function parseVisitForm(form: URLSearchParams, timezone: string, forms: readonly Form[] = []): VisitAction {
  const type = visitActionTypeIn(form)
  if (type === 'fill') return fillingIn(form, forms)
  const kinds = new Map(type ? VISIT_OFFERS[type].fields.map(({ name, kind }) => [name, kind]) : [])
  const given = bounded(form).filter(([, value]) => value.trim() !== '')
  return parseVisitAction(
    Object.fromEntries(
      given.map(([name, value]) =>
        name === 'action' ? ['type', value] : [name, read(kinds.get(name), value.trim(), name, timezone)],
      ),
    ),
  )
}

/** A check list as a page sends it: three fields for each item at most. */
function fillingIn(sent: URLSearchParams, forms: readonly Form[]): VisitAction {
  const fields = new Map(bounded(sent, 4 * MOST_ITEMS))
  const [form = '', version] = [fields.get('form'), Number(fields.get('version') ?? Number.NaN)]
  const found = formOf(forms, form, Number.isInteger(version) ? version : undefined)
  if (!found) throw new BadRequestError([mustBeOneOf('form', [...new Set(forms.map((one) => one.id))])])
  const [tap, about] = [fields.get('id'), fields.get('about')]
  return parseVisitAction({
    type: 'fill',
    ...(tap !== undefined && { id: tap }),
    form: found.id,
    ...(about && { about }),
    version: found.version,
    answers: answersSent(found, fields),
  })
}

function read(kind: VisitFieldKind | undefined, value: string, name: string, timezone: string): unknown {
  if (kind === 'tick') return value === 'on' || value
  if (kind !== 'time' || value.endsWith('Z')) return value
  return localInstant(name, value, timezone)
}
