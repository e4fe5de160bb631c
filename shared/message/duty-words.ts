import { ownOf } from '../kernel/own-of.ts'
import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import { lengthOfTime } from './format.ts'

// What is told by text message of reinforced duty, and of the customer's calendar that it follows.

const SAYS: Readonly<Record<string, Text>> = {
  gained: text('请您值守', 'you are on the watch'),
  changed: text('您的值守时间改了', 'your watch has moved'),
  lost: text('您的值守取消了', 'your watch is off'),
  deputy: text('请您做值守替补', 'you stand in for the watch'),
  begins: text('您的值守开始了', 'your watch begins'),
  entry: text('请补写值守记录', 'the log of the watch wants an entry'),
  noDeputy: text('不用您做值守替补了', 'no stand-in needed for the watch'),
}
const SHORT = text('值守', 'watch')

const CALENDAR: Readonly<Record<string, Text>> = {
  entered: text('客户在日历上写了', 'on the customer’s calendar:'),
  changed: text('客户改了日历', 'moved on the customer’s calendar:'),
  withdrawn: text('客户从日历上撤回', 'off the customer’s calendar:'),
}

/** A contact wrote something on their calendar. `day`: on which it begins. */
export const calendarWordings = (
  { asked = '', day = '' }: Readonly<Record<string, string | undefined>>,
  language: Language,
) => {
  const lead = inLanguage(ownOf(CALENDAR, asked) ?? text('客户日历', 'calendar'), language)
  return [
    { lead, ask: day },
    { lead: inLanguage(text('客户日历', 'calendar'), language), ask: '' },
  ]
}

interface Times {
  readonly full: string
  readonly bare: string
}

/** From the friendliest to the tersest. `time`: from when on; `end`: of a watch that begins, until when. */
export function dutyWordings(
  { asked = '', entries }: Readonly<Record<string, string | undefined>>,
  language: Language,
  time: Times,
  end: Times,
) {
  const say = (words: Text) => inLanguage(words, language)
  if (asked === 'begins') return beginning(language, end, entries)
  const from = (at: string) => at && say(text(`${at} 起`, `from ${at}`))
  return [
    { lead: say(ownOf(SAYS, asked) ?? SHORT), ask: from(time.full) },
    { lead: say(SHORT), ask: from(time.bare) },
  ]
}

/** Until when, and how often something is to be written down. */
function beginning(language: Language, end: Times, entries: string | undefined) {
  const say = (words: Text) => inLanguage(words, language)
  const until = (at: string) => say(text(`至 ${at}`, `until ${at}`))
  const every = entries === undefined ? '' : lengthOfTime(entries, language)
  const often = every && say(text(`每${every}写一次记录`, `an entry every ${every}`))
  const lead = say(SAYS.begins ?? SHORT)
  return [
    { lead, ask: [until(end.full), often].filter(Boolean).join(language === 'en' ? ', ' : '，') },
    { lead: say(SHORT), ask: [until(end.bare), every && `/${every}`].filter(Boolean).join(' ') },
    { lead: say(SHORT), ask: until(end.bare) },
  ]
}
