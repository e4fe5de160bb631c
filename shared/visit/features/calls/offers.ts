import type { Actor } from '../../../kernel/actor.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { VisitState } from '../../state/visit.ts'
import type { Offers } from '../feature.ts'
import { filledOf, ownProblems } from '../filling/forms.ts'
import { isBefore } from '../stages.ts'

// A call needs no appointment: it is tried, and tried again at another time of day.

export type CallsAction = { readonly type: 'notReached'; readonly note?: string }

export const offers: Offers<CallsAction> = {
  notReached: {
    name: text('没打通', 'Not reached'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [{ name: 'note', kind: 'prose', label: text('情况（可不填）', 'What happened (optional)') }],
    isAllowed: (visit, actor, now) =>
      isBefore(visit) && visit.way === 'call' && isNextTry(visit, now) && !asksAboutOwn(visit, actor),
    obstacle: (visit, now) =>
      isNextTry(visit, now) ? undefined : text('刚试过：过半天再打', 'it was just tried: call again half a day later'),
  },
}

/** Another time of day: three taps in a minute are one call. */
const isNextTry = ({ attempts, slot }: VisitState, now: Instant): boolean =>
  attempts === 0 || slot === undefined || slot.from <= now

/** Whoever had a repair does not say either that nobody could be asked about it. */
const asksAboutOwn = (visit: VisitState, { id }: Actor): boolean =>
  ownProblems(visit.works, id).some((about) =>
    visit.works.some(
      ({ form, problems = [] }) =>
        form !== undefined && problems.some(({ repair }) => repair === about) && !filledOf(visit, { form, about }),
    ),
  )
