import type { Fault } from '../../shared/kernel/errors.ts'
import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import type { Plan } from '../../shared/plan/plan.ts'
import { WORDS } from '../texts.ts'
import { labelOf } from './fields.ts'

/** A field that no form has, but whose matter its reader can see to. */
const ELSEWHERE: Readonly<Record<string, Text>> = {
  action: text('操作', 'Action'),
  unit: text('设备', 'Unit'),
  contract: text('合同', 'Contract'),
  repair: text('报修单', 'Repair'),
}

/** A fault of `done` by the labels of the form: `处理内容：没有填写`. */
export const problemText = (fault: Fault, action: string | undefined, plan: Plan, language: Language): string => {
  const name = fieldOf(fault.at)
  const label = labelOf(action, name, plan) ?? (Object.hasOwn(ELSEWHERE, name) ? ELSEWHERE[name] : undefined)
  // A field or an action that this page does not have was made by another page.
  if (!label) return WORDS[language].outdated
  return `${inLanguage(label, language)}${language === 'zh-CN' ? '：' : ': '}${inLanguage(inPlainWords(fault), language)}`
}

/** The field of a form that a fault's path begins with. */
export const fieldOf = (at: string): string => at.split(/[.[]/)[0] ?? ''

/** What the schemas say in their own terms is for programs. */
export const inPlainWords = (fault: Fault): Text =>
  PLAIN.find(([opening]) => fault.en.startsWith(opening))?.[1] ?? fault

const PLAIN: readonly (readonly [string, Text])[] = [
  ['Invalid option', text('请选择列表中的一项', 'choose one of the list')],
  ['Invalid', text('填写有误，请重新填写', 'cannot be read, please write it again')],
  ['Too big', text('太长，请缩短', 'is too long, please shorten it')],
]
