import type { Renewal } from '../directory/directory.ts'
import { allowance } from '../kernel/allowance.ts'
import type { Day } from '../kernel/calendar.ts'
import type { Ending } from '../kernel/deadline.ts'
import type { Duration } from '../kernel/instant.ts'
import type { Language, Text } from '../kernel/text.ts'
import type { Extension } from './extensions.ts'

/** `2024-02-29 验收 + 3 年（C1）→ 2027-02-28，遇休息日顺延 → 2027-03-01` */
export const base = (
  { on, replaced, length, clause }: { on: Day; replaced: boolean; length: Duration; clause: string },
  end: Ending,
): Text => ({
  zh: `${on} ${replaced ? '换新' : '验收'} + ${time(length, 'zh-CN')}（${clause}）${ending(end).zh}`,
  en: `${replaced ? 'replaced' : 'accepted'} ${on} + ${time(length, 'en')} (${clause})${ending(end).en}`,
})

export const extended = ({ clause, per, repair, by }: Extension, end: Ending): Text => {
  const [zh, en] = per === 'downtime' ? ['停用', 'out of use'] : ['故障未能排除', 'fault could not be removed']
  return {
    zh: `${repair} ${zh} + ${time(by, 'zh-CN')}（${clause}）${ending(end).zh}`,
    en: `${repair} ${en} + ${time(by, 'en')} (${clause})${ending(end).en}`,
  }
}

export const renewed = ({ from, until }: Renewal, carried: number, clause: string | undefined, end: Day): Text => ({
  zh: `续保 ${from} 至 ${until}${clause ? `（${clause}）` : ''}${carried ? `，加上已延长的 ${carried} 天` : ''} → ${end}`,
  en: `renewed ${from} to ${until}${clause ? ` (${clause})` : ''}${
    carried ? `, and the ${carried} ${carried === 1 ? 'day' : 'days'} it had been extended by` : ''
  } → ${end}`,
})

export const gap = (from: Day, until: Day): Text => ({
  zh: `${from} 至 ${until} 无保修`,
  en: `no warranty ${from} to ${until}`,
})

export const notShorter = (until: Day): Text => ({
  zh: `不短于被换下设备的保修 → ${until}`,
  en: `not shorter than the warranty of the unit it replaced → ${until}`,
})

export const noWarranty: Text = { zh: '承诺书未约定质保', en: 'the plan promises no warranty' }
export const noAcceptance: Text = { zh: '验收日期未登记', en: 'no date of acceptance on file' }
export const beforeAcceptance: Text = {
  zh: '尚未验收，按保修内处理',
  en: 'not accepted yet, treated as under warranty',
}
export const unknownYears = (years: readonly number[]): Text => ({
  zh: `${years.join('、')} 年放假安排尚未公布，暂按普通周计算`,
  en: `holidays of ${years.join(', ')} not published yet, ordinary weeks assumed`,
})

const ending = ({ day, movedFrom }: Ending): Text =>
  movedFrom
    ? { zh: ` → ${movedFrom}，遇休息日顺延 → ${day}`, en: ` → ${movedFrom}, rest days passed over → ${day}` }
    : { zh: ` → ${day}`, en: ` → ${day}` }

const time = (length: Duration, language: Language): string => allowance({ limit: length, window: '7x24' }, language)
