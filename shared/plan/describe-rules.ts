import { allowance } from '../kernel/allowance.ts'
import type { Duration } from '../kernel/instant.ts'
import type { Language, Text } from '../kernel/text.ts'
import {
  BUILT_IN,
  CHARGE_CLASS,
  chargeText,
  DAMAGE,
  IN_WARRANTY,
  LOSS,
  lengthOf,
  list,
  MILESTONE,
  names,
  OF,
  origins,
  SINCE,
  START,
  TEAM,
} from './describe-words.ts'
import type { ClockRule, Rule } from './document.ts'
import type { Plan } from './plan.ts'
import type { Charge, ChargeClass, ChargesRule, EvidenceRule, ReplacementRule, WarrantyRule } from './rules.ts'

/** What a rule does, in one sentence of plain words. The plan gives names and what "at once" means. */
export const describeRule = (rule: Rule, plan: Named): Text => {
  switch (rule.rule) {
    case 'clock':
      return clock(rule, plan)
    case 'warranty':
      return warranty(rule)
    case 'extension':
      return rule.per === 'downtime'
        ? { zh: '质保期按停用天数顺延', en: 'the warranty is extended by the days out of use' }
        : both((say) => ({
            zh: `每发生一次无法排除的故障，质保期延长 ${say.length(rule.by ?? 'P0D')}`,
            en: `each fault that cannot be removed extends the warranty by ${say.length(rule.by ?? 'P0D')}`,
          }))
    case 'renewal':
      return both((say) => ({
        zh: `续保：每 ${say.length(rule.per)}收合同价的 ${rule.percentOfContractPrice}%，待遇不变`,
        en: `renewal on the same terms: ${rule.percentOfContractPrice} % of the contract price per ${say.length(rule.per)}`,
      }))
    case 'charges':
      return charges(rule)
    case 'replacement':
      return replacement(rule)
    case 'loaner':
      return joined([
        rule.whenNotSolvedOnSite && { zh: '现场未解决即安排备机', en: 'a loaner as soon as a visit did not solve it' },
        rule.brandNew && { zh: '备机须为全新', en: 'loaners are brand-new' },
        rule.sameCommitments && { zh: '备机享受同等承诺', en: 'a loaner is served like the original' },
      ])
    case 'emergencyPlan':
      return joined([
        {
          zh: '上门须带应急策略（知识库条目或文字）',
          en: 'whoever goes takes an emergency plan along, an entry of the knowledge base or a text',
        },
        rule.standard && { zh: `未另写的：${rule.standard.zh}`, en: `unless one is written: ${rule.standard.en}` },
      ])
    case 'archive':
      return {
        zh: '每份档案有责任人，凭工程师反馈方可销案',
        en: 'each archive has a keeper, and closes only on the engineer’s feedback',
      }
    case 'record':
      return joined([
        { zh: '每次维护均有记录', en: 'each maintenance is on record' },
        rule.suggestions && { zh: '记录须有建议', en: 'with our suggestions' },
        rule.signed && { zh: '由客户确认或签字', en: 'confirmed or signed by the customer' },
      ])
    case 'escalate':
      return {
        zh: `${who(plan, rule.severities, 'zh-CN')}可请${list(
          rule.to.map((team) => TEAM[team].zh),
          'zh-CN',
        )}支援${rule.automatic ? AUTOMATIC[rule.automatic].zh : ''}`,
        en: `${who(plan, rule.severities, 'en')}${list(
          rule.to.map((team) => TEAM[team].en),
          'en',
        )} can be called in${rule.automatic ? AUTOMATIC[rule.automatic].en : ''}`,
      }
    case 'liability':
      return rule.clauses
        ? {
            zh: `${LOSS[rule.for].zh}（${rule.clauses.join('、')}）`,
            en: `${LOSS[rule.for].en} (${rule.clauses.join(', ')})`,
          }
        : LOSS[rule.for]
    case 'remoteConsent':
      return {
        zh: '电话无法解决并登记用户授权后，方可远程接入',
        en: 'remote access only after the phone failed, with the consent on record',
      }
    case 'sendIn':
      return {
        zh: `寄修须登记检测结论、处理方式和用户同意${rule.visitNeedsApproval ? `；不寄修的，上门须经批准${rule.approvalWithin ? `，${lengthOf(rule.approvalWithin, 'zh-CN')}内未批复的先行上门、事后补批` : ''}` : ''}`,
        en: `sending in needs verdict, handling and agreement on record${rule.visitNeedsApproval ? `; a visit instead needs approval${rule.approvalWithin ? `, which follows afterwards when nobody answers within ${lengthOf(rule.approvalWithin, 'en')}` : ''}` : ''}`,
      }
    case 'desk':
      return both((say) => ({
        zh: `客服先处理，${say.length(rule.within)}内未解决即转工程师`,
        en: `the desk tries first; after ${say.length(rule.within)} it goes to an engineer`,
      }))
    case 'evidence':
      return evidence(rule)
    case 'export':
      return {
        zh: `仅 ${rule.roles.join('、')} 可导出数据，每次导出均留审计记录`,
        en: `only ${rule.roles.join(', ')} may export data, and each export is on the audit record`,
      }
    case 'knowledge':
      return {
        zh: '进入知识库，可按产品、现象和词语检索',
        en: 'goes to the knowledge base, found by product, symptom and words',
      }
    case 'builtIn':
      return BUILT_IN[rule.part]
    default:
      throw rule satisfies never
  }
}

const AUTOMATIC = {
  broken: { zh: '；承诺超时后自动请求', en: ', by itself once a promise is broken' },
  unremovable: {
    zh: '；故障无法排除或判为重大时自动请求',
    en: ', by itself when a fault cannot be removed or is judged major',
  },
} as const

type Named = Pick<Plan, 'severities' | 'distances' | 'now'>

interface Say {
  readonly length: (length: Duration) => string
}
const both = (write: (say: Say) => Text): Text => ({
  zh: write({ length: (length) => lengthOf(length, 'zh-CN') }).zh,
  en: write({ length: (length) => lengthOf(length, 'en') }).en,
})

const joined = (parts: readonly (Text | false | undefined)[]): Text => {
  const said = parts.filter((part) => part !== false && part !== undefined)
  return { zh: said.map(({ zh }) => zh).join('；'), en: said.map(({ en }) => en).join('; ') }
}

/** `Urgent, Serious: `, or nothing where it holds for all. */
const who = ({ severities }: Named, ids: readonly string[] | undefined, language: Language): string => {
  if (!ids) return ''
  const named = severities.filter(({ id }) => ids.includes(id))
  return `${names(named, language)}${language === 'en' ? ': ' : '：'}`
}

const clock = (rule: ClockRule, plan: Named): Text => {
  const conditions = joined([
    rule.window === '7x24' && rule.limit !== 'promised' && { zh: '全天候计时', en: 'around the clock' },
    rule.pausable
      ? { zh: '等待客户期间停表', en: 'stands still while waiting for the customer' }
      : { zh: '不因任何等待停表', en: 'waits for nobody' },
    rule.otherwise && { zh: '届时有备机亦算履约', en: 'a loaner by then keeps it too' },
    rule.alternative && {
      zh: '客户接受的替代方案亦算履约',
      en: 'an alternative that the customer accepted keeps it too',
    },
    rule.byCall && { zh: '须与客户通话', en: 'only a call that reached the customer keeps it' },
    rule.warranty && { zh: '仅限质保期内', en: 'in warranty only' },
    rule.quality && { zh: '仅限质量问题', en: 'only for quality faults' },
    rule.sentInOnly && { zh: '仅限寄修', en: 'only for a unit that is sent in' },
    rule.sentInLimit !== undefined &&
      both((say) => ({
        zh: `寄修时为 ${say.length(rule.sentInLimit ?? '')}`,
        en: `${say.length(rule.sentInLimit ?? '')} once sent in`,
      })),
    rule.onSiteOnly && { zh: '仅限现场维修', en: 'only for a repair on site' },
    rule.broken && { zh: '超时则损失由我方承担', en: 'when broken, the loss is ours' },
  ])
  return {
    zh: `${scope(rule, plan, 'zh-CN')}${limitOf(rule, plan, 'zh-CN')}${MILESTONE[rule.until].zh}；${conditions.zh}`,
    en: `${scope(rule, plan, 'en')}${MILESTONE[rule.until].en} ${limitOf(rule, plan, 'en')}; ${conditions.en}`,
  }
}

/** What the clock holds for, where that is not everything. */
const scope = ({ severities, distances, matter }: ClockRule, plan: Named, language: Language): string => {
  const tiers = distances && (plan.distances ?? []).filter(({ id }) => distances.includes(id))
  const parts = [
    matter === 'delivery' && (language === 'en' ? 'delivery defects' : '到货问题'),
    severities &&
      names(
        plan.severities.filter(({ id }) => severities.includes(id)),
        language,
      ),
    tiers && names(tiers, language),
  ].filter((part) => typeof part === 'string')
  return parts.length === 0 ? '' : `${parts.join(' · ')}${language === 'en' ? ': ' : '：'}`
}

/** By when, as the clause gives it: `within 10 min of the report`, `at once (planned as 5 min)`. */
export const limitOf = ({ from, limit, window }: ClockRule, { now }: Pick<Plan, 'now'>, language: Language): string => {
  const inEnglish = language === 'en'
  if (limit === 'promised') return inEnglish ? 'by the date given' : '按告知的日期'
  const start = START[from]
  if (limit === 'now')
    return inEnglish
      ? `at once from ${start.en} (planned as ${lengthOf(now, 'en')})`
      : `${start.zh}立即（按 ${lengthOf(now, 'zh-CN')}计）`
  const length = allowance({ limit, window }, language)
  return inEnglish ? `within ${length} of ${start.en}` : `${start.zh} ${length}内`
}

const warranty = ({ base, byCategory = {}, except = [] }: WarrantyRule): Text =>
  both((say) => ({
    zh: [
      `自验收起质保 ${say.length(base)}`,
      ...Object.entries(byCategory).map(([category, term]) => `${category} 为 ${say.length(term)}`),
      ...(except.length > 0 ? [`不含${origins(except, 'zh-CN')}造成的故障`] : []),
    ].join('；'),
    en: [
      `warranty of ${say.length(base)} from acceptance`,
      ...Object.entries(byCategory).map(([category, term]) => `${category}: ${say.length(term)}`),
      ...(except.length > 0 ? [`not for faults by ${origins(except, 'en')}`] : []),
    ].join('; '),
  }))

const charges = (rule: ChargesRule): Text => {
  const rows: [ChargeClass, Charge | undefined][] = [
    ['part', rule.parts],
    ['wear', rule.wearParts],
    ['labour', rule.labour],
    ['travel', rule.travel],
    ['lodging', rule.lodging],
    ['service', rule.services],
  ]
  const said = rows.flatMap(([kind, charge]) =>
    charge === undefined ? [] : [{ what: CHARGE_CLASS[kind], charge: chargeText(charge) }],
  )
  return {
    zh: `${rule.matter ? MATTER[rule.matter].zh : ''}${IN_WARRANTY[rule.warranty].zh}，${rule.origins ? `${origins(rule.origins, 'zh-CN')}造成的故障` : '其余情况'}：${said.map(({ what, charge }) => `${what.zh}${charge.zh}`).join('，')}`,
    en: `${rule.matter ? MATTER[rule.matter].en : ''}${IN_WARRANTY[rule.warranty].en}, ${rule.origins ? `faults by ${origins(rule.origins, 'en')}` : 'everything else'}: ${said.map(({ what, charge }) => `${what.en} ${charge.en}`).join(', ')}`,
  }
}

const MATTER = {
  fault: { zh: '故障，', en: 'faults, ' },
  delivery: { zh: '到货问题，', en: 'delivery defects, ' },
} as const

const replacement = (rule: ReplacementRule): Text =>
  both((say) => {
    const { failures, irreparable = [], except = [] } = rule
    return {
      zh: [
        [
          failures !== undefined &&
            `${rule.sameProblem ? '同一问题' : ''}${rule.consecutive ? '连续' : ''} ${failures} 次维修失败`.trim(),
          rule.atWish && '客户提出更换（质量问题）',
          irreparable.length > 0 && `${irreparable.map((kind) => DAMAGE[kind].zh).join('或')}损坏无法修复`,
        ]
          .filter(Boolean)
          .join('，或'),
        ...(rule.onlyInWarranty ? ['仅限质保期内'] : []),
        `${say.length(rule.within)}内更换${rule.with === 'sameModel' ? '同型号新机' : '同型号或不低于原机的新机'}，${rule.unconditional ? '无条件，经理只可定日期' : '须经批准'}`,
        rule.warranty === 'continues' ? '质保延续' : '质保重新起算',
        ...(except.length > 0 ? [`${origins(except, 'zh-CN')}造成的除外`] : []),
      ].join('；'),
      en: [
        [
          failures !== undefined &&
            `after ${failures} failed ${failures === 1 ? 'repair' : 'repairs'}${rule.sameProblem ? ' of the same problem' : ''}${rule.consecutive ? ' in a row' : ''}`,
          rule.atWish && 'when the customer wishes it, for a quality problem',
          irreparable.length > 0 &&
            `for irreparable damage in ${irreparable.map((kind) => DAMAGE[kind].en).join(' or ')}`,
        ]
          .filter(Boolean)
          .join(', or '),
        ...(rule.onlyInWarranty ? ['in warranty only'] : []),
        `a new unit, ${rule.with === 'sameModel' ? 'the same model' : 'the same model or one not worse'}, within ${say.length(rule.within)}, ${rule.unconditional ? 'unconditionally: a manager may set the day, not refuse' : 'once approved'}`,
        rule.warranty === 'continues' ? 'the warranty continues' : 'the warranty starts anew',
        ...(except.length > 0 ? [`not for faults by ${origins(except, 'en')}`] : []),
      ].join('; '),
    }
  })

const evidence = ({ of, needs, from, within }: EvidenceRule): Text =>
  both((say) => ({
    zh: `${OF[of].zh}须有：${needs.map(({ name }) => name.zh).join('、')}；${SINCE[from].zh}${within ? `后 ${say.length(within)}内` : '当日'}`,
    en: `on file ${OF[of].en}: ${needs.map(({ name }) => name.en).join('; ')}; ${within ? `within ${say.length(within)} of` : 'on the day of'} ${SINCE[from].en}`,
  }))
