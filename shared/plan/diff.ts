import type { Language, Text } from '../kernel/text.ts'
import { conditions, pickIn, stillPlanned } from './describe.ts'
import { describeRule } from './describe-rules.ts'
import { CHARGE_CLASS, chargeText, IN_WARRANTY, names, origins } from './describe-words.ts'
import type { Clause, ClockRule, PlanDocument, Rule } from './document.ts'
import { CHARGE_CLASSES, type Charge, type ChargeClass, ORIGINS, type Origin } from './rules.ts'
import { type Effect, weighCharges, weighClocks, weighRules } from './weigh.ts'
import { type ChargesRow, matrixOf } from './who-pays.ts'

/** Something that differs for customers between two versions of a commitment. */
export interface Change {
  /** Absent: a condition that holds for all clauses. */
  readonly clause?: string
  readonly effect: Effect
  readonly text: Text
}

/** Everything that differs for customers, in the order of the new document. */
export const comparePlans = (old: PlanDocument, next: PlanDocument): Change[] => [
  ...conditionChanges(old, next),
  ...next.clauses.flatMap((clause) => clauseChanges(clause, [old, next])),
  ...old.clauses.filter(({ id }) => !next.clauses.some((clause) => clause.id === id)).map(withdrawn),
  ...paymentChanges(old, next),
]

const HEADINGS: readonly (readonly [Effect, Text])[] = [
  ['better', { zh: '对客户更有利', en: 'Better for the customer' }],
  ['worse', { zh: '对客户更不利', en: 'Worse for the customer' }],
  ['changed', { zh: '有变化', en: 'Changed' }],
]

/** The changes in plain words, line by line. */
export const describeChanges = (old: PlanDocument, next: PlanDocument, language: Language): string[] => {
  const pick = pickIn(language)
  const changes = comparePlans(old, next)
  return [
    `${pick(next.title)}: ${old.id} v${old.version} → ${next.id} v${next.version}`,
    ...HEADINGS.flatMap(([effect, heading]) => {
      const lines = changes.filter((change) => change.effect === effect)
      return lines.length === 0
        ? []
        : ['', pick(heading), ...lines.map(({ clause, text }) => `  ${clause ?? '–'}  ${pick(text)}`)]
    }),
    ...(changes.length === 0 ? ['', pick({ zh: '对客户没有变化', en: 'Nothing changes for the customer' })] : []),
    '',
    ...whom(old, next).map(pick),
  ]
}

/** Who will notice: a version replaces another only for what comes after it. */
const whom = (old: PlanDocument, next: PlanDocument): Text[] => {
  if (old.id !== next.id)
    return [{ zh: '这是两份不同的承诺', en: 'These are two different commitments, not two versions of one' }]
  if (next.version <= old.version || next.effectiveFrom <= old.effectiveFrom)
    return [
      {
        zh: `新版须提高 version（现为 ${next.version}）并推后 effectiveFrom（现为 ${next.effectiveFrom}）`,
        en: `To release it, raise version (now ${next.version}) and set a later effectiveFrom (now ${next.effectiveFrom})`,
      },
    ]
  return [
    {
      zh: `自 ${next.effectiveFrom} 起适用于未被合同绑定的报修；未结的维修和绑定第 ${old.version} 版的合同不变`,
      en: `In force from ${next.effectiveFrom} for whatever no contract binds; open repairs and contracts bound to version ${old.version} keep it`,
    },
  ]
}

type Versions = readonly [old: PlanDocument, next: PlanDocument]

const arrow = (before: Text, after: Text): Text => ({
  zh: `${before.zh} → ${after.zh}`,
  en: `${before.en} → ${after.en}`,
})
const prefixed = (before: Text, text: Text): Text => ({
  zh: `${before.zh}${text.zh}`,
  en: `${before.en}${text.en}`,
})

const conditionChanges = (old: PlanDocument, next: PlanDocument): Change[] => {
  const before = conditions(old)
  return Object.entries(conditions(next)).flatMap(([name, text]): Change[] => {
    const was = before[name]
    return was === undefined || was.en === text.en ? [] : [{ effect: 'changed', text: arrow(was, text) }]
  })
}

const withdrawn = ({ id, promise, status }: Clause): Change => ({
  clause: id,
  effect: status === 'active' ? 'worse' : 'changed',
  text: prefixed({ zh: '不再承诺：', en: 'no longer promised: ' }, promise),
})

const clauseChanges = (clause: Clause, [old, next]: Versions): Change[] => {
  const { id, promise, status } = clause
  const before = old.clauses.find((other) => other.id === id)
  const change = (effect: Effect, text: Text): Change => ({ clause: id, effect, text })
  if (!before || (before.status === 'planned' && status === 'active'))
    return [
      status === 'active'
        ? change('better', prefixed({ zh: '新承诺：', en: 'new: ' }, promise))
        : change('changed', prefixed({ zh: '已写入、尚未启用：', en: 'written down, not yet active: ' }, promise)),
    ]
  if (before.status === 'active' && status === 'planned')
    return [change('worse', prefixed({ zh: '暂停执行：', en: 'no longer kept: ' }, promise))]
  return [
    ...(before.promise.zh === promise.zh && before.promise.en === promise.en
      ? []
      : [change('changed', prefixed({ zh: '措辞：', en: 'wording: ' }, arrow(before.promise, promise)))]),
    ...(before.planned?.en === clause.planned?.en
      ? []
      : [
          change(
            'changed',
            arrow(
              ...([before.planned, clause.planned].map((text) => (text ? stillPlanned(text) : NOTHING)) as [
                Text,
                Text,
              ]),
            ),
          ),
        ]),
    ...clockChanges(before, clause, [old, next]).map(({ effect, text }) => change(effect, text)),
    ...ruleChanges(before, clause, [old, next]).map(({ effect, text }) => change(effect, text)),
  ]
}

/** A clock as it stands for one severity. */
interface Cell {
  readonly severity: string
  readonly rule: ClockRule
}

/** Clocks are compared severity by severity; what changes alike is said once. */
const clockChanges = (before: Clause, after: Clause, [old, next]: Versions): Omit<Change, 'clause'>[] => {
  const [was, is] = [cellsOf(before, old), cellsOf(after, next)]
  const found = [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [a, b] = [was.get(key), is.get(key)]
    const severity = (a ?? b)?.severity ?? ''
    if (a && b) {
      const effect = weighClocks([a.rule, old], [b.rule, next])
      return effect ? [{ severity, effect, text: arrow(said(a, old), said(b, next)) }] : []
    }
    if (b)
      return [{ severity, effect: 'better' as const, text: prefixed({ zh: '新增：', en: 'new: ' }, said(b, next)) }]
    return a
      ? [{ severity, effect: 'worse' as const, text: prefixed({ zh: '取消：', en: 'dropped: ' }, said(a, old)) }]
      : []
  })
  return [...Map.groupBy(found, ({ effect, text }) => `${effect} ${text.en}`).values()].flatMap((alike) => {
    const [first] = alike
    if (!first) return []
    const severities = next.severities.filter(({ id }) => alike.some(({ severity }) => severity === id))
    const all = severities.length === next.severities.length || severities.length === 0
    const whose = all
      ? { zh: '', en: '' }
      : { zh: `${names(severities, 'zh-CN')}：`, en: `${names(severities, 'en')}: ` }
    return [{ effect: first.effect, text: prefixed(whose, first.text) }]
  })
}

const cellsOf = ({ rules }: Clause, { severities }: PlanDocument): Map<string, Cell> =>
  new Map(
    rules
      .filter((rule): rule is ClockRule => rule.rule === 'clock')
      .flatMap((rule) =>
        (rule.severities ?? severities.map(({ id }) => id)).map((severity): [string, Cell] => [
          [rule.from, rule.until, rule.matter, rule.distances, rule.sentInOnly, severity].join('/'),
          { severity, rule },
        ]),
      ),
  )

const said = ({ rule: { severities, ...rule } }: Cell, plan: PlanDocument): Text => describeRule(rule, plan)

/** Rules that are neither clocks nor charges: what reads the same is the same. */
const ruleChanges = (before: Clause, after: Clause, [old, next]: Versions): Omit<Change, 'clause'>[] => {
  const [was, is] = [othersOf(before, old), othersOf(after, next)]
  const gone = was.filter(({ text }) => !is.some((other) => other.text.en === text.en))
  const added = is.filter(({ text }) => !was.some((other) => other.text.en === text.en))
  const rewritten = added.flatMap((one) => {
    const [only, ...more] = gone.filter(({ rule }) => rule.rule === one.rule.rule)
    const rivals = added.filter(({ rule }) => rule.rule === one.rule.rule)
    return only && more.length === 0 && rivals.length === 1 ? [{ was: only, is: one }] : []
  })
  return [
    ...rewritten.map((pair) => ({
      effect: weighRules(pair.was.rule, pair.is.rule),
      text: arrow(pair.was.text, pair.is.text),
    })),
    ...added
      .filter((one) => !rewritten.some((pair) => pair.is === one))
      .map(({ text }) => ({ effect: 'better' as const, text: prefixed({ zh: '新增：', en: 'new: ' }, text) })),
    ...gone
      .filter((one) => !rewritten.some((pair) => pair.was === one))
      .map(({ text }) => ({ effect: 'worse' as const, text: prefixed({ zh: '取消：', en: 'dropped: ' }, text) })),
  ]
}

const othersOf = ({ rules }: Clause, plan: PlanDocument): { rule: Rule; text: Text }[] =>
  rules
    .filter(({ rule }) => rule !== 'clock' && rule !== 'charges')
    .map((rule) => ({ rule, text: describeRule(rule, plan) }))

/** Who pays for faults, and for deliveries where that changes otherwise. */
const paymentChanges = (old: PlanDocument, next: PlanDocument): Change[] => {
  const faults = chargeChanges(matrixOf(old), matrixOf(next))
  const deliveries = chargeChanges(matrixOf(old, 'delivery'), matrixOf(next, 'delivery'))
  return [
    ...faults,
    ...deliveries
      .filter(({ text, effect }) => !faults.some((one) => one.text.en === text.en && one.effect === effect))
      .map((one) => ({ ...one, text: prefixed({ zh: '到货问题：', en: 'delivery defects: ' }, one.text) })),
  ]
}

/** Who pays is compared case by case: rules may change places and still say the same. */
const chargeChanges = (was: readonly ChargesRow[], is: readonly ChargesRow[]): Change[] => {
  const cases = (['in', 'out'] as const).flatMap((warranty) =>
    CHARGE_CLASSES.flatMap((kind) => ORIGINS.map((origin) => ({ warranty, kind, origin }))),
  )
  const found = cases.flatMap((one) => {
    const [a, b] = [rowOf(was, one), rowOf(is, one)]
    const [before, after] = [a?.charges[one.kind], b?.charges[one.kind]]
    const effect = weighCharges(before, after)
    return effect ? [{ ...one, before, after, effect, clause: (b ?? a)?.clause ?? '' }] : []
  })
  const alike = Map.groupBy(found, ({ warranty, kind, before, after, clause }) =>
    [warranty, kind, before, after, clause].join('/'),
  )
  return [...alike.values()].flatMap((group) => {
    const [first] = group
    return first
      ? [
          {
            clause: first.clause,
            effect: first.effect,
            text: chargeChange(
              first,
              group.map(({ origin }) => origin),
            ),
          },
        ]
      : []
  })
}

const rowOf = (rows: readonly ChargesRow[], one: { warranty: 'in' | 'out'; origin: Origin }): ChargesRow | undefined =>
  rows.find(({ warranty, origin }) => warranty === one.warranty && origin === one.origin)

const chargeChange = (
  {
    warranty,
    kind,
    before,
    after,
  }: { warranty: 'in' | 'out'; kind: ChargeClass; before: Charge | undefined; after: Charge | undefined },
  from: readonly Origin[],
): Text => {
  const everything = from.length === ORIGINS.length
  const [was, is] = [before ? chargeText(before) : NOT_SAID, after ? chargeText(after) : NOT_SAID]
  return {
    zh: `${IN_WARRANTY[warranty].zh}${everything ? '' : `，${origins(from, 'zh-CN')}造成的故障`}：${CHARGE_CLASS[kind].zh}${was.zh} → ${is.zh}`,
    en: `${IN_WARRANTY[warranty].en}${everything ? '' : `, faults by ${origins(from, 'en')}`}: ${CHARGE_CLASS[kind].en} ${was.en} → ${is.en}`,
  }
}

const NOTHING: Text = { zh: '全部启用', en: 'all of it active' }
const NOT_SAID: Text = { zh: '未约定', en: 'not said' }
