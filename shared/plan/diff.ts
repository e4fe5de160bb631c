import { type Text, text } from '../kernel/text.ts'
import { added, arrow, type Change, dropped, prefixed, type Versions } from './change.ts'
import { payChanges } from './charge-changes.ts'
import { clockChanges } from './clock-changes.ts'
import { conditions, stillPlanned } from './describe.ts'
import type { Clause, PlanDocument } from './document.ts'
import { kindOf, type Rule } from './rules/kinds.ts'
import type { Verdict } from './rules/kit/weigh.ts'

/** Everything that differs for customers, in the order of the new document. */
export const comparePlans = (old: PlanDocument, next: PlanDocument): Change[] => [
  ...conditionChanges(old, next),
  ...next.clauses.flatMap((clause) => clauseChanges(clause, [old, next])),
  ...old.clauses.filter(({ id }) => !next.clauses.some((clause) => clause.id === id)).map(withdrawn),
  ...payChanges(old, next),
]

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
  const change = (effect: Verdict, text: Text): Change => ({ clause: id, effect, text })
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

/** Rules that are neither clocks nor charges: what reads the same is the same. */
const ruleChanges = (before: Clause, after: Clause, [old, next]: Versions): Pick<Change, 'effect' | 'text'>[] => {
  const [was, is] = [othersOf(before, old), othersOf(after, next)]
  const gone = was.filter(({ text }) => !is.some((other) => other.text.en === text.en))
  const came = is.filter(({ text }) => !was.some((other) => other.text.en === text.en))
  const rewritten = came.flatMap((one) => {
    const [only, ...more] = gone.filter(({ rule }) => rule.rule === one.rule.rule)
    const rivals = came.filter(({ rule }) => rule.rule === one.rule.rule)
    return only && more.length === 0 && rivals.length === 1 ? [{ was: only, is: one }] : []
  })
  return [
    ...rewritten.map((pair) => ({
      effect: kindOf(pair.was.rule).weigh?.(pair.was.rule, pair.is.rule) ?? 'changed',
      text: arrow(pair.was.text, pair.is.text),
    })),
    ...came.filter((one) => !rewritten.some((pair) => pair.is === one)).map(({ text }) => added(text)),
    ...gone.filter((one) => !rewritten.some((pair) => pair.was === one)).map(({ text }) => dropped(text)),
  ]
}

const othersOf = ({ rules }: Clause, plan: PlanDocument): { rule: Rule; text: Text }[] =>
  rules
    .filter(({ rule }) => rule !== 'clock' && rule !== 'charges')
    .map((rule) => ({ rule, text: kindOf(rule).describe(rule, plan) }))

const NOTHING = text('全部启用', 'all of it active')
