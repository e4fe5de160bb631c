import type { Instant } from '../kernel/instant.ts'
import { type Text, text } from '../kernel/text.ts'
import { shortTime } from '../message/format.ts'
import type { Block, ReportDocument } from './document.ts'
import { both, same } from './words.ts'

interface Span {
  readonly from: Instant
  readonly to: Instant
}

/** What the written report of reinforced duty is made of. */
export interface DutySource {
  readonly name: string
  readonly what: Text
  readonly clause: string
  readonly contract: string
  readonly customer: string
  readonly site?: string
  readonly timezone: string
  readonly days: Span
  readonly shifts: readonly (Span & { readonly name: string })[]
  readonly deputies: readonly string[]
  readonly phones: string
  readonly watched: string
  readonly gaps: readonly Span[]
  readonly log: readonly {
    readonly seq: number
    readonly at: Instant
    readonly by: string
    readonly observed: string
    readonly events?: string
    readonly analysis?: string
    readonly done?: string
    readonly handover?: string
    readonly corrects?: number
    readonly fault?: { readonly unit?: string; readonly repair?: string }
    readonly photo?: { readonly sha256: string }
  }[]
}

/** The report of reinforced duty (H7, N13): who was there, every entry of the watch, when there was none, and the faults that were seen. */
export function dutyReport(source: DutySource): ReportDocument {
  const { what, name, customer, site, clause, contract, log, gaps } = source
  const faults = log.filter(({ fault }) => fault)
  return {
    title: text(`${what.zh}报告：${name}`, `${what.en}: report of ${name}`),
    about: [same(`${customer}${site ? ` · ${site}` : ''} · ${contract} · ${clause}`), spanIn(source, source.days)],
    sections: [
      { title: text('值守安排', 'Who was there'), blocks: [planOf(source)] },
      {
        title: text('值守记录', 'Log of the watch'),
        blocks: [log.length > 0 ? tableOf(source) : words(text('没有任何记录。', 'There is no entry.'))],
      },
      {
        title: text('没有记录的时段', 'Times without an entry'),
        blocks: [
          gaps.length > 0
            ? { kind: 'facts', rows: gaps.map((gap) => [text('空档', 'Gap'), spanIn(source, gap)]) }
            : words(text('没有。', 'None.')),
        ],
      },
      {
        title: text('发现的故障', 'Faults that were seen'),
        blocks: [
          faults.length > 0
            ? {
                kind: 'facts',
                rows: faults.map(({ seq, fault, observed }) => [
                  text(`第 ${seq} 条`, `Entry ${seq}`),
                  same([fault?.repair, fault?.unit, observed].filter(Boolean).join(' · ')),
                ]),
              }
            : words(text('没有。', 'None.')),
        ],
      },
      ...photosOf(log),
    ],
  }
}

/** Whoever doubts one can ask for it: it is kept under its digest. */
function photosOf(log: DutySource['log']): ReportDocument['sections'] {
  const rows = log.flatMap(({ seq, photo }) =>
    photo ? [[text(`第 ${seq} 条`, `Entry ${seq}`), same(`SHA-256 ${photo.sha256}`)] as const] : [],
  )
  return rows.length > 0
    ? [{ title: text('照片', 'Photos'), blocks: [words(BEHIND_LINK), { kind: 'facts', rows }] }]
    : []
}

const BEHIND_LINK = text('照片请从通知里的链接打开。', 'They open by the link that came with this report.')
const words = (said: Text): Block => ({ kind: 'words', text: said })

const spanIn = ({ timezone }: DutySource, { from, to }: Span): Text =>
  both((language) => `${shortTime(from, timezone, language)} – ${shortTime(to, timezone, language)}`)

const planOf = (source: DutySource): Block => ({
  kind: 'facts',
  rows: [
    ...source.shifts.map((shift): readonly [Text, Text] => [same(shift.name), spanIn(source, shift)]),
    [text('替补', 'Standing in'), same(source.deputies.join(' ') || '–')],
    [text('依次拨打', 'Whom to ring'), same(source.phones || '–')],
    [text('保障内容', 'What was watched'), same(source.watched || '–')],
  ],
})

const tableOf = ({ log, timezone }: DutySource): Block => ({
  kind: 'table',
  head: [
    text('时间', 'When'),
    text('谁', 'Who'),
    text('观察到', 'Observed'),
    text('事件与分析', 'Events, analysis'),
    text('处置与交接', 'Done, handed over'),
  ],
  rows: log.map(({ seq, at, by, observed, events, analysis, done, handover, corrects }) => [
    both((language) => `${seq} · ${shortTime(at, timezone, language)}`),
    same(by),
    corrects === undefined
      ? same(observed)
      : text(`更正第 ${corrects} 条：${observed}`, `Puts entry ${corrects} right: ${observed}`),
    same([events, analysis].filter(Boolean).join(' / ')),
    same([done, handover].filter(Boolean).join(' / ')),
  ]),
})
