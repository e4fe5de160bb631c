import { earliest } from '../kernel/instant.ts'
import type { Language } from '../kernel/text.ts'
import type { Said } from '../ports/messaging.ts'
import { isPage, type SmsEffect } from '../subject/effect.ts'
import { saidOf, saidOfMany } from './said.ts'
import { leadOf, namesOf, renderSms, SMS_MAX } from './sms.ts'
import { answerBy } from './sms-wordings.ts'
import { joined, WORDS } from './sms-words.ts'

/** What several messages to one person say as one, and its values for providers that send templates. */
export interface Bundle {
  readonly text: string
  readonly values: Readonly<Record<string, string>>
  readonly said?: Said
}

/**
 * `3 件未接：紧急 城东所 执法仪17；… 02:19 前接单 <link>`: how many, then as many as there is room for, those first that come first.
 * Several about one subject are told as one message about it.
 */
export function bundleOf(effects: readonly SmsEffect[], url: string): Bundle {
  const [first] = effects
  if (!first) return { text: '', values: {} }
  const inOrder = [...effects.filter(isPage), ...effects.filter((effect) => !isPage(effect))]
  const perSubject = [...Map.groupBy(inOrder, ({ about }) => about).values()].map(unique)
  const [only, ...more] = perSubject
  const { language } = first
  const count = headline(perSubject, language)
  const values = { count, pages: String(effects.filter(isPage).length), repairs: String(perSubject.length) }
  if (only?.[0] && more.length === 0)
    return { text: renderSms(only[0], url, only.slice(1)), values, said: saidOf(only[0]) }
  const deadline = deadlineOf(effects.filter(isPage), first)
  const items = perSubject.flatMap(([effect]) => (effect ? [itemOf(effect)] : []))
  const list = fitting(items, SMS_MAX - joined([count, deadline, url]).length - 1, language)
  const colon = language === 'en' ? ': ' : '：'
  const said = saidOfMany(perSubject.length, effects.filter(isPage), first)
  return { text: joined([list ? `${count}${colon}${list}` : count, deadline, url]), values, said }
}

/** Repairs that nobody has taken, and others. */
function headline(repairs: readonly (readonly SmsEffect[])[], language: Language): string {
  const words = WORDS[language]
  const pages = repairs.filter((effects) => effects.some(isPage)).length
  const others = repairs.length - pages
  if (pages === 0)
    return repairs.flat().every(({ template }) => template === 'question')
      ? words.toDo(others)
      : words.reminders(others)
  return [words.unanswered(pages), others > 0 && words.reminders(others)]
    .filter(Boolean)
    .join(language === 'en' ? ', ' : '，')
}

const itemOf = (effect: SmsEffect): string => {
  const { site, unit } = namesOf(effect)
  return joined([leadOf(effect), site, unit])
}

/** By when the first of the pages is to be answered. */
function deadlineOf(pages: readonly SmsEffect[], reader: SmsEffect): string {
  const at = earliest(pages.flatMap(({ values }) => values.answerBy ?? []))
  const sentAt = pages.at(-1)?.values.sentAt
  return at ? answerBy({ answerBy: at, sentAt }, reader).full : ''
}

/** As many as fit, whole; `…` for the rest. */
function fitting(items: readonly string[], room: number, language: Language): string {
  const between = language === 'en' ? '; ' : '；'
  for (let shown = items.length; shown > 0; shown--) {
    const text = items.slice(0, shown).join(between) + (shown < items.length ? '…' : '')
    if (text.length <= room) return text
  }
  return ''
}

/** What is said once is not said again, and of the times that were chosen only the last. */
const unique = (effects: readonly SmsEffect[]): SmsEffect[] => [
  ...new Map(effects.map((effect) => [isChoice(effect) ? '' : leadOf(effect), effect])).values(),
]
const isChoice = ({ template, values }: SmsEffect): boolean =>
  template === 'visitAnswered' && values.answer === 'chosen'
