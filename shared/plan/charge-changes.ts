import { type Text, text } from '../kernel/text.ts'
import { type Change, prefixed } from './change.ts'
import type { PlanDocument } from './document.ts'
import {
  CHARGE_CLASS,
  CHARGE_CLASSES,
  type Charge,
  type ChargeClass,
  chargeText,
  IN_WARRANTY,
  weighCharge,
} from './rules/charges.ts'
import { ORIGINS, type Origin, origins } from './rules/kit/origin.ts'
import { type ChargesRow, matrixOf } from './who-pays.ts'

/** Who pays for faults, and for deliveries where that changes otherwise. */
export const payChanges = (old: PlanDocument, next: PlanDocument): Change[] => {
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
    const effect = weighCharge(before, after)
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

const NOT_SAID = text('未约定', 'not said')
