import { type Form, formOf } from '../form/form.ts'
import type { Said } from '../form/words.ts'
import { defined, pick } from '../kernel/fields.ts'
import type { RecordedVisitEvent } from '../visit/events.ts'
import { filledOf, meantFrom, missingOf, notMeantYet, sheetsOf, workersOf } from '../visit/features/filling/forms.ts'
import type { Sheet } from '../visit/state/filled.ts'
import type { VisitState } from '../visit/state/visit.ts'
import type { Deps } from './deps.ts'

type Filled = RecordedVisitEvent & { readonly type: 'filled' }
type Source = Pick<Deps, 'forms' | 'repairs' | 'directory'>

/** What was filled in by the event of that place. */
export const filledIn = (history: readonly RecordedVisitEvent[], seq: number): Filled | undefined =>
  history.find((event): event is Filled => event.type === 'filled' && event.seq === seq)

/** What a visit asks to be filled in, what came of it, and what was found. */
export async function fillingOf(deps: Source, visit: VisitState, history: readonly RecordedVisitEvent[]) {
  const all = await deps.forms()
  const { shown, more } = shownOf(visit)
  const filling = shown.map(async (sheet) => {
    const form = formOf(all, sheet.form)
    return form ? [await oneOf(deps, form, sheet, visit, history)] : []
  })
  return {
    filling: (await Promise.all(filling)).flat(),
    ...(more > 0 && { fillingMore: more }),
    found: (visit.found ?? []).flatMap(({ seq, ...found }) => {
      const what = filledIn(history, seq)?.findings.find(({ item }) => item === found.item)?.what
      return what ? [{ ...found, what }] : []
    }),
    suggestions: [...(visit.suggestions ?? [])],
    photos: [...(visit.photos ?? [])],
    ...(visit.report && { report: pick(visit.report, 'title', 'at', 'page', 'docx') }),
  }
}

/** Nobody asks about more at a time: of many repairs those come first that nobody was asked about. */
const MOST_SHOWN = 30

function shownOf(visit: VisitState): { readonly shown: readonly Sheet[]; readonly more: number } {
  const sheets = sheetsOf(visit.works)
  const isLater = (sheet: Sheet) => Number(sheet.about !== undefined && filledOf(visit, sheet) !== undefined)
  const shown = sheets.toSorted((a, b) => isLater(a) - isLater(b)).slice(0, MOST_SHOWN)
  return { shown, more: sheets.length - shown.length }
}

/** What was answered under an earlier version is shown in today's, as far as that asks for it. */
async function oneOf(
  deps: Source,
  form: Form,
  sheet: Sheet,
  visit: VisitState,
  history: readonly RecordedVisitEvent[],
) {
  const problem = sheet.about === undefined ? undefined : await problemOf(deps, visit, sheet.about)
  const about = defined({ about: sheet.about, problem })
  const filled = filledOf(visit, sheet)
  if (!filled) return { form, ...about, missing: [] }
  const { version, at, by, score, signed } = filled
  const mended = notMeantYet(visit).includes(filled) ? meantFrom(filled) : undefined
  return {
    form,
    ...about,
    filled: {
      version,
      at,
      by,
      ...defined({ score, mendableUntil: mended, signed: signed && pick(signed, 'signer', 'at', 'file', 'byLink') }),
      answers: filledIn(history, filled.seq)?.answers ?? {},
    },
    missing: [...missingOf(visit, filled)],
  }
}

/** What whoever calls has to know of a repair that they ask about. */
async function problemOf({ repairs, directory }: Source, visit: VisitState, id: string) {
  const repair = await repairs.load(id)
  const workers = await Promise.all(
    workersOf(visit, id).map(async (worker) => ({
      id: worker,
      name: (await directory.person(worker))?.name ?? worker,
    })),
  )
  if (!repair) return { workers }
  const { symptoms, reportedAt, site, unit, work } = repair
  return {
    workers,
    symptoms,
    reportedAt,
    ...defined({
      site: site?.name,
      unit: unit && [unit.name, unit.serial].filter(Boolean).join(' '),
      done: work?.done,
    }),
  }
}

/** What was answered to a form of a visit, in words. */
export function saidOf(visit: VisitState, sheet: Sheet, history: readonly RecordedVisitEvent[]): readonly Said[] {
  const filled = filledOf(visit, sheet)
  return (filled && filledIn(history, filled.seq)?.said) ?? []
}
