import { allowance } from '../../kernel/allowance.ts'
import { inLanguage, type Language, type Text, text } from '../../kernel/text.ts'
import { CLOCK_PROBLEMS, clockProblems } from './clock-problems.ts'
import { CLOCK_STARTS, type ClockRule, type ClockStart, MILESTONES, type Milestone } from './kit/clock-term.ts'
import type { Around, Makers, RuleForm, RuleKind } from './kit/kind.ts'
import { both, joined, lengthOf, names } from './kit/say.ts'
import { compare, days, flag, type Verdict, verdict } from './kit/weigh.ts'

/** Clocks are weighed severity by severity: see `clock-changes.ts`. */
export const kind: RuleKind<ClockRule> = {
  describe: (rule, plan) => {
    const conditions = joined(conditionsOf(rule))
    const say = (part: (rule: ClockRule, plan: Around, language: Language) => string) =>
      text(part(rule, plan, 'zh-CN'), part(rule, plan, 'en'))
    const [whose, limit] = [say(scope), say(limitOf)]
    return {
      zh: `${whose.zh}${limit.zh}${MILESTONE[rule.until].zh}；${conditions.zh}`,
      en: `${whose.en}${MILESTONE[rule.until].en} ${limit.en}; ${conditions.en}`,
    }
  },
  clock: ({ rule: _kind, ...term }) => term,
}

const conditionsOf = (rule: ClockRule): (Text | false | undefined)[] => {
  const { sentInLimit } = rule
  return [
    rule.window === '7x24' && rule.limit !== 'promised' && text('全天候计时', 'around the clock'),
    rule.pausable
      ? text('等待客户期间停表', 'stands still while waiting for the customer')
      : text('不因任何等待停表', 'waits for nobody'),
    rule.otherwise && text('届时有备机亦算履约', 'a loaner by then keeps it too'),
    rule.alternative && text('客户接受的替代方案亦算履约', 'an alternative that the customer accepted keeps it too'),
    rule.byCall && text('须与客户通话', 'only a call that reached the customer keeps it'),
    rule.warranty && text('仅限质保期内', 'in warranty only'),
    rule.quality && text('仅限质量问题', 'only for quality faults'),
    rule.sentInOnly && text('仅限寄修', 'only for a unit that is sent in'),
    sentInLimit !== undefined &&
      both((say) => ({ zh: `寄修时为 ${say.length(sentInLimit)}`, en: `${say.length(sentInLimit)} once sent in` })),
    rule.onSiteOnly && text('仅限现场维修', 'only for a repair on site'),
    rule.broken && text('超时则损失由我方承担', 'when broken, the loss is ours'),
  ]
}

/** What the clock holds for, where that is not everything. */
const scope = ({ severities, distances, matter }: ClockRule, plan: Around, language: Language): string => {
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

/** By when, as the clause gives it: `within 10 min of the report`, `at once from the report (planned as 5 min)`. */
const limitOf = ({ from, limit, window }: ClockRule, { now }: Around, language: Language): string => {
  const inEnglish = language === 'en'
  if (limit === 'promised') return inEnglish ? 'by the date given' : '按告知的日期'
  const start = inLanguage(START[from], language)
  if (limit === 'now')
    return inEnglish
      ? `at once from ${start} (planned as ${lengthOf(now, 'en')})`
      : `${start}立即（按 ${lengthOf(now, 'zh-CN')}计）`
  const length = allowance({ limit, window }, language)
  return inEnglish ? `within ${length} of ${start}` : `${start} ${length}内`
}

const MILESTONE: Readonly<Record<Milestone, Text>> = {
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
const START: Readonly<Record<ClockStart, Text>> = {
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

/** Two clocks that promise the same milestone from the same start. */
export const weighClocks = (
  [old, oldPlan]: readonly [ClockRule, Around],
  [next, nextPlan]: readonly [ClockRule, Around],
): Verdict | undefined =>
  verdict([
    compare(timeOf(old.limit, old, oldPlan), timeOf(next.limit, next, nextPlan)),
    compare(timeOf(old.sentInLimit ?? old.limit, old, oldPlan), timeOf(next.sentInLimit ?? next.limit, next, nextPlan)),
    flag(old.pausable) - flag(next.pausable),
    flag(old.onSiteOnly) - flag(next.onSiteOnly),
    flag(next.broken) - flag(old.broken),
    flag(next.byCall) - flag(old.byCall),
    flag(old.warranty) - flag(next.warranty),
    flag(old.quality) - flag(next.quality),
    flag(old.alternative) - flag(next.alternative),
    old.otherwise === next.otherwise ? 0 : Number.NaN,
  ])

/** About how long a limit is on the wall clock, in days: working time takes as much longer as the week has other hours. */
const timeOf = (limit: ClockRule['limit'], { window }: ClockRule, plan: Around): number => {
  if (limit === 'promised') return Number.NaN
  const length = limit === 'now' ? plan.now : limit
  if (window === '7x24') return days(length)
  return days(length) * (length.startsWith('PT') ? 168 / hoursPerWeek(plan) : 7 / 5)
}

const hoursPerWeek = ({ workingHours }: Around): number =>
  5 * workingHours.reduce((sum, { from, to }) => sum + hourOf(to) - hourOf(from), 0)
const hourOf = (time: string): number => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60

/** Starts that a rule of their own brings about, together with the clock that follows. */
const BY_RULE = ['desk', 'replacementDue'] as const
type ByRule = (typeof BY_RULE)[number]
const isByRule = (start: ClockStart): start is ByRule => (BY_RULE as readonly string[]).includes(start)

/** The keys of a clock, but for its kind and the clause. */
export const clockFields = ({ z, field }: Makers) => ({
  severities: field.severities,
  matter: field.matter
    .exactOptional()
    .describe('What the report is about: a `fault`, or a `delivery` that is short, damaged or wrong. Left out: both'),
  distances: z
    .array(field.id)
    .min(1)
    .exactOptional()
    .describe('Ids of the distance tiers it holds for. Left out: any distance'),
  from: z
    .enum(CLOCK_STARTS.filter((start): start is Exclude<ClockStart, ByRule> => !isByRule(start)))
    .describe(
      'What starts it: the report; arrival on site; the verdict that hardware failed; a visit that did not solve it; ' +
        'the date of solution that was promised; a question to someone beyond the desk',
    ),
  until: z.enum(MILESTONES).describe('What must be reached by then'),
  otherwise: z.literal('loaned').exactOptional().describe('A loaner that stands there by then keeps the promise too'),
  limit: field.limitOrWord.describe(
    'PT15M, PT36H: minutes or hours of the window. P3D: days, to the end of the last (5x8: working days, to close of ' +
      'business). `now`: at once, as `now` of the plan. `promised`: by the date given with what starts it',
  ),
  sentInLimit: field.length.exactOptional().describe('Replaces the limit once the unit is sent in to the factory'),
  window: z.enum(['7x24', '5x8']).describe('7x24: time runs around the clock. 5x8: in working hours only'),
  pausable: z.boolean().describe('Whether waiting for the customer stops it'),
  byCall: z.boolean().exactOptional().describe('Only a call that reached the customer keeps it, not going there'),
  warranty: z.literal('in').exactOptional().describe('Only while the unit is in warranty, or nobody can say'),
  quality: z.boolean().exactOptional().describe('It is promised for quality faults only'),
  sentInOnly: z
    .boolean()
    .exactOptional()
    .describe('Holds only once the unit is sent in; it counts from its start all the same'),
  alternative: z
    .boolean()
    .exactOptional()
    .describe('Another solution that the customer accepted by then keeps the promise too'),
  onSiteOnly: z.boolean().exactOptional().describe('Holds only for a repair on site: sending the unit in waives it'),
  broken: z.literal('liability').exactOptional().describe('When it is broken, the loss that the delay causes is ours'),
})

export const form: RuleForm<ClockRule> = {
  keptBy: ['a clock on the repair', 'shared/repair/clocks/clockwork.ts'],
  schema: (make) =>
    make.field.strict({ rule: make.z.literal('clock').describe('A deadline on a repair'), ...clockFields(make) }),
  problems: clockProblems,
  inChinese: CLOCK_PROBLEMS,
}
