import { dayOf } from '../kernel/calendar.ts'
import { type Text, text } from '../kernel/text.ts'
import { shortTime } from '../message/format.ts'
import type { Block, ReportDocument } from './document.ts'
import { availability, risksOf, statisticsOf } from './figures.ts'
import { formSections } from './filled.ts'
import type { ReportSource } from './source.ts'
import { both, listOf, same, spanOf, when } from './words.ts'

/** The written report of a visit or call (C14 C16 C17 C20 H19 N18 R14), as of when it was done. */
export function visitReport(source: ReportSource): ReportDocument {
  const { works, forms } = source
  const clauses = [...new Set(works.map(({ clause }) => clause))].join(' ')
  return {
    title: text(
      `${forms.map(({ title }) => title.zh).join('、')}报告`,
      `Report: ${forms.map(({ title }) => title.en).join(', ')}`,
    ),
    about: [
      text(`${source.visit} · ${clauses} · ${source.plan.zh}`, `${source.visit} · ${clauses} · ${source.plan.en}`),
      text(`${source.supplier.zh} · 服务热线 ${source.hotline}`, `${source.supplier.en} · hotline ${source.hotline}`),
    ],
    sections: [
      { title: text('基本情况', 'What it is about'), blocks: [factsOf(source)] },
      ...forms.flatMap((form) => formSections(form, source)),
      { title: text('发现的问题', 'Findings'), blocks: findingsOf(source) },
      { title: text('本期故障统计', 'Faults of the period'), blocks: statisticsOf(source) },
      { title: text('设备完好率', 'Availability'), blocks: availability(source) },
      { title: text('风险提示', 'Risks'), blocks: risksOf(source) },
      { title: text('建议', 'Suggestions'), blocks: [listOf(source.suggestions.map(({ what }) => what))] },
      ...(source.unanswered.length > 0
        ? [
            {
              title: text('以往建议，尚待答复', 'Earlier suggestions, still to be answered'),
              blocks: [listOf(source.unanswered.map(({ what, at }) => saidOn(what, at, source)))],
            },
          ]
        : []),
      { title: text('签字与附件', 'Signatures and photos'), blocks: signaturesOf(source) },
    ],
  }
}

/** With the day on which it was said. */
const saidOn = (what: Text, at: string, { timezone }: ReportSource): Text => {
  const on = dayOf(at, timezone)
  return text(`${what.zh}（${on}）`, `${what.en} (${on})`)
}

function factsOf(source: ReportSource): Block {
  const { customer, contract, site, works, done, engineer, way } = source
  return {
    kind: 'facts',
    rows: [
      [text('客户', 'Customer'), same(customer)],
      [text('合同', 'Contract'), same(contract)],
      ...(site
        ? ([
            [text('地点', 'Site'), same(site.name)],
            [text('地址', 'Address'), same(site.address)],
          ] as const)
        : []),
      ...works.map(({ clause, name, dueAt }): readonly [Text, Text] => [
        text(`条款 ${clause}`, `Clause ${clause}`),
        both((language) =>
          language === 'zh-CN'
            ? `${name.zh}，应于 ${shortTime(dueAt, source.timezone, language)} 前完成`
            : `${name.en}, due by ${shortTime(dueAt, source.timezone, language)}`,
        ),
      ]),
      [way === 'call' ? text('电话', 'Called') : text('完成时间', 'Done'), when(done.at, source)],
      [text('工程师', 'Engineer'), same(engineer ?? done.by)],
      [text('做了什么', 'What was done'), same(done.found)],
      [text('统计期', 'Period'), both((language) => spanOf(source, language))],
    ],
  }
}

const findingsOf = ({ faults }: ReportSource): readonly Block[] =>
  faults.length === 0
    ? [listOf([])]
    : [
        {
          kind: 'table',
          head: [text('故障', 'Fault'), text('设备', 'Unit'), text('维修单', 'Repair')],
          rows: faults.map(({ what, unit = '', repair = '' }) => [what, same(unit), same(repair)]),
        },
      ]

function signaturesOf(source: ReportSource): readonly Block[] {
  const rows = source.forms.flatMap(({ title, signed }): readonly (readonly Text[])[] =>
    signed
      ? [
          [
            title,
            signed.byLink
              ? text(`${signed.signer}（客户本人链接）`, `${signed.signer} (by their own link)`)
              : same(signed.signer),
            when(signed.at, source),
            same(signed.sha256 ? `SHA-256 ${signed.sha256}` : '–'),
          ],
        ]
      : [],
  )
  const drawings = source.forms.flatMap(({ title, signed }): readonly Block[] =>
    signed?.sha256 === undefined
      ? []
      : [
          {
            kind: 'picture',
            sha256: signed.sha256,
            caption: both((language) => `${title[language === 'en' ? 'en' : 'zh']} · ${signed.signer}`),
          },
        ],
  )
  const photos = source.photos.map(({ sha256, note }) => same([note, `SHA-256 ${sha256}`].filter(Boolean).join(' · ')))
  return [
    rows.length > 0
      ? {
          kind: 'table',
          head: [text('表单', 'Form'), text('签字人', 'Signed by'), text('时间', 'At'), text('签字图', 'Drawing')],
          rows,
        }
      : { kind: 'words', text: text('没有签字。', 'Not signed.') },
    ...drawings,
    ...(photos.length > 0 ? [listOf(photos)] : []),
  ]
}
