import { pick } from '../../shared/notify/texts.ts'
import type { Language, Plan, Text } from '../../shared/plan/plan.ts'
import { WORDS } from '../texts.ts'
import { labelOf } from './fields.ts'

const text = (zh: string, en: string): Text => ({ zh, en })

/** What the edge says of a field, and how a page says it; `$1` and `$2` are what the pattern caught. */
const MESSAGES: readonly (readonly [RegExp, Text])[] = [
  [/^is missing$/, text('没有填写', 'is missing')],
  [/^must be a date and time$/, text('请填写日期和时间，如 2026-11-20T14:30', 'write it as 2026-11-20T14:30')],
  [/^must be an amount/, text('请填写金额，如 1234.50', 'write an amount such as 1234.50')],
  [
    /^line (\d+) is not a code and how many/,
    text('第 $1 行请写成“编码 × 数量”，如 BAT-7 × 2', 'line $1: write a code and how many, such as BAT-7 × 2'),
  ],
  [/^must be in the future$/, text('必须晚于现在', 'must be later than now')],
  [/^Too big/, text('太长，请缩短', 'is too long, please shorten it')],
  [/^(must be one of|Invalid option)/, text('请选择列表中的一项', 'choose one of the list')],
  [/^(\S+) asks for the end user's consent first/, text('请先登记远程授权（$1）', 'record the consent first ($1)')],
  [/^(\S+) asks /, text('按 $1 必须填写', '$1 asks for it')],
  [/^no loaner is free$/, text('现在没有可用的备机，请联系服务经理', 'no loaner is free; call the service manager')],
  [/^loaner ".*" is not free$/s, text('这台备机不可用；留空会自动挑选', 'is not free; left empty, one is chosen')],
  [
    /is a "(.*)", and the unit to stand in for is a "(.*)"$/s,
    text('型号不符：备机是 $1，设备是 $2', 'is a $1, and the unit a $2'),
  ],
  [/^no unit has the serial number/, text('没有这个序列号的设备，请核对铭牌', 'no unit has it; check the name plate')],
  [
    /^this unit already has the open repair (\S+);/,
    text('这台设备已有未关闭的报修 $1，请在那一单处理', 'it already has the open repair $1; go on there'),
  ],
  // who pays
  [
    /^price list ".*" has no "(.*)"; its codes are (.*)$/s,
    text('价目表没有编码 $1；有：$2', 'the price list has no $1; it has $2'),
  ],
  [/^"(.*)" has no (cost )?price in/, text('$1 没有定价，请联系服务经理', '$1 has no price; call the service manager')],
  [
    /does not say who pays/,
    text('服务承诺没有说这种情况谁付费，请联系服务经理', 'the plan does not say who pays; call the service manager'),
  ],
  [
    /^nobody can say whether/,
    text('不知道是否在质保期内，请联系服务经理登记验收日期', 'is it in warranty? have its acceptance recorded'),
  ],
  [
    /names no price list|^none binds this unit/,
    text('合同没有价目表，请联系服务经理', 'the contract has no price list; call the service manager'),
  ],
  [/^identify the unit first/, text('请先登记设备', 'identify the unit first')],
  [
    /quote them first/,
    text(
      '这种情况配件要收费：请先报价，客户同意后再完成',
      'these parts are charged: quote them, and go on once accepted',
    ),
  ],
  // a new unit
  [/^the unit to be replaced is not on file/, text('要更换的设备还没有登记', 'the unit to be replaced is not on file')],
  [/^(\S+) promises the same model, "(.*)"$/, text('$1 承诺换同型号：$2', '$1 promises the same model, $2')],
  [/is on file already/, text('这个序列号已登记，请填新设备的', 'is on file already; give that of the new unit')],
  [/is a loaner;/, text('这是备机，请填新设备的', 'is a loaner; give that of the new unit')],
  // whose loss
  [/bears no loss by/, text('服务承诺不包括这类损失', 'the plan does not bear such a loss')],
  [/^(\S+) covers defects of/, text('$1 只包括设计和制造缺陷', '$1 covers defects of design and manufacture only')],
]
const UNREADABLE = text('填写有误，请重新填写', 'cannot be read, please write it again')

/** A field that no form has, but whose matter its reader can see to. */
const ELSEWHERE: Readonly<Record<string, Text>> = { unit: text('设备', 'Unit'), contract: text('合同', 'Contract') }

/** A problem such as `done: is missing`, by the labels of the form: `处理内容：没有填写`. */
export const problemText = (problem: string, action: string | undefined, plan: Plan, language: Language): string => {
  const [, path = '', message = ''] = /^([^:]*): (.*)$/s.exec(problem) ?? []
  const name = path.split(/[.[]/)[0] ?? ''
  const label = labelOf(action, name, plan) ?? (Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined)
  // A field or an action that this page does not have was made by another page.
  if (!label) return WORDS[language].outdated
  for (const [pattern, says] of MESSAGES) {
    const found = pattern.exec(message)
    if (found) return line(label, filledIn(pick(says, language), found), language)
  }
  return line(label, pick(UNREADABLE, language), language)
}

const filledIn = (says: string, found: RegExpExecArray): string =>
  says.replace(/\$(\d)/g, (_, group) => found[Number(group)] ?? '')

const line = (label: Text, says: string, language: Language): string =>
  `${pick(label, language)}${language === 'zh-CN' ? '：' : ': '}${says}`
