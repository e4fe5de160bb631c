import { type Text, text } from '../kernel/text.ts'
import { added, arrow, type Change, dropped, prefixed, type Versions } from './change.ts'
import type { Clause, PlanDocument } from './document.ts'
import { weighClocks } from './rules/clock.ts'
import { kindOf } from './rules/kinds.ts'
import type { ClockRule } from './rules/kit/clock-term.ts'
import { names } from './rules/kit/say.ts'

/** A clock as it stands for one severity. */
interface Cell {
  readonly severity: string
  readonly rule: ClockRule
}

/** Clocks are compared severity by severity; what changes alike is said once. */
export const clockChanges = (
  before: Clause,
  after: Clause,
  [old, next]: Versions,
): Pick<Change, 'effect' | 'text'>[] => {
  const [was, is] = [cellsOf(before, old), cellsOf(after, next)]
  const found = [...new Set([...was.keys(), ...is.keys()])].flatMap((key) => {
    const [a, b] = [was.get(key), is.get(key)]
    const severity = (a ?? b)?.severity ?? ''
    if (a && b) {
      const effect = weighClocks([a.rule, old], [b.rule, next])
      return effect ? [{ severity, effect, text: arrow(said(a, old), said(b, next)) }] : []
    }
    if (b) return [{ severity, ...added(said(b, next)) }]
    return a ? [{ severity, ...dropped(said(a, old)) }] : []
  })
  return [...Map.groupBy(found, ({ effect, text }) => `${effect} ${text.en}`).values()].flatMap((alike) => {
    const [first] = alike
    if (!first) return []
    const severities = next.severities.filter(({ id }) => alike.some(({ severity }) => severity === id))
    const all = severities.length === next.severities.length || severities.length === 0
    const whose = text(`${names(severities, 'zh-CN')}：`, `${names(severities, 'en')}: `)
    return [{ effect: first.effect, text: all ? first.text : prefixed(whose, first.text) }]
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

const said = ({ rule: { severities, ...rule } }: Cell, plan: PlanDocument): Text => kindOf(rule).describe(rule, plan)
