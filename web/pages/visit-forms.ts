import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import type { VisitActionType } from '../../shared/visit/actions.ts'
import type { VisitField } from '../../shared/visit/features/feature.ts'
import { VISIT_OFFERS } from '../../shared/visit/offers.ts'
import type { VisitFormView } from '../../shared/wire/visits.ts'

/** What fields may name of the visit at hand, by kind of field and value. */
export type VisitNamed = Partial<
  Readonly<
    Record<
      'slot' | 'person' | 'contact' | 'work' | 'owedWork' | 'suggestion' | 'accepted',
      Readonly<Record<string, Text>>
    >
  >
>

/** The choices of a field; undefined where it is written. */
export const choicesOf = (
  { kind, choices }: VisitField,
  named: VisitNamed,
): readonly (readonly [string, Text])[] | undefined => {
  switch (kind) {
    case 'choice':
      return Object.entries(choices ?? {})
    case 'slot':
    case 'person':
    case 'contact':
    case 'work':
    case 'owedWork':
    case 'suggestion':
    case 'accepted':
      return Object.entries(named[kind] ?? {})
    default:
      return undefined
  }
}

/** The forms of these actions as data, for a page that draws them itself. */
export const visitFormViews = (
  types: readonly VisitActionType[],
  named: VisitNamed,
  language: Language,
): VisitFormView[] =>
  types.map((type) => ({
    type,
    name: inLanguage(VISIT_OFFERS[type].name, language),
    fields: VISIT_OFFERS[type].fields.map((field) => {
      const choices = choicesOf(field, named)
      const { name, label, none, required = field.ofOurs ?? false } = field
      return {
        name,
        label: inLanguage(label, language),
        kind: choices ? 'choice' : (field.kind as 'line' | 'prose' | 'time' | 'tick'),
        required,
        ...(choices && { choices: choices.map(([value, said]) => ({ value, label: inLanguage(said, language) })) }),
        ...(none && { none: inLanguage(none, language) }),
      }
    }),
  }))
