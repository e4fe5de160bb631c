import { allowance } from '../kernel/allowance.ts'
import type { Duration } from '../kernel/instant.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { ClockStart, Milestone } from './plan.ts'
import type { Charge, ChargeClass, Origin } from './rules.ts'

/** `15 min`, `24 months`. */
export const lengthOf = (length: Duration, language: Language): string =>
  allowance({ limit: length, window: '7x24' }, language)

export const list = (words: readonly string[], language: Language): string =>
  words.join(language === 'en' ? ', ' : '、')

export const names = (known: readonly { readonly name: Text }[], language: Language): string =>
  list(
    known.map(({ name }) => (language === 'en' ? name.en : name.zh)),
    language,
  )

/** `design, wear`. */
export const origins = (from: readonly Origin[], language: Language): string =>
  list(
    from.map((origin) => (language === 'en' ? ORIGIN[origin].en : ORIGIN[origin].zh)),
    language,
  )

/** `50 % of the price`. */
export const chargeText = (charge: Charge): Text => {
  const [, share, of] = /^(\d+)% of (price|cost)$/.exec(charge) ?? []
  if (share === undefined) return CHARGE[charge as keyof typeof CHARGE]
  return of === 'cost'
    ? { zh: `按成本 ${share}%`, en: `at ${share} % of cost` }
    : { zh: `按价目 ${share}%`, en: `at ${share} % of the list price` }
}

const text = (zh: string, en: string): Text => ({ zh, en })

export const MILESTONE: Readonly<Record<Milestone, Text>> = {
  passedOn: text('转工程师', 'passed on to an engineer'),
  responded: text('有人响应', 'answered by a person'),
  proposed: text('提出方案', 'a solution proposed'),
  triaged: text('远程解决或定下上门、寄修', 'solved remotely, or visit or send-in decided'),
  dispatched: text('派出工程师', 'an engineer dispatched'),
  arrived: text('到达现场', 'on site'),
  scheduled: text('告知解决日期', 'a date of solution given'),
  advised: text('给出答复', 'advised by whoever was asked'),
  repaired: text('修复', 'repaired'),
  replaced: text('换上新机', 'replaced by a new unit'),
  loaned: text('备机到位', 'a loaner in place'),
  alternative: text('客户接受替代方案', 'an alternative that the customer accepted'),
  confirmed: text('经客户确认', 'confirmed by the customer'),
}
export const START: Readonly<Record<ClockStart, Text>> = {
  reported: text('自报修起', 'the report'),
  desk: text('自客服受理起', 'when the desk took it'),
  arrived: text('自到达现场起', 'the arrival'),
  hardwareVerdict: text('自硬件判定起', 'the verdict that hardware failed'),
  loaned: text('自备机交付起', 'the loan of a unit'),
  notSolved: text('自现场未解决起', 'the visit that did not solve it'),
  scheduled: text('自告知日期起', 'the day the date was given'),
  escalated: text('自请求支援起', 'the question'),
  replacementDue: text('自应换之时起', 'when it fell due'),
}
export const ORIGIN: Readonly<Record<Origin, Text>> = {
  design: text('设计', 'design'),
  manufacture: text('制造', 'manufacture'),
  transport: text('运输', 'transport'),
  installation: text('安装', 'installation'),
  commissioning: text('调试', 'commissioning'),
  user: text('用户人为', 'the user'),
  wear: text('正常损耗', 'wear'),
  unknown: text('不明原因', 'an unknown cause'),
}
export const CHARGE = {
  free: text('免费', 'free'),
  cost: text('收成本', 'at cost'),
  price: text('按价目', 'at list price'),
} as const
export const IN_WARRANTY = {
  in: text('质保期内', 'in warranty'),
  out: text('质保期外', 'out of warranty'),
  any: text('不论是否在质保期内', 'in or out of warranty'),
} as const
export const DAMAGE = { use: text('使用中', 'use'), transit: text('运输中', 'transit') } as const
export const OF = {
  contract: text('合同', 'for the contract'),
  site: text('每个地点', 'for each site'),
  unit: text('每台设备', 'for each unit'),
} as const
export const SINCE = {
  signed: text('签约', 'signing'),
  delivered: text('交货', 'delivery'),
  accepted: text('验收', 'acceptance'),
} as const
export const TEAM = {
  rd: text('研发', 'R&D'),
  production: text('生产', 'production'),
  experts: text('专家', 'experts'),
} as const
export const LOSS = {
  delay: text(
    '因我方延误造成的损失由我方承担，登记索赔',
    'loss caused by our delay is ours, claimed and settled on record',
  ),
  defect: text(
    '因制造缺陷造成的直接损失由我方赔偿，登记索赔',
    'direct loss from a defect is ours, claimed and settled on record',
  ),
  injury: text(
    '因质量缺陷造成的人身伤害由我方承担，登记索赔',
    'injury by a defect is ours, claimed and settled on record',
  ),
  rights: text(
    '货物侵犯他人权利的，责任由我方承担，登记索赔',
    'if the goods infringe anyone’s rights it is ours, claimed and settled on record',
  ),
  elsewhere: text(
    '我方未按时补救的，客户可另请他人处理，费用和风险由我方承担，登记索赔',
    'what we did not remedy in time the customer may remedy elsewhere at our cost and risk, claimed and settled on record',
  ),
} as const
export const BUILT_IN = {
  intake: text(
    '任何渠道的报修都登记受理，并有指定责任人',
    'a report by any way in is taken, and a named person answers for it',
  ),
  hotline: text('热线随时接听', 'the hotline answers at any hour'),
  answer: text('报修时即告知单号和承诺时限', 'whoever reports is told the number and the promised times at once'),
  triage: text('先电话、后远程、再上门，每一步都有记录', 'phone first, then remote, then a visit, each step on record'),
  tiers: text('逐级呼叫，直到有人接手', 'pages climb tier by tier until someone takes it'),
  duty: text('值班表全天候有人', 'someone is on the duty roster at every hour'),
  archive: text('报修即建档，只增不改', 'the archive opens with the report and is only added to'),
  serviceReport: text('每次服务出具服务报告', 'every service ends with a report'),
  confirmation: text('由客户确认并评分', 'the customer confirms and rates it'),
} as const
export const CHARGE_CLASS: Readonly<Record<ChargeClass, Text>> = {
  part: text('配件', 'parts'),
  wear: text('易损件', 'wear parts'),
  labour: text('人工', 'labour'),
  travel: text('差旅', 'travel'),
  lodging: text('住宿', 'lodging'),
  service: text('可选服务', 'optional services'),
}
