import type { Text } from '../kernel/text.ts'
import { text } from '../kernel/text.ts'

export const SEVERITIES = ['info', 'important', 'urgent'] as const
export type AdviceSeverity = (typeof SEVERITIES)[number]

/** What is said to whoever has such units. */
export interface Advice {
  readonly title: Text
  readonly text: Text
  /** What the customer should do. */
  readonly todo?: Text
  readonly severity: AdviceSeverity
  readonly models: readonly string[]
  /** Which versions, in words. */
  readonly versions?: string
}

export const SEVERITY_NAMES: Record<AdviceSeverity, Text> = {
  info: text('提示', 'For information'),
  important: text('重要', 'Important'),
  urgent: text('紧急', 'Urgent'),
}

/** Models are written by hand: case and blanks make no other one. */
export const modelKey = (model: string): string => model.replace(/\s+/g, '').toUpperCase()
