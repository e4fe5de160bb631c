import type { Instant } from '../kernel/instant.ts'
import { type Language, type Text, text } from '../kernel/text.ts'
import { longTime, shortTime } from '../message/format.ts'
import type { Block } from './document.ts'
import type { ReportSource } from './source.ts'

export const same = (words: string): Text => text(words, words)
export const both = (say: (language: Language) => string): Text => text(say('zh-CN'), say('en'))
export const when = (at: Instant, { timezone }: ReportSource): Text =>
  both((language) => longTime(at, timezone, language))
export const briefly = (at: Instant, { timezone }: ReportSource): Text =>
  both((language) => shortTime(at, timezone, language))
export const listOf = (all: readonly Text[]): Block => ({
  kind: 'words',
  text:
    all.length === 0
      ? text('无。', 'None.')
      : text(
          all.map(({ zh }, index) => `${index + 1}. ${zh}`).join('\n'),
          all.map(({ en }, index) => `${index + 1}. ${en}`).join('\n'),
        ),
})

export const spanOf = ({ period: { from, to }, timezone }: ReportSource, language: Language): string =>
  `${longTime(from, timezone, language)} – ${longTime(to, timezone, language)}`
