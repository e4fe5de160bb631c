import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { splittableCalls } from '../../shared/repair/features/calls/offers.ts'
import { ACTION_NAMES } from '../../shared/repair/offers.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import type { FormView } from '../../shared/wire/forms.ts'
import { type Field, fieldsOf } from './fields.ts'
import { askedFirst } from './first-step.ts'
import { type FormContext, isAskedOf, type Named } from './forms.ts'

type Context = Pick<FormContext, 'language' | 'plan' | 'prices' | 'named' | 'isDesk'>

/** The forms of these actions as data, for a page that draws them itself: the same fields in the same words. */
export const formViews = (
  types: readonly ActionType[],
  likely: readonly ActionType[],
  repair: Repair,
  context: Context,
): FormView[] =>
  [...likely, ...types.filter((type) => !likely.includes(type))].map((type) => ({
    type,
    name: inLanguage(ACTION_NAMES[type], context.language),
    likely: likely.includes(type),
    fields: fieldsIn(type, repair).flatMap((field) => (isAskedOf(field, context) ? fieldView(field, context) : [])),
  }))

/** Which call is split off its page shows beside each call. */
const fieldsIn = (type: ActionType, repair: Repair): readonly Field[] =>
  type === 'split' ? [{ ...CALL, choices: callsOf(repair) }] : fieldsOf(type, repair.plan)
const CALL: Field = { name: 'call', kind: 'choice', label: text('哪一通来电', 'Which call'), required: true }
const callsOf = (repair: Repair): Readonly<Record<string, Text>> =>
  Object.fromEntries(splittableCalls(repair).map(({ callId, symptoms }) => [callId, text(symptoms, symptoms)]))

const fieldView = (field: Field, context: Context): FormView['fields'][number] => {
  const { name, label, kind, required = false, none } = field
  const choices = choicesOf(field, context)
  const isWritten = kind === 'positions' || INPUTS.has(kind)
  return {
    name,
    label: inLanguage(label, context.language),
    kind: isWritten ? (kind as FormView['fields'][number]['kind']) : 'choice',
    required,
    ...(choices && { choices: choices.map(([value, said]) => ({ value, label: inLanguage(said, context.language) })) }),
    ...(none && { none: inLanguage(none, context.language) }),
  }
}
const INPUTS: ReadonlySet<Field['kind']> = new Set(['line', 'prose', 'lines', 'time', 'tick'])

/** Of positions, what the price list has. */
function choicesOf(
  { kind, choices }: Field,
  { plan, prices = [], named = {} }: Context,
): readonly (readonly [string, Text])[] | undefined {
  switch (kind) {
    case 'choice':
      return Object.entries(choices ?? {})
    case 'severity':
      return plan.severities.map(({ id, name }) => [id, name])
    case 'positions':
      return prices.map(({ code, name, unit }) => [code, text(`${name}（${unit}）`, `${name} (${unit})`)])
    case 'file':
    case 'line':
    case 'prose':
    case 'lines':
    case 'time':
    case 'tick':
      return undefined
    default:
      return Object.entries(named[kind as keyof Named] ?? {})
  }
}

/** What waits for a decision of somebody in the house, before anything else. */
const DECISIONS: readonly ActionType[] = [
  'answerComplaint',
  'advise',
  'approveVisit',
  'declineVisit',
  'approveReplacement',
  'declineReplacement',
]
/** What the desk does for a repair that nobody has. */
const UNANSWERED: readonly ActionType[] = ['assign', 'takeAtDesk', 'acknowledge', 'respond']
const MOST_LIKELY = 3

/** The next steps among what someone may do: theirs, or, as the desk records it, of whoever has the repair. */
export function likelyOf(
  allowed: readonly ActionType[],
  about: { readonly repair: Repair; readonly holder: string; readonly now: string; readonly language: Language },
): readonly ActionType[] {
  const { repair, holder } = about
  const asWhom = repair.assignee && !allowed.includes('takeOver') ? repair.assignee.id : holder
  const { actions } = askedFirst({ ...about, holder: asWhom, allowed, timeline: [], path: '' })
  const wanted = [...DECISIONS, ...(repair.assignee ? [] : UNANSWERED), ...actions, 'confirm', 'notFixed'] as const
  return [...new Set(wanted)].filter((type) => allowed.includes(type)).slice(0, MOST_LIKELY)
}
