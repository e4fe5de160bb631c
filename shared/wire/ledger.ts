import * as z from 'zod'
import { monthNumber } from '../kernel/month.ts'
import { RATED_BY } from '../ports/ledger.ts'
import { PROMISE_STATES } from '../promise/promised.ts'
import { said } from './issue-words.ts'
import { instant, month, pagingByInstant } from './problem.ts'

const count = z.int().min(0)
const id = z.string().min(1).max(200)
const text = z.strictObject({ zh: z.string(), en: z.string() })

/** Query of `GET /api/ledger/due`. */
export const dueQuerySchema = z.strictObject({
  from: instant.exactOptional().meta({ description: 'Default: now' }),
  to: instant.exactOptional().meta({ description: 'Up to and without this instant; default: 24 hours after `from`' }),
  ...pagingByInstant,
})

const MOST_MONTHS = 13
const lastMonth = month
  .exactOptional()
  .meta({ description: `Up to and with this month, ${MOST_MONTHS} with \`month\` at most; default: \`month\` alone` })
/** Counted, not walked: what is no month of ours comes here as well. */
const isPeriod = ({ month, lastMonth }: { month?: string; lastMonth?: string }): boolean =>
  lastMonth === undefined ||
  (month !== undefined && month <= lastMonth && monthNumber(lastMonth) - monthNumber(month) < MOST_MONTHS)
const PERIOD = {
  path: ['lastMonth'],
  error: said(
    `要和 month 一起用，不早于 month，合计最多 ${MOST_MONTHS} 个月`,
    `goes with month and not before it, ${MOST_MONTHS} months in all at most`,
  ),
}

/** Query of `GET /api/ledger/rates`. */
export const ratesQuerySchema = z
  .strictObject({
    by: z.enum(RATED_BY),
    id: id.exactOptional().meta({ description: 'A clause, customer or engineer; without id and plan: all of them' }),
    plan: id.exactOptional().meta({ description: 'Instead of `id`, by clause: every clause of this plan' }),
    month: month
      .exactOptional()
      .meta({ description: 'In which they fell due, where the customer is; default: this month' }),
    lastMonth,
    customer: id.exactOptional().meta({ description: 'Of all: only what fell due to this customer' }),
    clause: id.exactOptional().meta({ description: 'Of all: only this clause' }),
    from: instant.exactOptional().meta({ description: 'Of all, instead of `month`: due from then on' }),
    to: instant.exactOptional().meta({ description: 'Up to and without this instant, at most 400 days after `from`' }),
  })
  .refine(({ id, plan }) => id === undefined || plan === undefined, {
    path: ['id'],
    error: said('id 和 plan 只填一个', 'give either id or plan'),
  })
  .refine(({ by, id }) => (by !== 'site' && by !== 'month') || id === undefined, {
    path: ['id'],
    error: said('现场和月份只能一次列出全部', 'sites and months come all together'),
  })
  .refine(
    ({ id, plan, lastMonth, customer, clause }) => (id ?? plan) === undefined || !(lastMonth ?? customer ?? clause),
    {
      path: ['id'],
      error: said('不能和 lastMonth、customer、clause 一起用', 'goes without lastMonth, customer and clause'),
    },
  )
  .refine(isPeriod, PERIOD)
  .refine(({ from, to }) => (from === undefined) === (to === undefined), {
    path: ['to'],
    error: said('要和 from 一起用', 'goes with from'),
  })
  .refine(({ from, id, plan, month }) => from === undefined || (id ?? plan ?? month) === undefined, {
    path: ['from'],
    error: said('不能和 id、plan、month 一起用', 'goes without id, plan and month'),
  })
  .refine(({ by, plan }) => plan === undefined || by === 'clause', {
    path: ['plan'],
    error: said('要和 by=clause 一起用', 'goes with by=clause'),
  })

/** Query of `GET /api/ledger/obligations`. */
export const obligationsQuerySchema = z.strictObject({ customer: id, from: instant, to: instant, ...pagingByInstant })

/** Query of `GET /api/ledger/lines`. */
export const linesQuerySchema = z.strictObject({
  month: month.meta({ description: 'In which they fell due, where the customer is' }),
  clause: id.exactOptional(),
  customer: id.exactOptional(),
  engineer: id.exactOptional(),
  site: id.exactOptional(),
  state: z.enum(PROMISE_STATES).exactOptional(),
  ...pagingByInstant,
})

/** Query of `GET /api/ledger/satisfaction`. */
export const satisfactionQuerySchema = z
  .strictObject({
    by: z.enum(['engineer', 'roster', 'customer', 'site', 'month']),
    format: z.enum(['json', 'csv']).default('json').meta({ description: '`csv`: a file for a spreadsheet' }),
    month: month.exactOptional().meta({ description: 'Of the report, in UTC; default: this month' }),
    lastMonth,
    customer: id.exactOptional(),
  })
  .refine(isPeriod, PERIOD)

const satisfied = {
  confirmed: count.meta({ description: "Repairs that were closed with the customer's word that they work" }),
  rated: count.meta({ description: 'Of these with a rating' }),
  rating: z.number().min(1).max(5).exactOptional().meta({ description: 'Mean of the ratings, 1 to 5' }),
  asked: count.meta({ description: 'Repairs about which the customer was called back (C29), reached or not' }),
  scored: count.meta({ description: 'Of these with a score' }),
  score: z.number().min(1).max(5).exactOptional().meta({ description: 'Mean of the scores, 1 to 5' }),
}
export const satisfactionSchema = z
  .strictObject({
    ...satisfied,
    by: z
      .array(z.strictObject({ id: z.string().exactOptional(), name: z.string().exactOptional(), ...satisfied }))
      .readonly(),
    unknown: count.meta({
      description: 'Closed repairs saved by an earlier version: how they ended is not known here',
    }),
  })
  .meta({ id: 'Satisfaction' })

const obligationSchema = z
  .strictObject({
    id: z.string(),
    clause: z.string(),
    plan: z.string(),
    planVersion: count,
    what: z.string().meta({
      description:
        'A milestone of a repair, `document:` and what is needed, `upgrade:` and what it is bound to, or `advice:warned`',
    }),
    repair: z.string().exactOptional(),
    upgrade: z.string().exactOptional(),
    notice: z.string().exactOptional(),
    unit: z.string().exactOptional(),
    site: z.string().exactOptional(),
    customer: z.string().exactOptional(),
    contract: z.string().exactOptional(),
    engineer: z.string().exactOptional(),
    engineerName: z.string().exactOptional(),
    startedAt: instant,
    dueAt: instant,
    month,
    state: z.enum(PROMISE_STATES),
    brokenAt: instant.exactOptional(),
    endedAt: instant.exactOptional(),
    lateBy: z.string().exactOptional().meta({ description: 'Length of a breach that has ended, ISO 8601' }),
    waivedBecause: z.string().exactOptional(),
    waivedBy: z.string().exactOptional(),
    endedBecause: z
      .string()
      .exactOptional()
      .meta({ description: 'What superseded it, or took its object away; of a broken one: it was never done' }),
    firstDueAt: instant.exactOptional().meta({ description: 'When it was due at first, if it has moved since' }),
    hasty: z
      .literal(true)
      .exactOptional()
      .meta({ description: 'It ended within a minute of another step: tapped, perhaps, rather than done' }),
    rolledBackBecause: z.string().exactOptional().meta({ description: 'The upgrade was rolled back: why' }),
    rolledBackAt: instant.exactOptional().meta({ description: 'Absent where that was said only afterwards' }),
    rolledBackEvidence: count.exactOptional().meta({ description: '`seq` of the event that says so' }),
    liability: z.boolean().exactOptional().meta({ description: 'The loss that the breach causes is ours' }),
    evidence: count.exactOptional().meta({ description: '`seq` of the event that ended it' }),
  })
  .meta({ id: 'Obligation' })

export const obligationListSchema = z
  .strictObject({ obligations: z.array(obligationSchema), cursor: z.string().exactOptional() })
  .meta({ id: 'ObligationList' })

const name = z.string().exactOptional()
/** With what things are called today. */
export const lineSchema = obligationSchema
  .extend({ customerName: name, siteName: name, unitName: name })
  .meta({ id: 'LedgerLine' })

export const lineListSchema = z
  .strictObject({ obligations: z.array(lineSchema), cursor: z.string().exactOptional() })
  .meta({ id: 'LedgerLines' })

const tallySchema = z
  .strictObject({
    due: count.meta({ description: 'open + kept + broken + waived + superseded + fallenAway' }),
    open: count,
    kept: count,
    broken: count,
    waived: count,
    superseded: count.meta({ description: 'Plan or severity turned out to be the wrong one; counts for neither side' }),
    fallenAway: count.meta({ description: 'Its object was gone; counts for neither side' }),
    worstLateMs: count.meta({ description: 'Longest breach that has ended, in milliseconds' }),
  })
  .meta({ id: 'Tally' })

export const ratesSchema = z
  .strictObject({
    by: z.enum(RATED_BY),
    month: month.exactOptional(),
    lastMonth: month.exactOptional(),
    from: instant.exactOptional(),
    to: instant.exactOptional(),
    rates: z.array(
      z.strictObject({
        id: z.string().exactOptional().meta({ description: 'Absent: what nobody had, or whose it is not known yet' }),
        name: z.string().exactOptional(),
        promise: text.exactOptional(),
        status: z.enum(['active', 'planned']).exactOptional(),
        tally: tallySchema,
        keptRate: z
          .number()
          .min(0)
          .max(1)
          .exactOptional()
          .meta({ description: 'kept ÷ (kept + broken); absent while nothing was kept or broken' }),
      }),
    ),
  })
  .meta({ id: 'Rates' })
