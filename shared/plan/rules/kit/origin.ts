import { inLanguage, type Language, type Text, text } from '../../../kernel/text.ts'
import { list } from './say.ts'

/** Where a fault comes from, as the engineer judges it. */
export const ORIGINS = [
  'design',
  'manufacture',
  'transport',
  'installation',
  'commissioning',
  'user',
  'wear',
  'unknown',
] as const
export type Origin = (typeof ORIGINS)[number]

const ORIGIN: Readonly<Record<Origin, Text>> = {
  design: text('设计', 'design'),
  manufacture: text('制造', 'manufacture'),
  transport: text('运输', 'transport'),
  installation: text('安装', 'installation'),
  commissioning: text('调试', 'commissioning'),
  user: text('用户人为', 'the user'),
  wear: text('正常损耗', 'wear'),
  unknown: text('不明原因', 'an unknown cause'),
}

/** `design, wear`. */
export const origins = (from: readonly Origin[], language: Language): string =>
  list(
    from.map((origin) => inLanguage(ORIGIN[origin], language)),
    language,
  )
