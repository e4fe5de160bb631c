import { type Text, text } from '../../kernel/text.ts'
import { holdsFor, type Placed, type PlanProblem, type RepairRuleKind, type RuleForm } from './kit/kind.ts'
import { MATTERS, type Matter } from './kit/matter.ts'
import { ORIGINS, type Origin, origins } from './kit/origin.ts'
import { type Verdict, verdict } from './kit/weigh.ts'

/** What a position of a quote is: price lists say it of each code. */
export const CHARGE_CLASSES = ['part', 'wear', 'labour', 'travel', 'lodging', 'service'] as const
export type ChargeClass = (typeof CHARGE_CLASSES)[number]

/** `free`, `cost`, `price`, or a share of either such as `50% of price`. */
export type Charge = 'free' | 'cost' | 'price' | `${number}% of price` | `${number}% of cost`

/** Who pays: the first rule of the plan that fits matter, warranty and origin decides each position. */
export interface ChargesRule {
  readonly rule: 'charges'
  /** What the report must be about (H8: a bad delivery is made good free); absent: anything. */
  readonly matter?: Matter
  readonly warranty: 'in' | 'out' | 'any'
  readonly origins?: readonly Origin[]
  readonly parts: Charge
  /** Absent: as `parts`. */
  readonly wearParts?: Charge
  readonly labour: Charge
  readonly travel: Charge
  /** Absent: as `travel`. */
  readonly lodging?: Charge
  /** Optional paid services (C12); absent: `price`. */
  readonly services?: Charge
}

/** The circumstances that decide who pays. */
export interface Circumstances {
  /** What the report is about; absent: a fault. */
  readonly matter?: Matter
  readonly warranty: 'in' | 'out'
  readonly origin: Origin
}
export const chargesFit = (rule: ChargesRule, { matter = 'fault', warranty, origin }: Circumstances): boolean =>
  (rule.matter === undefined || rule.matter === matter) &&
  (rule.warranty === 'any' || rule.warranty === warranty) &&
  holdsFor(rule.origins, origin)

/** Charges are weighed case by case, whatever rule they come from: see `charge-changes.ts`. */
export const kind: RepairRuleKind<ChargesRule> = {
  forRepairs: true,
  describe: (rule) => {
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
  },
}

const MATTER = { fault: text('故障，', 'faults, '), delivery: text('到货问题，', 'delivery defects, ') } as const
const CHARGE = {
  free: text('免费', 'free'),
  cost: text('收成本', 'at cost'),
  price: text('按价目', 'at list price'),
} as const
export const IN_WARRANTY = {
  in: text('质保期内', 'in warranty'),
  out: text('质保期外', 'out of warranty'),
  any: text('不论是否在质保期内', 'in or out of warranty'),
} as const
export const CHARGE_CLASS: Readonly<Record<ChargeClass, Text>> = {
  part: text('配件', 'parts'),
  wear: text('易损件', 'wear parts'),
  labour: text('人工', 'labour'),
  travel: text('差旅', 'travel'),
  lodging: text('住宿', 'lodging'),
  service: text('可选服务', 'optional services'),
}

/** `50 % of the price`. */
export const chargeText = (charge: Charge): Text => {
  const [, share, of] = /^(\d+)% of (price|cost)$/.exec(charge) ?? []
  if (share === undefined) return CHARGE[charge as keyof typeof CHARGE]
  return of === 'cost'
    ? text(`按成本 ${share}%`, `at ${share} % of cost`)
    : text(`按价目 ${share}%`, `at ${share} % of the list price`)
}

/** What the customer pays for something; undefined: nobody says. Cost is taken to be no more than price. */
export const weighCharge = (old: Charge | undefined, next: Charge | undefined): Verdict | undefined => {
  if (old === next) return undefined
  if (old === undefined || next === undefined) return 'changed'
  const [a, b] = [amount(old), amount(next)]
  if (a.of === b.of || a.share === 0 || b.share === 0) return verdict([a.share - b.share])
  if (a.of === 'price' && a.share >= b.share) return 'better'
  return b.of === 'price' && b.share >= a.share ? 'worse' : 'changed'
}

const amount = (charge: Charge): { share: number; of: 'price' | 'cost' } => {
  if (charge === 'free') return { share: 0, of: 'cost' }
  if (charge === 'cost' || charge === 'price') return { share: 100, of: charge }
  return { share: Number.parseInt(charge, 10), of: charge.endsWith('price') ? 'price' : 'cost' }
}

export const form: RuleForm<ChargesRule> = {
  keptBy: ['who pays', 'shared/charges/charges.ts'],
  schema: ({ z, field }) =>
    field.strict({
      rule: z.literal('charges').describe('Who pays. The first of the plan that fits warranty and origin decides'),
      matter: field.matter
        .exactOptional()
        .describe('What the report is about: a `fault`, or a `delivery`. Left out: both'),
      warranty: z.enum(['in', 'out', 'any']),
      origins: field.origins.exactOptional().describe('Where the fault comes from. Left out: wherever'),
      parts: field.charge,
      wearParts: field.charge.exactOptional().describe('Left out: as `parts`'),
      labour: field.charge,
      travel: field.charge,
      lodging: field.charge.exactOptional().describe('Left out: as `travel`'),
      services: field.charge.exactOptional().describe('Optional paid services. Left out: `price`'),
    }),
  problems: (rules) => (rules.length === 0 ? [] : [...holes(rules), ...idle(rules)]),
  inChinese: [
    [
      /^nobody is said to pay (\S+) of warranty for (.*): add a rule/,
      '没有说质保 $1（in 内、out 外）时 $2 由谁付费：加一条 charges 规则',
    ],
    [/^never decides who pays/, '永远轮不到它决定谁付费，前面的 charges 规则都已包括：移到前面或去掉'],
  ],
}

const casesOf = (matter: Matter, warranty: 'in' | 'out'): Circumstances[] =>
  ORIGINS.map((origin) => ({ matter, warranty, origin }))

/** Where a plan says who pays, it must say it of every fault. */
const holes = (rules: readonly Placed<ChargesRule>[]): PlanProblem[] =>
  (['in', 'out'] as const).flatMap((warranty) => {
    const open = casesOf('fault', warranty).filter((one) => !rules.some(({ rule }) => chargesFit(rule, one)))
    const message = `nobody is said to pay ${warranty} of warranty for ${open.map(({ origin }) => origin).join(', ')}: add a rule: charges that fits`
    return open.length === 0 ? [] : [{ path: ['clauses'], message }]
  })

/** A rule behind others that leave nothing to it is a mistake. */
const idle = (rules: readonly Placed<ChargesRule>[]): PlanProblem[] => {
  const cases = MATTERS.flatMap((matter) => [...casesOf(matter, 'in'), ...casesOf(matter, 'out')])
  const message = 'never decides who pays, the charges rules before it fit everything it fits: move it up or remove it'
  return rules.flatMap(({ rule, path }, index) =>
    cases.some(
      (one) => chargesFit(rule, one) && !rules.slice(0, index).some((earlier) => chargesFit(earlier.rule, one)),
    )
      ? []
      : [{ path, message }],
  )
}
