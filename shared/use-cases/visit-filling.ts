import { type Form, formOf } from '../form/form.ts'
import type { Said } from '../form/words.ts'
import { defined, pick } from '../kernel/fields.ts'
import type { RecordedVisitEvent } from '../visit/events.ts'
import { filledOf, formsOf, missingOf } from '../visit/features/filling/forms.ts'
import type { VisitState } from '../visit/state/visit.ts'
import type { Deps } from './deps.ts'

type Filled = RecordedVisitEvent & { readonly type: 'filled' }

/** What was filled in by the event of that place. */
export const filledIn = (history: readonly RecordedVisitEvent[], seq: number): Filled | undefined =>
  history.find((event): event is Filled => event.type === 'filled' && event.seq === seq)

/** What a visit asks to be filled in, what came of it, and what was found. */
export async function fillingOf(
  { forms }: Pick<Deps, 'forms'>,
  visit: VisitState,
  history: readonly RecordedVisitEvent[],
) {
  const all = await forms()
  return {
    filling: formsOf(visit.works).flatMap((id) => {
      const form = formOf(all, id)
      return form ? [oneOf(form, visit, history)] : []
    }),
    found: (visit.found ?? []).flatMap(({ seq, ...found }) => {
      const what = filledIn(history, seq)?.findings.find(({ item }) => item === found.item)?.what
      return what ? [{ ...found, what }] : []
    }),
    suggestions: [...(visit.suggestions ?? [])],
    photos: [...(visit.photos ?? [])],
    ...(visit.report && { report: pick(visit.report, 'title', 'at', 'page', 'docx') }),
  }
}

/** What was answered under an earlier version is shown in today's, as far as that asks for it. */
function oneOf(form: Form, visit: VisitState, history: readonly RecordedVisitEvent[]) {
  const filled = filledOf(visit, form.id)
  if (!filled) return { form, missing: [] }
  const { version, at, by, score, signed } = filled
  return {
    form,
    filled: {
      version,
      at,
      by,
      ...defined({ score, signed: signed && pick(signed, 'signer', 'at', 'file', 'byLink') }),
      answers: filledIn(history, filled.seq)?.answers ?? {},
    },
    missing: [...missingOf(visit, filled)],
  }
}

/** What was answered to a form of a visit, in words. */
export function saidOf(visit: VisitState, form: string, history: readonly RecordedVisitEvent[]): readonly Said[] {
  const filled = filledOf(visit, form)
  return (filled && filledIn(history, filled.seq)?.said) ?? []
}
