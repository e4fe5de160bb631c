import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import { type FindingKind, type Form, type Item, itemsOf } from './form.ts'
import { limitWords } from './words.ts'

/** A form in plain words, one line for each item. */
export const describeForm = (form: Form, language: Language): readonly string[] => {
  const say = (words: Text | string) => inLanguage(words, language)
  const { id, version, title, intro, report, sections } = form
  return [
    `${say(title)} (${id} v${version})`,
    ...(intro ? [say(intro)] : []),
    ...(report ? [say(text('完成后给客户出书面报告', 'The customer gets a written report of it'))] : []),
    ...sections.flatMap((section) => [
      '',
      say(section.title),
      ...section.items.map(
        (item) => `${item.required ? '*' : '-'} ${[item.ask, ...detailsOf(item, form)].map(say).join(' · ')}`,
      ),
    ]),
  ]
}

const FINDING: Readonly<Record<FindingKind, Text>> = {
  fault: text('算故障，自动报修', 'is a fault: a repair is opened'),
  suggestion: text('算建议', 'is a suggestion'),
}

function detailsOf(item: Item, form: Form): readonly Text[] {
  return [...(item.when ? [whenWords(item.when, form)] : []), ...kindWords(item), ...(item.hint ? [item.hint] : [])]
}

function whenWords(when: NonNullable<Item['when']>, form: Form): Text {
  const before = itemsOf(form).find(({ id }) => id === when.item)
  const options = before?.kind === 'choice' ? before.options : []
  const labels = options.filter(({ value }) => when.is.includes(value)).map(({ label }) => label)
  return text(
    `只在“${before?.ask.zh}”为${labels.map(({ zh }) => zh).join('、')}时`,
    `only where "${before?.ask.en}" is ${labels.map(({ en }) => en).join(', ')}`,
  )
}

function kindWords(item: Item): readonly Text[] {
  switch (item.kind) {
    case 'choice':
      return item.options.map(({ label, finding }) =>
        finding ? text(`${label.zh}（${FINDING[finding].zh}）`, `${label.en} (${FINDING[finding].en})`) : label,
      )
    case 'number': {
      const limits = limitWords(item)
      const outside = FINDING[item.finding ?? 'fault']
      return limits ? [limits, text(`超出${outside.zh}`, `outside of it ${outside.en}`)] : [text('读数', 'a reading')]
    }
    case 'text':
      return [text('文字', 'words'), ...(item.finding ? [FINDING[item.finding]] : [])]
    case 'photo':
      return [text('照片', 'photos')]
    case 'score':
      return [text('1 到 5 分', 'from 1 to 5')]
    case 'signature':
      return [text('签字', 'signature')]
    default:
      return item satisfies never
  }
}
