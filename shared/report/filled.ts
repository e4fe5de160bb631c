import type { Said } from '../form/words.ts'
import { text } from '../kernel/text.ts'
import { longTime } from '../message/format.ts'
import type { Block } from './document.ts'
import type { ReportedForm, ReportSource } from './source.ts'
import { both, same } from './words.ts'

/** What was filled in, question by question. */
export const formSections = (form: ReportedForm, source: ReportSource) => [
  {
    title: form.title,
    blocks: [
      {
        kind: 'words' as const,
        text: both((language) => {
          const at = longTime(form.at, source.timezone, language)
          return language === 'zh-CN'
            ? `${form.by} 于 ${at} 填写（表单第 ${form.version} 版）${form.score === undefined ? '' : `，评分 ${form.score.toFixed(1)}`}`
            : `Filled in by ${form.by}, ${at} (form version ${form.version})${form.score === undefined ? '' : `, score ${form.score.toFixed(1)} of 5`}`
        }),
      },
      ...[...Map.groupBy(form.said, ({ section }) => section.zh)].flatMap(([, said]) => saidTable(said)),
    ],
  },
]

const saidTable = (said: readonly Said[]): readonly Block[] => {
  const [first] = said
  return first
    ? [
        {
          kind: 'table',
          head: [first.section, text('结果', 'Result'), text('备注', 'Note')],
          rows: said.map(({ ask, answer, note, units = [] }) => [
            ask,
            answer,
            same([units.join('、'), note].filter(Boolean).join(' · ')),
          ]),
        },
      ]
    : []
}
