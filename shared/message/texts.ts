import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import type { Milestone } from '../plan/plan.ts'
import type { Charge, ChargeClass, LiabilityRule, Matter, Origin, Team } from '../plan/rules.ts'
import type { AgreedAbout, How } from '../promise/agreement.ts'
import type { Asking, Call, PageReason, Replacement, Stage } from '../repair/state/repair.ts'

export const MILESTONE_NAMES: Record<Milestone, Text> = {
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

export const STAGE_NAMES: Record<Stage, Text> = {
  response: text('待响应', 'Awaiting response'),
  remoteFix: text('远程处理', 'Remote repair'),
  arrival: text('待上门', 'Awaiting arrival'),
  repair: text('维修中', 'Under repair'),
  confirmation: text('待客户确认', 'Awaiting confirmation'),
  closed: text('已关闭', 'Closed'),
}

export const CHANNEL_NAMES: Record<Call['channel'], Text> = {
  twilio: text('热线', 'hotline'),
  connect: text('热线', 'hotline'),
  api: text('呼叫系统', 'call system'),
  staff: text('客服录入', 'service desk'),
  phone: text('电话', 'phone'),
  fax: text('传真', 'fax'),
  email: text('邮件', 'e-mail'),
  website: text('网站', 'website'),
  onSite: text('现场提出', 'on site'),
  remote: text('远程支持', 'remote support'),
  video: text('视频', 'video'),
  message: text('即时消息', 'instant message'),
  complaint: text('投诉', 'complaint'),
}

export const PAGE_REASON_NAMES: Record<PageReason, Text> = {
  desk: text('客服转来', 'passed on by the service desk'),
  report: text('新报修', 'new report'),
  unanswered: text('无人接单', 'nobody answered'),
  sendFailed: text('上一条短信未发出', 'the last message was not sent'),
  breach: text('承诺超时', 'a promise is overdue'),
  handover: text('转交', 'handed over'),
  notFixed: text('客户反馈未修好', 'the customer says it is not fixed'),
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
  replaced: text('已换新机', 'unit replaced'),
  unitReplaced: text('已换新机', 'unit replaced'),
  replacementDeclined: text('不予换新', 'new unit declined'),
  resolutionPromised: text('已告知新的解决日期', 'new date given'),
  escalated: text('又有一问', 'asked again'),
  closed: text('维修已关闭', 'repair closed'),
  staff: text('人工预留', 'by hand'),
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

/** Where a fault comes from. */
export const ORIGIN_NAMES: Record<Origin, Text> = {
  design: text('设计', 'design'),
  manufacture: text('制造', 'manufacture'),
  transport: text('运输', 'transport'),
  installation: text('安装', 'installation'),
  commissioning: text('调试', 'commissioning'),
  user: text('人为损坏', 'damage by the user'),
  wear: text('自然损耗', 'wear'),
  unknown: text('尚未查明', 'not known yet'),
}

export const TEAM_NAMES: Record<Team, Text> = {
  rd: text('研发', 'R&D'),
  production: text('生产', 'production'),
  experts: text('专家', 'experts'),
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

export const LOSS_NAMES: Record<LiabilityRule['for'], Text> = {
  delay: text('延误', 'delay'),
  defect: text('质量缺陷', 'defect'),
  injury: text('人身伤害', 'injury'),
  rights: text('侵犯他人权利', 'infringed rights'),
  elsewhere: text('另请他人处理', 'remedied elsewhere'),
}

export const DAMAGE_NAMES: Record<'use' | 'transit', Text> = {
  use: text('使用中损坏', 'damaged in use'),
  transit: text('运输中损坏', 'damaged in transit'),
}

export const REPLACEMENT_NAMES = {
  because: {
    failures: text('多次维修未修好', 'repairs did not mend it'),
    irreparable: text('损坏无法修复', 'it cannot be repaired'),
    wish: text('客户要求换新', 'at the customer’s wish'),
  },
  with: {
    sameModel: text('同品牌同型号新机', 'a new unit of the same brand and model'),
    notWorse: text('同型号或不低于原型号的设备', 'the same model or one not worse'),
  },
  warranty: {
    continues: text('质保期延续', 'the warranty goes on'),
    restarts: text('质保期重新计算', 'a new warranty begins'),
  },
  state: {
    due: text('待批准', 'to be approved'),
    approved: text('已批准，待更换', 'approved, to be carried out'),
    declined: text('未批准', 'refused'),
    done: text('已更换', 'carried out'),
  },
} as const satisfies { readonly [K in 'because' | 'with' | 'warranty' | 'state']: Record<Replacement[K], Text> }

const lookUp = (names: Readonly<Record<string, Text>>, id: string): Text | undefined =>
  Object.hasOwn(names, id) ? names[id] : undefined

/** How the customer told us. */
export const HOW_NAMES: Record<How, Text> = {
  phone: text('电话', 'by phone'),
  message: text('短信', 'by message'),
  email: text('邮件', 'by e-mail'),
  inPerson: text('当面', 'in person'),
  paper: text('书面签字', 'in writing'),
  link: text('在线', 'by their link'),
}

/** What was agreed with the customer. */
export const AGREED_NAMES: Record<AgreedAbout, Text> = {
  pause: text('暂停计时，等贵方准备好', 'The work waits until you are ready'),
  visit: text('上门时间', 'The time of the visit'),
  date: text('改到以后的时间', 'A later time'),
  sendIn: text('设备送修', 'The unit is sent in'),
  alternative: text('采用替代方案', 'Another solution instead'),
  severity: text('故障级别调整', 'Another severity'),
}

/** What someone of ours is asked about. */
export const ASKING_NAMES: Record<Asking, Text> = {
  progress: text('进展如何', 'how it stands'),
  pastDate: text('已过告知客户的解决时间，请决定', 'past the date the customer was told: please decide'),
  pauseOver: text('暂停已到期', 'the pause is over'),
  confirmation: text('客户是否确认', 'whether the customer has confirmed'),
  loanerOut: text('备机收回了吗', 'whether the loaner is back'),
  calledAgain: text('同一来电者又来电，说法不同', 'that the same caller says something else'),
  junk: text('按无效报修关闭，供主管过目', 'that it was closed as junk, for the manager to read'),
  disagreed: text('客户说没有同意过', 'the customer says they never agreed'),
  contested: text('客户说没有确认过已修好', 'the customer says they never confirmed the repair'),
  takenOver: text('值班表外的人接手，是否妥当', 'whether it is right that someone outside the roster took it over'),
  visitApproval: text('是否补批上门', 'whether the visit is approved afterwards'),
  feedback: text('查到什么、做了什么（反馈后销案）', 'what was found and done, so that the archive closes'),
}
