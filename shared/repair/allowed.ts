import type { Actor } from '../kernel/actor.ts'
import type { Instant } from '../kernel/instant.ts'
import type { Text } from '../kernel/text.ts'
import { type ReplacementRule, rulesOf } from '../plan/rules.ts'
import type { ActionType } from './actions.ts'
import { strangersOf } from './admit.ts'
import { awaitsFeedback } from './archive.ts'
import { isContestable } from './confirmed-for.ts'
import { mayTakeAtDesk } from './desk.ts'
import { tiedTo } from './junk.ts'
import { asksForPayment, awaitsPayer } from './quote.ts'
import { exchangeRule } from './replacement.ts'
import { splittableCalls } from './same-caller.ts'
import { openQuestions } from './state/questions.ts'
import type { Repair, Stage } from './state/repair.ts'
import { awaitsApproval, isApprovable, isVisitAsked } from './visit.ts'

/** Work on the fault itself, by stage: whoever is responsible does it. */
const WORK: Record<Stage, readonly ActionType[]> = {
  response: [
    'respond',
    'attempt',
    'propose',
    'accessRemotely',
    'solveRemotely',
    'goOnSite',
    'depart',
    'arrive',
    'sendIn',
  ],
  remoteFix: ['propose', 'accessRemotely', 'solveRemotely', 'goOnSite', 'depart', 'arrive', 'sendIn'],
  arrival: ['propose', 'accessRemotely', 'solveRemotely', 'depart', 'arrive', 'sendIn'],
  repair: ['complete', 'notSolved', 'sendIn'],
  confirmation: [],
  closed: [],
}
/** What arrived short, damaged or wrong is made good from the store (H8): nobody has to be there first. */
const workOn = ({ stage, matter }: Repair): readonly ActionType[] =>
  matter === 'delivery' && WORK[stage].includes('arrive') ? [...WORK[stage], 'complete'] : WORK[stage]

const ORGANISE: readonly ActionType[] = [
  'handOver',
  'recordVerdict',
  'promiseDate',
  'escalate',
  'advise',
  'quote',
  'declareIrreparable',
  'requestExchange',
  'acceptAlternative',
  'replaceUnit',
  'feedback',
  'reserveLoaner',
  'lendLoaner',
  'returnLoaner',
  'pause',
  'resume',
  'agree',
  'takeBack',
  'delay',
  'changeSeverity',
  'identify',
  'split',
  'admitContact',
  'claim',
]
/** H16 C6 R2 N22: a new unit is the manager's to approve, by the link that asked for it too. */
const APPROVE: readonly ActionType[] = ['approveReplacement', 'dateReplacement', 'declineReplacement']
/** N16: a visit is approved by the same link that asked. */
const APPROVE_VISIT: readonly ActionType[] = ['approveVisit', 'declineVisit']
/** C25: the keeper asks whoever had it, and records what they say. */
const KEEP: readonly ActionType[] = ['feedback']
const STAFF_ONLY: readonly ActionType[] = [
  ...APPROVE_VISIT,
  'disagree',
  'takeAtDesk',
  'passOn',
  'assign',
  ...APPROVE,
  'settleClaim',
  'waive',
  'closeAsJunk',
  'withdraw',
  'reopen',
]
/** What whoever has it records of the customer's word, marked as such. */
const BY_PHONE: readonly ActionType[] = ['confirm', 'notFixed']
const ANSWER: readonly ActionType[] = ['confirm', 'notFixed', 'acceptQuote', 'declineQuote']

/** What this person may do now, in the order in which a page would offer it. */
export function allowedActions(repair: Repair, actor: Actor, now = repair.updatedAt): readonly ActionType[] {
  return candidates(repair, actor).filter((type) => fits(repair, actor, type, now))
}

function candidates(repair: Repair, actor: Actor): readonly ActionType[] {
  switch (actor.kind) {
    case 'customer':
      return [...ANSWER, 'requestExchange', 'disagree', 'admitContact', 'withdraw', 'reopen']
    case 'engineer':
      return [
        ...(approves(repair, actor) ? APPROVE : []),
        ...(approvesVisit(repair, actor) ? APPROVE_VISIT : []),
        ...(repair.keeper?.id === actor.id && isSomeoneElses(repair, actor) ? KEEP : []),
        ...engineerActions(repair, actor),
      ]
    case 'staff':
    case 'system':
      return ['acknowledge', ...workOn(repair), ...ANSWER, ...ORGANISE, ...STAFF_ONLY, 'note']
    case 'caller':
      return []
    default:
      return actor.kind satisfies never
  }
}

const engineerActions = (repair: Repair, actor: Actor): readonly ActionType[] =>
  isSomeoneElses(repair, actor)
    ? ['acknowledge', 'takeOver', 'advise', 'takeBack', 'note']
    : ['acknowledge', ...workOn(repair), ...ORGANISE, ...BY_PHONE, 'takeOver', 'note']

/** The manager who was asked to. */
const approves = ({ replacement }: Repair, { id }: Actor): boolean =>
  id !== undefined && replacement?.manager?.id === id

const approvesVisit = ({ visitApproval }: Repair, { id, manager }: Actor): boolean =>
  manager === true || (id !== undefined && visitApproval?.manager?.id === id)

const isSomeoneElses = (repair: Repair, actor: Actor): boolean =>
  repair.assignee !== undefined && repair.assignee.id !== actor.id

const replacesIrreparable = ({ irreparable }: ReplacementRule): boolean => irreparable !== undefined

function fits(repair: Repair, actor: Actor, type: ActionType, now: Instant): boolean {
  const { stage, milestones, loaner, replacement, plan } = repair
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
    case 'accessRemotely':
      return !repair.remoteAccess && rulesOf(plan, 'remoteConsent').length > 0
    case 'depart':
      return !milestones.dispatched && !awaitsApproval(repair)
    case 'arrive':
      return !awaitsApproval(repair)
    case 'goOnSite':
      return !isVisitAsked(repair)
    case 'approveVisit':
    case 'declineVisit':
      return isApprovable(repair)
    case 'complete':
      return !awaitsPayer(repair)
    case 'takeAtDesk':
      return mayTakeAtDesk(repair)
    case 'passOn':
      return repair.desk !== undefined
    case 'advise':
      return isBeingRepaired && openQuestions(repair).length > 0
    case 'quote':
      return isBeingRepaired && rulesOf(plan, 'charges').length > 0
    case 'acceptQuote':
    case 'declineQuote':
      return isOpen && asksForPayment(repair)
    case 'declareIrreparable':
      return isBeingRepaired && !isReplacementPending(repair) && rulesOf(plan, 'replacement').some(replacesIrreparable)
    case 'requestExchange':
      return isBeingRepaired && !isReplacementPending(repair) && exchangeRule(repair) !== undefined
    case 'acceptAlternative':
      return (
        isBeingRepaired &&
        !milestones.alternative &&
        repair.clocks.some((clock) => clock.state === 'open' && clock.term.alternative)
      )
    case 'approveReplacement':
    case 'dateReplacement':
    case 'declineReplacement':
      return isOpen && replacement?.state === 'due'
    case 'replaceUnit':
      return isOpen && replacement?.state === 'approved'
    case 'feedback':
      return awaitsFeedback(repair)
    case 'claim':
      return isOpen && rulesOf(plan, 'liability').length > 0
    case 'settleClaim':
      return repair.claims?.some(({ settled }) => !settled) === true
    case 'waive':
      return isOpen && repair.clocks.some((clock) => clock.state === 'open')
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
      return stage === 'confirmation' && !isReplacementPending(repair) && mayAnswer(repair, actor)
    case 'notFixed':
      return isOpen ? stage === 'confirmation' && mayAnswer(repair, actor) : mayContest(repair, actor, now)
    case 'reopen':
      return repair.closed?.how === 'withdrawn'
    case 'takeBack':
      return isOpen && repair.lastTap !== undefined && repair.lastTap.by === `${actor.kind}/${actor.id ?? ''}`
    case 'agree':
      return (
        isBeingRepaired && repair.clocks.some((clock) => clock.state === 'open' && clock.term.until !== 'responded')
      )
    case 'disagree':
      // For how long after the end, `disagree` says itself.
      return repair.closed?.how !== 'junk' && (repair.agreements?.length ?? 0) > 0
    case 'promiseDate':
    case 'escalate':
    case 'assign':
    case 'delay':
    case 'changeSeverity':
      return isBeingRepaired
    case 'identify':
      return isBeingRepaired && !wasReplaced(repair)
    case 'admitContact':
      return isOpen && strangersOf(repair).length > 0
    case 'split':
      return isOpen && splittableCalls(repair).length > 0
    case 'closeAsJunk':
      return isOpen && tiedTo(repair) === undefined
    case 'withdraw':
      return isOpen && (actor.kind !== 'customer' || isBeingRepaired)
    case 'note':
      return isOpen
    case 'respond':
    case 'attempt':
    case 'solveRemotely':
      return true
    default:
      return type satisfies never
  }
}

/** The customer, the desk, or the engineer who did it and asked them on the telephone. */
const mayAnswer = ({ assignee }: Repair, { kind, id }: Actor): boolean =>
  kind !== 'engineer' || (assignee !== undefined && assignee.id === id)

/** The customer, or the desk that they called: whoever has it cannot want it back by themselves. */
const mayContest = (repair: Repair, { kind }: Actor, now: Instant): boolean =>
  kind !== 'engineer' && isContestable(repair, now)

/** A new unit is due until it stands there or a manager decides against it: till then the repair does not end. */
export const isReplacementPending = ({ replacement }: Repair): boolean =>
  replacement?.state === 'due' || replacement?.state === 'approved'

/** Which unit it was is settled once a new one stands in its place: master data and ledger say so. */
const wasReplaced = ({ replacement }: Repair): boolean => replacement?.old !== undefined

/** What has to happen before this action, where that is not plain from the repair's stage. */
export function obstacle(repair: Repair, type: ActionType): Text | undefined {
  const tied = type === 'closeAsJunk' && repair.stage !== 'closed' && tiedTo(repair)
  if (tied)
    return {
      zh: `${tied.zh}已登记在案，不是误报；请征得对方同意后撤销`,
      en: `${tied.en} is on file, so it is no junk; withdraw it with their agreement`,
    }
  if (type === 'identify' && wasReplaced(repair))
    return {
      zh: `新机已顶替 ${repair.replacement?.old}；别的设备的问题请另报`,
      en: `a new unit stands in the place of ${repair.replacement?.old}; what another unit has is another report`,
    }
  if (type === 'complete' && awaitsPayer(repair))
    return { zh: '报价还在等客户同意', en: 'its price waits for the customer to accept the quote' }
  if (type === 'goOnSite' && isVisitAsked(repair)) return awaitedApproval(repair)
  if ((type === 'depart' || type === 'arrive') && awaitsApproval(repair))
    return isVisitAsked(repair)
      ? awaitedApproval(repair)
      : {
          zh: '上门要先获批准：先登记“上门”申请（goOnSite）',
          en: 'the visit is to be approved first: ask for it with goOnSite',
        }
  if (type === 'confirm' && isReplacementPending(repair))
    return {
      zh: `按 ${repair.replacement?.clause} 要换新机：先换上，或由经理决定不换`,
      en: `${repair.replacement?.clause} has made a new unit due: it is put in, or a manager declines it`,
    }
  return undefined
}

const awaitedApproval = ({ visitApproval }: Repair): Text => ({
  zh: `上门还在等${visitApproval?.manager?.name ?? '经理'}批准`,
  en: `the visit waits for the approval of ${visitApproval?.manager?.name ?? 'a manager'}`,
})
