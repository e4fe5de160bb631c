import { without } from '../../shared/kernel/fields.ts'
import { ownOf } from '../../shared/kernel/own-of.ts'
import { type Text, text } from '../../shared/kernel/text.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { rulesOf } from '../../shared/plan/rules.ts'
import type { ActionType } from '../../shared/repair/actions.ts'
import { DAMAGE_NAMES, HOW_NAMES, LOSS_NAMES, ORIGIN_NAMES, TEAM_NAMES } from '../../shared/repair/state/names.ts'

/** What a field may name of the repair at hand: one of its promises, one that may move, one of its losses, a colleague, whoever was paged or reported. */
export type NamedKind = 'clock' | 'movableClock' | 'claim' | 'person' | 'paged' | 'stranger'
type FieldKind = 'line' | 'prose' | 'lines' | 'positions' | 'time' | 'tick' | 'choice' | 'severity' | 'file' | NamedKind

/** What a form asks for. */
export interface Field {
  readonly name: string
  readonly label: Text
  readonly kind: FieldKind
  readonly required?: boolean
  /** Of a choice: each value and what it is called. */
  readonly choices?: Readonly<Record<string, Text>>
  /** What it means to choose nothing. */
  readonly none?: Text
  /** Asked only of ours: the customer says it themselves. */
  readonly ours?: true
  /** Asked only of the desk: an engineer's own tap says it. */
  readonly desk?: true
}
/** A field, or what the plan makes of it. */
type Asked = Field | ((plan: Plan) => Field | undefined)

const asked = (name: string, kind: FieldKind, zh: string, en: string): Field => ({ name, kind, label: text(zh, en) })
const needed = (...field: Parameters<typeof asked>): Field => ({ ...asked(...field), required: true })
const choice = (name: string, choices: Readonly<Record<string, Text>>, zh: string, en: string): Field => ({
  ...asked(name, 'choice', zh, en),
  choices,
})
const must = (field: Field): Field => ({ ...field, required: true })
const ours = (field: Field): Field => ({ ...field, ours: true })

/** N16: a unit is sent in, or a visit made, with this on record. */
const underSendIn =
  (field: Field): Asked =>
  (plan) =>
    rulesOf(plan, 'sendIn').length > 0 ? must(field) : field
const drawsParts =
  (field: Field): Asked =>
  (plan) =>
    rulesOf(plan, 'sendIn').length > 0 ? field : undefined
/** C25: what was found and done is asked for with the new unit. */
const underArchive =
  (field: Field): Asked =>
  (plan) =>
    rulesOf(plan, 'archive').length > 0 ? optional(field) : undefined
/** H5: whoever goes takes an emergency plan along. */
const emergencyPlan: Asked = (plan) => {
  const [rule] = rulesOf(plan, 'emergencyPlan')
  return (
    rule && {
      ...asked('emergencyPlan', 'prose', '应急策略', 'Emergency plan'),
      ...(rule.standard && { label: text('应急策略（不填用标准策略）', 'Emergency plan (empty: the standard one)') }),
    }
  )
}
const knowledge: Asked = (plan) =>
  rulesOf(plan, 'emergencyPlan').length > 0
    ? asked('knowledge', 'line', '或参考哪次维修（编号）', 'Or as in which repair (its number)')
    : undefined
/** C16: what is suggested to the customer is part of the record. */
const underRecord =
  (field: Field): Asked =>
  (plan) =>
    rulesOf(plan, 'record').some(({ suggestions }) => suggestions) ? must(field) : undefined
/** C16: signed on paper, it is said where that is. */
const underSigned =
  (field: Field): Asked =>
  (plan) =>
    rulesOf(plan, 'record').some(({ signed }) => signed) ? ours(field) : undefined
/** C10: with the rule, consent is recorded before anyone goes in; without it, with the work. */
const needsConsent = (plan: Plan): boolean => rulesOf(plan, 'remoteConsent').length > 0

const PROBLEM = asked('problem', 'line', '是什么问题（几个字，以后好找）', 'The problem in a few words')
const CAUSE = needed('cause', 'prose', '原因', 'Cause')
const ORIGIN = choice('origin', ORIGIN_NAMES, '故障来源', 'Where it comes from')
const DONE = needed('done', 'prose', '处理内容', 'What was done')
const REASON = needed('reason', 'prose', '原因', 'Reason')
const SUGGESTIONS = asked(
  'suggestions',
  'prose',
  '给客户的建议（没有就写“无”）',
  'What you suggest to the customer (none: 无)',
)
const RESOLUTION = asked('resolutionAt', 'time', '预计解决时间（会告知客户）', 'Solved by (the customer is told)')

const UNTIL = asked('until', 'time', '到什么时候', 'Until when')
const AGREED_BY = needed('agreedBy', 'line', '客户方谁同意', "Who at the customer's agreed")
const HOW = must(choice('how', HOW_NAMES, '怎么说的', 'How they said so'))
const SAID_BY_STAFF = without(HOW_NAMES, 'paper', 'link')
const optional = ({ required: _, ...field }: Field): Field => field

/** Whose word one of ours records. */
const ON_BEHALF = ours(asked('onBehalf', 'line', '客户方谁说的', "Who at the customer's said so"))

const ANSWER_BY = asked('answerBy', 'time', '希望何时答复', 'Answer needed by')
/** C28: whoever is asked has a date. */
const isAnswerDated = ({ clocks }: Plan): boolean =>
  clocks.some(({ from, limit }) => from === 'escalated' && limit === 'promised')

const OUTCOMES = { paid: text('赔付', 'paid'), refused: text('不予赔付', 'refused') }
const STARS = Object.fromEntries([5, 4, 3, 2, 1].map((stars) => [stars, text(`${stars} ★`, `${stars} ★`)]))
const SOLVED_HOW = {
  phone: text('电话指导', 'by telephone'),
  remote: text('远程接入（须先登记客户授权）', 'by remote access (consent recorded before)'),
}

/** What each action asks for; one that is not listed here acts with a single tap. */
const FIELDS: Partial<Record<ActionType, readonly Asked[]>> = {
  acknowledge: [
    { ...must(asked('person', 'paged', '谁说接单', 'Who says they take it')), desk: true },
    { ...must(choice('how', SAID_BY_STAFF, '怎么说的', 'How they said so')), desk: true },
  ],
  passOn: [asked('note', 'prose', '已经试过什么', 'What was tried')],
  respond: [
    asked('note', 'prose', '客户怎么说', 'What the customer said'),
    asked('solution', 'prose', '提出的方案', 'Solution proposed'),
  ],
  propose: [needed('solution', 'prose', '方案', 'Solution')],
  accessRemotely: [
    needed('consentBy', 'line', '谁同意远程接入', 'Who allows remote access'),
    needed('phoneTried', 'prose', '电话里试过什么', 'What was tried by phone'),
  ],
  solveRemotely: [
    CAUSE,
    DONE,
    underRecord(SUGGESTIONS),
    PROBLEM,
    ORIGIN,
    (plan) =>
      needsConsent(plan)
        ? must(choice('how', SOLVED_HOW, '怎么解决的', 'How it was solved'))
        : asked('consent', 'line', '远程操作由谁同意', 'Who agreed to remote access'),
  ],
  goOnSite: [
    asked('visitAt', 'time', '客户要求的上门时间（没有就留空）', 'Time the customer asks for, if any'),
    optional(AGREED_BY),
    optional(HOW),
    emergencyPlan,
    knowledge,
    drawsParts(asked('parts', 'lines', '从仓库领用的配件（每行一个）', 'Parts drawn from the store, one per line')),
  ],
  chooseVisit: [
    must(asked('visitAt', 'time', '上门时间', 'Time of the visit')),
    ours(optional(AGREED_BY)),
    ours(optional(HOW)),
  ],
  complete: [
    CAUSE,
    DONE,
    underRecord(SUGGESTIONS),
    asked('parts', 'lines', '更换的配件（每行一个）', 'Parts used, one per line'),
    asked('noParts', 'tick', '没有更换配件', 'No part was changed'),
    PROBLEM,
    ORIGIN,
  ],
  declineVisit: [REASON],
  admitContact: [needed('contact', 'stranger', '谁可以查看', 'Who may look')],
  notSolved: [
    REASON,
    RESOLUTION,
    asked('unremovable', 'tick', '故障无法排除，影响使用', 'The fault cannot be removed and disturbs work'),
    asked('major', 'tick', '重大问题（提交研发和生产）', 'A major problem (goes to R&D and production)'),
  ],
  promiseDate: [must(RESOLUTION), asked('note', 'prose', '说明', 'Note'), optional(AGREED_BY), optional(HOW)],
  escalate: [
    must(choice('to', TEAM_NAMES, '请谁支援', 'Whom to ask')),
    needed('question', 'prose', '问题', 'Question'),
    (plan) => (isAnswerDated(plan) ? must(ANSWER_BY) : ANSWER_BY),
  ],
  advise: [needed('answer', 'prose', '答复', 'Answer')],
  sendIn: [
    underSendIn(asked('verdict', 'prose', '判定结果', 'Verdict')),
    underSendIn(asked('handling', 'prose', '与客户商定的处理方式', 'Handling agreed')),
    AGREED_BY,
    HOW,
    asked('note', 'prose', '说明', 'Note'),
  ],
  recordVerdict: [needed('part', 'line', '故障部件', 'Failed part')],
  quote: [
    must(ORIGIN),
    needed('items', 'positions', '收费项目（每行：编码 × 数量）', 'Positions, one per line: code × quantity'),
  ],
  acceptQuote: [ON_BEHALF],
  declineQuote: [asked('reason', 'prose', '原因', 'Reason'), ON_BEHALF],
  declareIrreparable: [
    must(choice('damage', DAMAGE_NAMES, '怎么损坏的', 'How it was damaged')),
    needed('what', 'prose', '损坏情况', 'What is damaged'),
  ],
  requestExchange: [ORIGIN, optional(AGREED_BY), optional(HOW)],
  dateReplacement: [must(asked('on', 'time', '哪天换', 'On which day'))],
  acceptAlternative: [needed('what', 'prose', '什么方案', 'What was accepted'), AGREED_BY, HOW],
  declineReplacement: [REASON],
  replaceUnit: [
    needed('serial', 'line', '新设备序列号', 'Serial number of the new unit'),
    asked('model', 'line', '新设备型号（同型号可不填）', 'Its model (empty: the same)'),
    underArchive(CAUSE),
    underArchive(DONE),
    underRecord(SUGGESTIONS),
  ],
  feedback: [CAUSE, DONE, PROBLEM, ORIGIN],
  claim: [
    must(choice('basis', LOSS_NAMES, '损失原因', 'What caused it')),
    needed('what', 'prose', '损失情况', 'What was lost'),
    asked('amountFen', 'line', '金额（元）', 'Amount in yuan'),
  ],
  settleClaim: [
    must(asked('claim', 'claim', '哪项损失', 'Which loss')),
    must(choice('outcome', OUTCOMES, '结果', 'Outcome')),
    asked('amountFen', 'line', '金额（元）', 'Amount in yuan'),
    REASON,
  ],
  waive: [must(asked('clock', 'clock', '哪项承诺', 'Which promise')), REASON],
  assign: [must(asked('person', 'person', '指派给谁', 'To whom'))],
  handOver: [
    { ...asked('person', 'person', '转交给谁', 'To whom'), none: text('当值的人', 'Whoever is on duty') },
    REASON,
  ],
  reserveLoaner: [asked('serial', 'line', '备机序列号', 'Serial number of the loaner')],
  attempt: [asked('note', 'prose', '拨打的号码、情况', 'Number called, what happened')],
  pause: [needed('reason', 'line', '等客户做什么', 'What the customer has to do'), UNTIL, AGREED_BY, HOW],
  agree: [
    must(asked('clock', 'movableClock', '哪项承诺', 'Which promise')),
    must(UNTIL),
    needed('reason', 'line', '原因', 'Reason'),
    AGREED_BY,
    HOW,
  ],
  disagree: [needed('what', 'prose', '哪里不对', 'What is wrong'), ON_BEHALF],
  takeBack: [asked('reason', 'line', '说明', 'Note')],
  delay: [REASON, asked('newTime', 'time', '新的时间', 'New time')],
  changeSeverity: [needed('severity', 'severity', '级别', 'Severity'), REASON, optional(AGREED_BY), optional(HOW)],
  identify: [needed('serial', 'line', '设备序列号', 'Serial number of the unit')],
  attach: [
    needed('file', 'file', '照片（JPEG、PNG、WebP，最大 4 MB）', 'Photo (JPEG, PNG, WebP, at most 4 MB)'),
    asked('note', 'prose', '说明', 'What it shows'),
  ],
  say: [needed('text', 'prose', '想告诉我们什么', 'What would you like to tell us')],
  complain: [needed('what', 'prose', '哪里不满意', 'What are you not satisfied with'), ON_BEHALF],
  answerComplaint: [needed('answer', 'prose', '怎么答复客户', 'What the customer is told')],
  sign: [needed('signer', 'line', '签字人姓名', 'Name of who signs')],
  note: [needed('text', 'prose', '备注', 'Note')],
  closeAsJunk: [REASON],
  withdraw: [REASON, ours(optional(AGREED_BY)), ours(optional(HOW))],
  reopen: [REASON],
  confirm: [
    must(ON_BEHALF),
    ours(optional(HOW)),
    ours(choice('rating', STARS, '满意度', 'Satisfaction')),
    ours(asked('comment', 'prose', '客户怎么说', 'What the customer said')),
    underSigned(
      asked('keptAt', 'line', '书面签字的：原件或照片存在哪里', 'Signed on paper: where it or its photo is kept'),
    ),
    underSigned(asked('signedAt', 'time', '签字时间', 'Signed at')),
  ],
  notFixed: [needed('what', 'prose', '还有什么问题', 'What is still wrong')],
}

/** What an action asks for under this plan. */
export const fieldsOf = (action: string | undefined, plan: Plan): readonly Field[] =>
  (ownOf(FIELDS, action ?? '') ?? []).flatMap((field) => (typeof field === 'function' ? field(plan) : field) ?? [])

/** What the form of an action calls a field; nothing for a field it does not have. */
export const labelOf = (action: string | undefined, name: string, plan: Plan): Text | undefined =>
  fieldsOf(action, plan).find((field) => field.name === name)?.label
