import { pick } from '../../shared/notify/texts.ts'
import type { Language, Text } from '../../shared/plan/plan.ts'
import { WORDS } from '../texts.ts'
import { labelOf } from './forms.ts'

const text = (zh: string, en: string): Text => ({ zh, en })

/** What the edge says of a field, and how a page says it; `$1` is what the pattern caught. */
const MESSAGES: readonly (readonly [RegExp, Text])[] = [
  [/^is missing$/, text('没有填写', 'is missing')],
  [/^must be a date and time$/, text('请填写日期和时间，如 2026-11-20T14:30', 'write it as 2026-11-20T14:30')],
  [/^must be in the future$/, text('必须晚于现在', 'must be later than now')],
  [/^Too big/, text('太长，请缩短', 'is too long, please shorten it')],
  [/^must be one of/, text('请选择列表中的一项', 'choose one of the list')],
  [/^no loaner is free$/, text('现在没有可用的备机，请联系服务经理', 'no loaner is free; call the service manager')],
  [/^loaner ".*" is not free$/s, text('这台备机不可用；留空会自动挑选', 'is not free; left empty, one is chosen')],
  [/^no unit has the serial number/, text('没有这个序列号的设备，请核对铭牌', 'no unit has it; check the name plate')],
  [
    /^this unit already has the open repair (\S+);/,
    text('这台设备已有未关闭的报修 $1，请在那一单处理', 'it already has the open repair $1; go on there'),
  ],
]
const UNREADABLE = text('填写有误，请重新填写', 'cannot be read, please write it again')

/** A problem such as `done: is missing`, by the labels of the form: `处理内容：没有填写`. */
export const problemText = (problem: string, action: string | undefined, language: Language): string => {
  const [, path = '', message = ''] = /^([^:]*): (.*)$/s.exec(problem) ?? []
  const label = labelOf(action, path.split('.')[0] ?? '')
  // A field or an action that this page does not have was made by another page.
  if (!label) return WORDS[language].outdated
  for (const [pattern, says] of MESSAGES) {
    const found = pattern.exec(message)
    if (found) return line(label, pick(says, language).replace('$1', found[1] ?? ''), language)
  }
  return line(label, pick(UNREADABLE, language), language)
}

const line = (label: Text, says: string, language: Language): string =>
  `${pick(label, language)}${language === 'zh-CN' ? '：' : ': '}${says}`
