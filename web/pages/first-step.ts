import { inLanguage, type Text, text } from '../../shared/kernel/text.ts'
import { shortTime } from '../../shared/message/format.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { awaitsPayer } from '../../shared/repair/features/quote/offers.ts'
import { isVisitAsked } from '../../shared/repair/features/visit/offers.ts'
import type { Repair, Stage } from '../../shared/repair/state/repair.ts'
import { WORDS } from '../texts.ts'
import type { EngineerView } from './engineer-view.ts'

/** What the page asks of its reader before anything else, and the actions that answer it. */
export interface Asked {
  readonly says: string
  readonly detail?: string
  readonly actions: readonly ActionType[]
  /** The contacts' numbers belong right here. */
  readonly call: boolean
}

/** What an engineer may be asked to do before anything else, in words. */
const SAYS = {
  advise: text('同事请您支援，请答复', 'A colleague asks for your help: please answer'),
  acknowledge: text('请先接单', 'Acknowledge first'),
  desk: text(
    '客服正在电话处理，解决不了会转给工程师',
    'The service desk is on the phone with it; what it cannot solve goes to an engineer',
  ),
  help: text('承诺已超时：请接单，协助同事处理', 'A promise is overdue: acknowledge, and help your colleague'),
  takeOver: text('同事正在处理；需要时您可以接手', 'A colleague is on it; you can take over if needed'),
  resume: text('正在等客户；可以继续时点“继续处理”', 'Waiting for the customer; when it can go on, tap “Resume”'),
  respond: text('请马上给客户打电话，再点“已联系客户”', 'Call the customer now, then tap “Customer reached”'),
  remoteFix: text(
    '先远程处理；解决不了就点“需要上门”',
    'Try to solve it remotely; if you cannot, tap “Need to go on site”',
  ),
  depart: text('动身后点“我已出发”', 'When you leave, tap “On my way”'),
  arrive: text('到现场后点“我已到场”', 'When you are there, tap “I have arrived”'),
  promiseDate: text('现场没解决：请告诉客户何时解决', 'Not solved on site: tell the customer when it will be'),
  approveVisit: text(
    '工程师申请上门：请批准，或说明为什么不批准',
    'A visit is asked for: please approve it, or say why not',
  ),
  approveAfterwards: text(
    '工程师已先行上门：请补批，或说明为什么不批准',
    'The engineer went ahead: please approve it afterwards, or say why not',
  ),
  awaitVisit: text(
    '已申请上门，等经理批准；未及批复会通知您先出发',
    'The visit waits for the manager; you will be told when you may go',
  ),
  awaitPayer: text(
    '报价待客户同意，收费的部分先不要动手',
    'The customer has yet to accept the quote: do not begin what is charged',
  ),
  quoteAgain: text(
    '客户不同意报价：请与客户商量，可重新报价',
    'The customer declined the quote: talk to them; you can quote again',
  ),
  answerComplaint: text('客户投诉：请答复', 'The customer complains: please answer'),
  approve: text('应换新机：请批准，或说明为什么不换', 'To be replaced: please approve it, or say why not'),
  awaitApproval: text('应换新机：请报批，等服务经理批准', 'To be replaced: ask the service manager to approve it'),
  replaceUnit: text(
    '已批准换新：装好新机后点“已换新机”',
    'Replacement approved: when the new unit works, tap “Unit replaced”',
  ),
  complete: text('修好后点“修复完成”', 'When it works again, tap “Done”'),
  factory: text('设备已送厂；修好后点“修复完成”', 'The unit is at the factory; when it works again, tap “Done”'),
  waitForCustomer: text('已修好，等客户确认', 'Repaired; the customer is asked to confirm'),
  fetchLoaner: text(
    '维修已关闭，备机还在客户处：请收回',
    'Closed, but the loaner is still at the customer’s: please fetch it',
  ),
  feedback: text(
    '已撤销，请反馈查到什么、做了什么，档案才能销案',
    'It was withdrawn: say what was found and done, so that the archive can close',
  ),
  nothing: text('现在没有需要您做的。', 'There is nothing for you to do now.'),
} as const satisfies Record<string, Text>
type FirstStep = keyof typeof SAYS

const ACTIONS: Readonly<Record<FirstStep, readonly ActionType[]>> = {
  advise: ['advise'],
  acknowledge: ['acknowledge'],
  desk: ['acknowledge'],
  help: ['acknowledge', 'takeOver'],
  takeOver: ['takeOver'],
  resume: ['resume'],
  respond: ['respond'],
  remoteFix: ['solveRemotely', 'goOnSite'],
  depart: ['depart'],
  arrive: ['arrive'],
  promiseDate: ['promiseDate', 'escalate'],
  approveVisit: ['approveVisit', 'declineVisit'],
  approveAfterwards: ['approveVisit', 'declineVisit'],
  answerComplaint: ['answerComplaint'],
  awaitVisit: ['solveRemotely'],
  awaitPayer: [],
  quoteAgain: ['quote'],
  approve: ['approveReplacement', 'declineReplacement'],
  awaitApproval: ['complete'],
  replaceUnit: ['replaceUnit'],
  complete: ['complete', 'notSolved'],
  factory: ['complete'],
  waitForCustomer: [],
  fetchLoaner: ['returnLoaner'],
  feedback: ['feedback'],
  nothing: [],
}

export const askedFirst = (view: EngineerView): Asked => {
  const { language, allowed } = view
  const step = firstStep(view)
  const detail = detailOf(step, view)
  return {
    says: inLanguage(SAYS[step], language),
    ...(detail && { detail }),
    actions: ACTIONS[step].filter((type) => allowed.includes(type)),
    call: step === 'respond',
  }
}

const firstStep = ({ repair, holder, question, now, allowed }: EngineerView): FirstStep => {
  const { stage, assignee, paging, desk } = repair
  const isPaged = paging?.pending === true && paging.person?.id === holder
  if (allowed.includes('answerComplaint') && !isPaged) return 'answerComplaint'
  if (stage === 'closed') return afterClosing(repair, holder, allowed)
  if (question) return 'advise'
  if (allowed.includes('approveVisit') && !isPaged) return approvalStep(repair)
  if (allowed.includes('approveReplacement') && !isPaged) return 'approve'
  if (stage === 'confirmation') return replacementStep(repair) ?? 'waitForCustomer'
  if (!assignee) return desk && now < desk.until && !paging?.pending ? 'desk' : 'acknowledge'
  const isPending = paging?.pending === true
  if (assignee.id !== holder) return isPending ? 'help' : 'takeOver'
  if (isPaged) return 'acknowledge'
  if (repair.pauses.some(({ to }) => to === undefined)) return 'resume'
  return workStep(repair, stage)
}

const approvalStep = (repair: Repair): FirstStep => (isVisitAsked(repair) ? 'approveVisit' : 'approveAfterwards')

/** What is left to do once it is closed. */
const afterClosing = ({ loaner, assignee }: Repair, holder: string, allowed: readonly ActionType[]): FirstStep => {
  if (allowed.includes('approveVisit')) return 'approveAfterwards'
  if (allowed.includes('feedback')) return 'feedback'
  return loaner?.state === 'lent' && assignee?.id === holder ? 'fetchLoaner' : 'nothing'
}

/** What whoever has it does next. */
const workStep = (repair: Repair, stage: Exclude<Stage, 'confirmation' | 'closed'>): FirstStep => {
  const replacement = replacementStep(repair)
  if (replacement && stage !== 'response') return replacement
  switch (stage) {
    case 'response':
      return isVisitAsked(repair) ? 'awaitVisit' : 'respond'
    case 'remoteFix':
      return isVisitAsked(repair) ? 'awaitVisit' : 'remoteFix'
    case 'arrival':
      return repair.milestones.dispatched ? 'arrive' : 'depart'
    case 'repair':
      if (awaitsPayer(repair)) return repair.quote?.state === 'declined' ? 'quoteAgain' : 'awaitPayer'
      if (repair.clocks.some(({ term, endedAt }) => term.until === 'scheduled' && endedAt === undefined))
        return 'promiseDate'
      return repair.sentIn ? 'factory' : 'complete'
    default:
      return stage satisfies never
  }
}

/** H16 C6 R2 N22: till the new unit stands there, or a manager decides against it, the repair does not end. */
const replacementStep = ({ replacement }: Repair): FirstStep | undefined => {
  if (replacement?.state === 'due') return 'awaitApproval'
  return replacement?.state === 'approved' ? 'replaceUnit' : undefined
}

const detailOf = (step: FirstStep, { repair, language, holder, question }: EngineerView): string | undefined => {
  const words = WORDS[language]
  const time = (instant: string) => shortTime(instant, repair.timezone, language)
  const { paging, assignee, visitAt } = repair
  if (step === 'advise') return question?.question
  if (step === 'help' || step === 'takeOver') return assignee && words.someoneElse(assignee.name)
  if (step === 'acknowledge' && paging?.person?.id === holder) return words.answerBy(time(paging.nextAt))
  if (step === 'depart' && visitAt) return words.visitAgreed(time(visitAt))
  return undefined
}
