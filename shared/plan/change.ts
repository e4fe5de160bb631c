import { type Text, text } from '../kernel/text.ts'
import type { PlanDocument } from './document.ts'
import type { Verdict } from './rules/kit/weigh.ts'

/** Something that differs for customers between two versions of a commitment. */
export interface Change {
  /** Absent: a condition that holds for all clauses. */
  readonly clause?: string
  readonly effect: Verdict
  readonly text: Text
}

export type Versions = readonly [old: PlanDocument, next: PlanDocument]

export const arrow = (before: Text, after: Text): Text =>
  text(`${before.zh} → ${after.zh}`, `${before.en} → ${after.en}`)
export const prefixed = (before: Text, after: Text): Text => text(`${before.zh}${after.zh}`, `${before.en}${after.en}`)

export const added = (what: Text): Pick<Change, 'effect' | 'text'> => ({
  effect: 'better',
  text: prefixed(text('新增：', 'new: '), what),
})
export const dropped = (what: Text): Pick<Change, 'effect' | 'text'> => ({
  effect: 'worse',
  text: prefixed(text('取消：', 'dropped: '), what),
})
