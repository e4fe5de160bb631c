import type { ActionType } from './actions.ts'
import type { Actor, Repair, Stage } from './repair.ts'

/** Work on the fault itself, by stage: whoever is responsible does it. */
const WORK: Record<Stage, readonly ActionType[]> = {
  response: ['respond', 'propose', 'solveRemotely', 'goOnSite', 'depart', 'arrive', 'sendIn'],
  remoteFix: ['propose', 'solveRemotely', 'goOnSite', 'depart', 'arrive', 'sendIn'],
  arrival: ['propose', 'solveRemotely', 'depart', 'arrive', 'sendIn'],
  repair: ['complete', 'notSolved', 'sendIn'],
  confirmation: [],
  closed: [],
}
const ORGANISE: readonly ActionType[] = [
  'handOver',
  'recordVerdict',
  'reserveLoaner',
  'lendLoaner',
  'returnLoaner',
  'pause',
  'resume',
  'delay',
  'changeSeverity',
  'identify',
]
const STAFF_ONLY: readonly ActionType[] = ['assign', 'withdraw']
const ANSWER: readonly ActionType[] = ['confirm', 'notFixed']

/** What this person may do now, in the order in which a page would offer it. */
export function allowedActions(repair: Repair, actor: Actor): readonly ActionType[] {
  return candidates(repair, actor).filter((type) => fits(repair, actor, type))
}

function candidates(repair: Repair, actor: Actor): readonly ActionType[] {
  const work = WORK[repair.stage]
  switch (actor.kind) {
    case 'customer':
      return ANSWER
    case 'engineer':
      return isSomeoneElses(repair, actor)
        ? ['acknowledge', 'takeOver', 'note']
        : ['acknowledge', ...work, ...ORGANISE, 'takeOver', 'note']
    case 'staff':
    case 'system':
      return ['acknowledge', ...work, ...ANSWER, ...ORGANISE, ...STAFF_ONLY, 'note']
    case 'caller':
      return []
    default:
      return actor.kind satisfies never
  }
}

const isSomeoneElses = (repair: Repair, actor: Actor): boolean =>
  repair.assignee !== undefined && repair.assignee.id !== actor.id

function fits(repair: Repair, actor: Actor, type: ActionType): boolean {
  const { stage, milestones, loaner } = repair
  const isOpen = stage !== 'closed'
  const isBeingRepaired = isOpen && stage !== 'confirmation'
  const isPaused = repair.pauses.some((pause) => pause.to === undefined)
  switch (type) {
    case 'acknowledge':
      return isOpen && (repair.paging?.pending === true || repair.assignee?.id === actor.id)
    case 'takeOver':
      return isBeingRepaired && isSomeoneElses(repair, actor)
    case 'handOver':
      return isBeingRepaired && repair.assignee !== undefined
    case 'propose':
      return !milestones.proposed
    case 'depart':
      return !milestones.dispatched
    case 'notSolved':
      return milestones.arrived !== undefined
    case 'sendIn':
      return !repair.sentIn
    case 'recordVerdict':
      return isBeingRepaired && !milestones.hardwareVerdict
    case 'reserveLoaner':
      return isBeingRepaired && (!loaner || loaner.state === 'returned' || loaner.state === 'released')
    case 'lendLoaner':
      return isOpen && loaner?.state === 'reserved'
    case 'returnLoaner':
      return loaner?.state === 'lent'
    case 'pause':
      return isBeingRepaired && !isPaused
    case 'resume':
      return isBeingRepaired && isPaused
    case 'confirm':
    case 'notFixed':
      return stage === 'confirmation'
    case 'assign':
    case 'delay':
    case 'changeSeverity':
    case 'identify':
      return isBeingRepaired
    case 'withdraw':
    case 'note':
      return isOpen
    case 'respond':
    case 'solveRemotely':
    case 'goOnSite':
    case 'arrive':
    case 'complete':
      return true
    default:
      return type satisfies never
  }
}
