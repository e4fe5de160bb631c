import { ownOf } from '../kernel/own-of.ts'
import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import type { Template } from './mail-rows.ts'

// What is told of duty by the roster: who comes on, who goes off, whose turn is another's, and when nobody has it.

const SAYS: Readonly<Record<string, Text>> = {
  on: text('您开始值班', 'you are on duty'),
  off: text('您已下班', 'you are off duty'),
  gained: text('给您加了一班', 'you have a new turn'),
  moved: text('您的班调了', 'your turn has moved'),
  lost: text('您的一班取消了', 'a turn of yours is off'),
  gap: text('无人值班', 'nobody on duty'),
}
const SHORT = text('值班', 'duty')

interface Times {
  readonly full: string
  readonly bare: string
}

/** From the friendliest to the tersest. */
export function handoverWordings(
  { asked = '', count }: Readonly<Record<string, string | undefined>>,
  language: Language,
  from: Times,
  until: Times,
) {
  const say = (words: Text) => inLanguage(words, language)
  const lead = say(ownOf(SAYS, asked) ?? SHORT)
  const open = count === undefined ? '' : say(OPEN[asked]?.(count) ?? text('', ''))
  const span = (start: string, end: string) => {
    if (asked === 'off') return ''
    if (asked === 'on') return end && say(text(`至 ${end}`, `until ${end}`))
    return start && end && `${start} – ${end}`
  }
  const ask = (start: string, end: string) =>
    [span(start, end), open].filter(Boolean).join(language === 'en' ? ', ' : '，')
  return [
    { lead, ask: ask(from.full, until.full) },
    { lead, ask: span(from.bare, until.bare) },
    { lead: say(SHORT), ask: from.bare || until.bare },
  ]
}

const OPEN: Readonly<Record<string, (count: string) => Text>> = {
  on: (count) => text(`${count} 件没有人接`, `${count} that nobody has`),
  off: (count) => text(`您手上还有 ${count} 件`, `you still have ${count}`),
  gap: (count) => (count === '1' ? text('', '') : text(`等 ${count} 处`, `and more, ${count} in all`)),
}

export const GAPS: Template = {
  heading: text('值班表有空档', 'Nobody is on duty'),
  message: text(
    '以下时间值班表上没有人，呼叫只能找您。请打开值班表，安排人代班。',
    'In the time below the roster has nobody, and calls reach you alone. Please open the roster and find somebody to stand in.',
  ),
  rows: ['roster', 'from', 'until', 'gaps'],
  button: text('查看', 'See it'),
}
