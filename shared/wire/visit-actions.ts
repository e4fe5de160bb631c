import * as z from 'zod'
import type { VisitAction, VisitActionType } from '../visit/actions.ts'
import type { VisitField, VisitFieldKind } from '../visit/features/feature.ts'
import { VISIT_ACTION_TYPES, VISIT_OFFERS } from '../visit/offers.ts'
import { bounded, localInstant } from './form.ts'
import { instant, parse } from './problem.ts'

const line = z.string().trim().min(1).max(200)
const KINDS: Readonly<Record<Exclude<VisitFieldKind, 'choice'>, z.ZodType>> = {
  line,
  prose: z.string().trim().min(1).max(1000),
  time: instant,
  slot: instant,
  tick: z.boolean(),
  person: line,
  contact: line,
  work: line,
  owedWork: line,
}

const fieldSchema = ({ kind, choices = {}, label, required }: VisitField): z.ZodType => {
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
    ...Object.fromEntries(VISIT_OFFERS[type].fields.map((field) => [field.name, fieldSchema(field)])),
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
export function parseVisitForm(form: URLSearchParams, timezone: string): VisitAction {
  const type = visitActionTypeIn(form)
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

function read(kind: VisitFieldKind | undefined, value: string, name: string, timezone: string): unknown {
  if (kind === 'tick') return value === 'on' || value
  if (kind !== 'time' || value.endsWith('Z')) return value
  return localInstant(name, value, timezone)
}
