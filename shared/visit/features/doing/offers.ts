import { text } from '../../../kernel/text.ts'
import { shortTime } from '../../../kernel/when.ts'
import type { MissedWhy, VisitState } from '../../state/visit.ts'
import type { Offers } from '../feature.ts'
import { openWorks, toBeFilled } from '../filling/forms.ts'
import { TO_BE_DECIDED, undecided } from '../objecting/offers.ts'
import { isAgreed, isOnDay, isPassed } from '../stages.ts'

// What came of it: done, with what was found; or nobody met, and why.

export type DoingAction =
  | { readonly type: 'done'; readonly found: string }
  | { readonly type: 'missed'; readonly why: MissedWhy; readonly reason: string }

export const MISSED_NAMES = {
  customerAbsent: text('客户不在或不便', 'The customer was not there'),
  engineerAbsent: text('我方没有到', 'We did not come'),
  other: text('其他', 'Another reason'),
} as const

export const offers: Offers<DoingAction> = {
  done: {
    name: text('已完成', 'Done'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [
      {
        name: 'found',
        kind: 'prose',
        label: text('做了什么，结果如何', 'What was done, and what came of it'),
        required: true,
      },
    ],
    isAllowed: (visit, _, now) =>
      isOnDay(visit, now) && openWorks(visit, now).length > 0 && !denied(visit) && !toBeFilled(visit, now),
    obstacle: (visit, now) => (isOnDay(visit, now) ? (denied(visit) ?? toBeFilled(visit, now)) : notYet(visit)),
  },
  missed: {
    name: text('没有办成', 'Nobody met'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [
      { name: 'why', kind: 'choice', choices: MISSED_NAMES, label: text('为什么', 'Why'), required: true },
      { name: 'reason', kind: 'prose', label: text('情况', 'What happened'), required: true },
    ],
    isAllowed: (visit, _, now) =>
      visit.way === 'visit' && (isPassed(visit) || (isAgreed(visit) && (visit.slot?.from ?? now) <= now)),
    obstacle: (visit) => notYet(visit),
  },
}

/** Of a date at which nobody came, as the customer says, nothing was done. */
const denied = (visit: VisitState) => (visit.slot && undecided(visit, visit.slot.from) ? TO_BE_DECIDED : undefined)

function notYet({ slot, stage, terms }: VisitState) {
  if (stage === 'planning' || !slot) return text('先约定时间', 'agree on a date first')
  if (stage !== 'appointment') return undefined
  const [zh, en] = (['zh-CN', 'en'] as const).map((language) => shortTime(slot.from, terms.timezone, language))
  return text(`约在 ${zh}，还没到`, `it is agreed for ${en}, which is to come`)
}
