import { local } from '../../shared/kernel/calendar.ts'
import type { Instant } from '../../shared/kernel/instant.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import { shortDate, timeOfDay } from '../../shared/message/format.ts'
import type { Milestone } from '../../shared/plan/plan.ts'
import type { Clock } from '../../shared/promise/clock.ts'
import { heldUntil } from '../../shared/repair/state/mute.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'

/** What the hotline says; each is said in Chinese, then in English. */
export const PHRASES = {
  greeting: text('您好，这里是售后服务热线。', 'Hello, this is the service hotline.'),
  describe: text('请在提示后说明故障现象。', 'Please say what is wrong.'),
  record: text('请在滴声后留言，说完请按井号键。', 'Please leave a message after the tone, then press the hash key.'),
  strictest: text(
    '您说的级别我们没有听懂，先按最高级别处理。',
    'We did not understand how bad it is and take it as the worst.',
  ),
  hold: text('系统正忙，请不要挂机。', 'We are busy. Please stay on the line.'),
  callAgain: text(
    '很抱歉，系统暂时无法登记。您的来电已有记录，我们会回电，也请您稍后再拨。',
    'We are sorry. Your call is noted and we will call back; please also try again in a moment.',
  ),
} as const satisfies Record<string, Text>

/** `1`, what it stands for: read out as a keypad menu. */
export const keypadMenu = (options: readonly Text[]): Text => {
  const read = (language: Language) =>
    options.map((option, index) =>
      language === 'zh-CN'
        ? `${inLanguage(option, language)}请按 ${index + 1}。`
        : `For ${inLanguage(option, language)}, press ${index + 1}.`,
    )
  return text(read('zh-CN').join(''), read('en').join(' '))
}

/** C2: the repair number, digit by digit, by when we answer and by when someone is there; and that a severity was not understood. */
export const registered = (repair: Repair, now: Instant, problem?: string): Text => {
  const number = spokenNumber(repair.id)
  const { zh, en } = promised(repair, now)
  const worst = problem ? PHRASES.strictest : text('', '')
  return text(
    `已登记，报修单号 ${number}。再说一遍：${number}。${zh}${worst.zh}`,
    `Your repair number is ${number}. Again: ${number}. ${en}${worst.en}`.trim(),
  )
}

/** The same before a phone rings for them: their number once. */
export const registeredShortly = (repair: Repair, now: Instant): Text => {
  const number = spokenNumber(repair.id)
  const { zh, en } = promised(repair, now)
  return text(`已登记，报修单号 ${number}。${zh}`, `Your repair number is ${number}. ${en}`.trim())
}

/** By when they are answered and somebody is there; until when planned work lasts. */
const promised = (repair: Repair, now: Instant): Text => {
  const clock = responseClock(repair)
  const by = clock && spokenTime(clock.dueAt, repair.timezone, now)
  const arrival = clock?.term.until === 'arrived' ? undefined : firstOf(repair, 'arrived')
  const there = arrival && spokenTime(arrival.dueAt, repair.timezone, now)
  const held = heldUntil(repair)
  const planned = held && spokenTime(held, repair.timezone, now)
  return text(
    `${planned ? `现场正在计划作业，至${planned.zh}。` : ''}${by ? `我们承诺在${by.zh}前答复您。` : ''}${there ? `如需上门，${there.zh}前到达。` : ''}`,
    `${planned ? `Planned work is under way there until ${planned.en}. ` : ''}${by ? `We promise to get back to you by ${by.en}. ` : ''}${there ? `If a visit is needed, we are there by ${there.en}. ` : ''}`,
  )
}

/** `261120-0007` → `2 6 1 1 2 0, 0 0 0 7`: speech engines read separate digits one by one. */
export const spokenNumber = (repairId: string): string =>
  repairId
    .split('-')
    .map((part) => [...part].join(' '))
    .join(', ')

/** The promise a caller wants to hear: by when someone reaches them; without one, the next promise of any kind. */
export const responseClock = (repair: Repair): Clock | undefined => firstOf(repair, 'responded') ?? firstOf(repair)

/** The first of the open promises: to this milestone, or to any. */
const firstOf = ({ clocks }: Repair, until?: Milestone): Clock | undefined =>
  clocks
    .filter(({ state, drives, term }) => state === 'open' && drives && (until === undefined || term.until === until))
    .reduce<Clock | undefined>((first, next) => (!first || next.dueAt < first.dueAt ? next : first), undefined)

const spokenTime = (instant: Instant, timezone: string, now: Instant): Text => {
  const { hour, minute } = local(instant, timezone)
  const isToday = shortDate(instant, timezone, 'en') === shortDate(now, timezone, 'en')
  const day = (language: Language) => (isToday ? '' : `${shortDate(instant, timezone, language)} `)
  return text(`${day('zh-CN')}${hour}点${minute}分`, `${day('en')}${timeOfDay(instant, timezone)}`)
}
