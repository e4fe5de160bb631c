import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import type { Milestone } from '../plan/plan.ts'
import type { Charge, ChargeClass, Matter } from '../plan/rules.ts'
import type { AgreedAbout } from '../promise/agreement.ts'
import type { Stage } from '../repair/state/repair.ts'
import { UPGRADE_MATTERS } from '../upgrade/state/names.ts'

export { SEVERITY_NAMES as ADVICE_SEVERITIES } from '../advisory/advice.ts'
export { UPGRADE_STAGES } from '../upgrade/state/names.ts'

const MILESTONE_NAMES: Record<Milestone, Text> = {
  passedOn: text('转工程师', 'hand-over to an engineer'),
  responded: text('响应', 'response'),
  proposed: text('方案', 'proposal'),
  triaged: text('研判', 'triage'),
  dispatched: text('派工', 'dispatch'),
  arrived: text('到场', 'arrival'),
  scheduled: text('告知解决时间', 'date of solution'),
  advised: text('技术答复', 'advice'),
  repaired: text('修复', 'repair'),
  replaced: text('换新', 'replacement'),
  loaned: text('备机', 'loaner'),
  alternative: text('替代方案', 'alternative solution'),
  confirmed: text('确认', 'confirmation'),
}
/** The name of a milestone given by its id; '' when there is none of that id. */
export const milestoneName = (id: string | undefined, language: Language): string => {
  const name = lookUp(MILESTONE_NAMES, id ?? '')
  return name ? inLanguage(name, language) : ''
}

/** What an obligation is about: a milestone by its name, a paper, or planned work by how the customer is met. */
export const whatName = (what: string, language: Language): string => {
  const [kind = '', need] = what.split(':')
  if (need === undefined) return milestoneName(what, language)
  if (kind === 'advice') return inLanguage(text('预警送达', 'warning in hand'), language)
  if (kind === 'upgrade') return inLanguage(lookUp(UPGRADE_MATTERS, need) ?? text(need, need), language)
  return inLanguage(lookUp(OF_CONTRACTS, kind) ?? OF_CONTRACTS.document, language)
}
const OF_CONTRACTS: Readonly<Record<string, Text>> & { readonly document: Text } = {
  document: text('应交文件', 'document'),
  visit: text('计划上门', 'planned visit'),
  call: text('计划电话', 'planned call'),
  letter: text('计划书面服务', 'planned letter'),
}

export const STAGE_NAMES: Record<Stage, Text> = {
  response: text('待响应', 'Awaiting response'),
  remoteFix: text('远程处理', 'Remote repair'),
  arrival: text('待上门', 'Awaiting arrival'),
  repair: text('维修中', 'Under repair'),
  confirmation: text('待客户确认', 'Awaiting confirmation'),
  closed: text('已关闭', 'Closed'),
}

/** Why a clock moved or was waived, or a loaner is due; a clause id stands for itself. */
const CAUSES: Readonly<Record<string, Text>> = {
  agreed: text('与客户约定', 'agreed with the customer'),
  disagreed: text('客户未同意', 'the customer did not agree'),
  takenBack: text('撤回', 'taken back'),
  loanerReturned: text('备机已收回', 'loaner taken back'),
  paused: text('等待客户', 'waiting for the customer'),
  resumed: text('恢复处理', 'work resumed'),
  sentIn: text('返厂维修', 'unit sent in'),
  visitAgreed: text('按约定时间上门', 'visit agreed'),
  arrived: text('已到场', 'arrived'),
  notFixed: text('客户反馈未修好', 'not fixed, says the customer'),
  identified: text('已登记设备', 'unit identified'),
  severityChanged: text('级别已调整', 'severity changed'),
  solvedRemotely: text('已远程解决', 'solved remotely'),
  repaired: text('已修复', 'repaired'),
  reopened: text('重新打开', 'reopened'),
  withdrawn: text('报修已撤销', 'report withdrawn'),
  notSolvedOnSite: text('现场未解决', 'not solved on site'),
  filed: text('合同录入前已到期', 'due before the contract was entered here'),
  moved: text('合同改用这一版承诺前已到期', 'due before the contract came under this version of the plan'),
  unbound: text('合同不再要求', 'the contract asks for it no more'),
  replaced: text('已换新机', 'unit replaced'),
  unitReplaced: text('已换新机', 'unit replaced'),
  replacementDeclined: text('不予换新', 'new unit declined'),
  resolutionPromised: text('已告知新的解决日期', 'new date given'),
  escalated: text('又有一问', 'asked again'),
  closed: text('维修已关闭', 'repair closed'),
  staff: text('人工预留', 'by hand'),
  replanned: text('已改方案', 'another plan was put to the customer'),
  declined: text('客户不同意方案', 'the customer declined'),
  lapsed: text('到期未获同意', 'its time came without an agreement'),
  adviceWithdrawn: text('预警已撤回', 'the warning was withdrawn'),
  notBegun: text('没有进行', 'it was not begun'),
  calledOff: text('升级已取消', 'the upgrade was called off'),
}
/** A cause in words; one that has no words as it is. */
export const causeName = (because: string, language: Language): string => {
  const name = lookUp(CAUSES, because)
  return name ? inLanguage(name, language) : because
}

/** What a report is about. */
export const MATTER_NAMES: Record<Matter, Text> = {
  fault: text('故障', 'fault'),
  delivery: text('到货问题', 'delivery defect'),
}

export const CHARGE_CLASS_NAMES: Record<ChargeClass, Text> = {
  part: text('配件', 'part'),
  wear: text('易损件', 'wear part'),
  labour: text('人工', 'labour'),
  travel: text('交通', 'travel'),
  lodging: text('住宿', 'lodging'),
  service: text('服务', 'service'),
}

/** How a position is charged: `免费`, `按成本价`, `按价目表的 50%`. */
export const chargeName = (charge: Charge, language: Language): string => {
  const [, percent, basis = charge] = /^(\d+)% of (.*)$/.exec(charge) ?? []
  if (basis === 'free') return inLanguage(text('免费', 'free'), language)
  const share = percent === undefined ? text('', '') : text(`的 ${percent}%`, `${percent}% of `)
  return basis === 'cost'
    ? inLanguage(text(`按成本价${share.zh}`, `${share.en || 'at '}cost`), language)
    : inLanguage(text(`按价目表${share.zh}`, `${share.en}list price`), language)
}

export const WARRANTY_NAMES: Record<'in' | 'out', Text> = {
  in: text('质保期内', 'in warranty'),
  out: text('质保期外', 'out of warranty'),
}

const lookUp = (names: Readonly<Record<string, Text>>, id: string): Text | undefined =>
  Object.hasOwn(names, id) ? names[id] : undefined

/** What was agreed with the customer. */
export const AGREED_NAMES: Record<AgreedAbout, Text> = {
  pause: text('暂停计时，等贵方准备好', 'The work waits until you are ready'),
  visit: text('上门时间', 'The time of the visit'),
  date: text('改到以后的时间', 'A later time'),
  sendIn: text('设备送修', 'The unit is sent in'),
  alternative: text('采用替代方案', 'Another solution instead'),
  severity: text('故障级别调整', 'Another severity'),
}

/** Whoever signs in, by what they may do. */
export const ROLE_NAMES = {
  dispatcher: text('客服', 'Desk'),
  manager: text('经理', 'Manager'),
  engineer: text('工程师', 'Engineer'),
  viewer: text('只读', 'Viewer'),
} as const
