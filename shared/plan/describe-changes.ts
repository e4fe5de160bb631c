import { inLanguage, type Language, type Text } from '../kernel/text.ts'
import { comparePlans } from './diff.ts'
import type { PlanDocument } from './document.ts'
import type { Verdict } from './rules/kit/weigh.ts'

const HEADINGS: readonly (readonly [Verdict, Text])[] = [
  ['better', { zh: '对客户更有利', en: 'Better for the customer' }],
  ['worse', { zh: '对客户更不利', en: 'Worse for the customer' }],
  ['changed', { zh: '有变化', en: 'Changed' }],
]

/** The changes in plain words, line by line. */
export const describeChanges = (old: PlanDocument, next: PlanDocument, language: Language): string[] => {
  const say = (text: Text): string => inLanguage(text, language)
  const changes = comparePlans(old, next)
  return [
    `${say(next.title)}: ${old.id} v${old.version} → ${next.id} v${next.version}`,
    ...HEADINGS.flatMap(([effect, heading]) => {
      const lines = changes.filter((change) => change.effect === effect)
      return lines.length === 0
        ? []
        : ['', say(heading), ...lines.map(({ clause, text }) => `  ${clause ?? '–'}  ${say(text)}`)]
    }),
    ...(changes.length === 0 ? ['', say({ zh: '对客户没有变化', en: 'Nothing changes for the customer' })] : []),
    '',
    ...whom(old, next).map(say),
  ]
}

/** Who will notice: a version replaces another only for what comes after it. */
const whom = (old: PlanDocument, next: PlanDocument): Text[] => {
  if (old.id !== next.id)
    return [{ zh: '这是两份不同的承诺', en: 'These are two different commitments, not two versions of one' }]
  if (next.version <= old.version || next.effectiveFrom <= old.effectiveFrom)
    return [
      {
        zh: `新版须提高 version（现为 ${next.version}）并推后 effectiveFrom（现为 ${next.effectiveFrom}）`,
        en: `To release it, raise version (now ${next.version}) and set a later effectiveFrom (now ${next.effectiveFrom})`,
      },
    ]
  return [
    {
      zh: `自 ${next.effectiveFrom} 起适用于未被合同绑定的报修；未结的维修和绑定第 ${old.version} 版的合同不变`,
      en: `In force from ${next.effectiveFrom} for whatever no contract binds; open repairs and contracts bound to version ${old.version} keep it`,
    },
  ]
}
