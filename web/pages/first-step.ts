import { shortTime } from '../../shared/notify/format.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import type { Repair } from '../../shared/repair/repair.ts'
import type { FirstStep } from '../texts.ts'
import { WORDS } from '../texts.ts'
import type { EngineerView } from './engineer.ts'

/** What the page asks of its reader before anything else, and the actions that answer it. */
export interface Asked {
  readonly says: string
  readonly detail?: string
  readonly actions: readonly ActionType[]
  /** The contacts' numbers belong right here. */
  readonly call: boolean
}

const ACTIONS: Readonly<Record<FirstStep, readonly ActionType[]>> = {
  acknowledge: ['acknowledge'],
  help: ['acknowledge', 'takeOver'],
  takeOver: ['takeOver'],
  resume: ['resume'],
  respond: ['respond'],
  remoteFix: ['solveRemotely', 'goOnSite'],
  depart: ['depart'],
  arrive: ['arrive'],
  complete: ['complete', 'notSolved'],
  factory: ['complete'],
  waitForCustomer: [],
  nothing: [],
}

export const askedFirst = (view: EngineerView): Asked => {
  const { repair, language, holder, allowed } = view
  const words = WORDS[language]
  const step = firstStep(repair, holder)
  const detail = detailOf(step, view)
  return {
    says: words.first[step],
    ...(detail && { detail }),
    actions: ACTIONS[step].filter((type) => allowed.includes(type)),
    call: step === 'respond',
  }
}

const firstStep = (repair: Repair, holder: string): FirstStep => {
  const { stage, assignee, paging, milestones } = repair
  if (stage === 'closed') return 'nothing'
  if (stage === 'confirmation') return 'waitForCustomer'
  if (!assignee) return 'acknowledge'
  const isPending = paging?.pending === true
  if (assignee.id !== holder) return isPending ? 'help' : 'takeOver'
  if (isPending && paging.person?.id === holder) return 'acknowledge'
  if (repair.pauses.some(({ to }) => to === undefined)) return 'resume'
  switch (stage) {
    case 'response':
      return 'respond'
    case 'remoteFix':
      return 'remoteFix'
    case 'arrival':
      return milestones.dispatched ? 'arrive' : 'depart'
    case 'repair':
      return repair.sentIn ? 'factory' : 'complete'
    default:
      return stage satisfies never
  }
}

const detailOf = (step: FirstStep, { repair, language, holder }: EngineerView): string | undefined => {
  const words = WORDS[language]
  const time = (instant: string) => shortTime(instant, repair.timezone, language)
  const { paging, assignee, visitAt } = repair
  if (step === 'help' || step === 'takeOver') return assignee && words.someoneElse(assignee.name)
  if (step === 'acknowledge' && paging?.person?.id === holder) return words.answerBy(time(paging.nextAt))
  if (step === 'depart' && visitAt) return words.visitAgreed(time(visitAt))
  return undefined
}
