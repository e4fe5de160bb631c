import { type Text, text } from '../../kernel/text.ts'
import type { LiabilityRule, Origin, Team } from '../../plan/rules.ts'
import type { How } from '../../promise/agreement.ts'
import type { Call } from './call.ts'
import type { Replacement } from './goods.ts'
import type { AskedAbout, PageReason } from './page.ts'

// What the values of a repair are called.

/** What someone of ours is asked about. */
export const ASKING_NAMES: Record<AskedAbout, Text> = {
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
  complained: text('客户投诉，请答复', 'a complaint, to be answered'),
  visitSoon: text('快到约定的上门时间', 'the visit agreed with the customer is near'),
  visitDue: text('约定的上门时间到了，到了请登记', 'it is the time of the visit: say so on arrival'),
  visitPassed: text('约定的上门时间已过，没有到场记录', 'the time of the visit has passed, and nobody has arrived'),
}

export const CHANNEL_NAMES: Record<Call['channel'], Text> = {
  twilio: text('热线', 'hotline'),
  connect: text('热线', 'hotline'),
  api: text('呼叫系统', 'call system'),
  staff: text('客服录入', 'service desk'),
  code: text('扫码', 'code on the unit'),
  inspection: text('巡检、回访发现', 'found by an inspection'),
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

export const DAMAGE_NAMES: Record<'use' | 'transit', Text> = {
  use: text('使用中损坏', 'damaged in use'),
  transit: text('运输中损坏', 'damaged in transit'),
}

/** How the customer told us. */
export const HOW_NAMES: Record<How, Text> = {
  phone: text('电话', 'by phone'),
  message: text('短信', 'by message'),
  email: text('邮件', 'by e-mail'),
  inPerson: text('当面', 'in person'),
  paper: text('书面签字', 'in writing'),
  link: text('在线', 'by their link'),
}

export const LOSS_NAMES: Record<LiabilityRule['for'], Text> = {
  delay: text('延误', 'delay'),
  defect: text('质量缺陷', 'defect'),
  injury: text('人身伤害', 'injury'),
  rights: text('侵犯他人权利', 'infringed rights'),
  elsewhere: text('另请他人处理', 'remedied elsewhere'),
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

export const PAGE_REASON_NAMES: Record<PageReason, Text> = {
  desk: text('客服转来', 'passed on by the service desk'),
  report: text('新报修', 'new report'),
  unanswered: text('无人接单', 'nobody answered'),
  sendFailed: text('上一条短信未发出', 'the last message was not sent'),
  breach: text('承诺超时', 'a promise is overdue'),
  handover: text('转交', 'handed over'),
  notFixed: text('客户反馈未修好', 'the customer says it is not fixed'),
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

export const TEAM_NAMES: Record<Team, Text> = {
  rd: text('研发', 'R&D'),
  production: text('生产', 'production'),
  experts: text('专家', 'experts'),
}
