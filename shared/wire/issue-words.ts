import type * as z from 'zod'
import type { Text } from '../kernel/text.ts'

/** Chinese for the messages of our schemas, found again by the English that zod carries. */
const CHINESE = new Map<string, string>()

/** The message of a schema's own check: `z.string().regex(…, said('…', '…'))`. Gives the English. */
export const said = (zh: string, en: string): string => {
  CHINESE.set(en, zh)
  return en
}

/** What zod found, in the words of whoever wrote the value. */
export const issueText = (issue: z.core.$ZodIssue): Text => ({ zh: chinese(issue), en: english(issue) })

const english = (issue: z.core.$ZodIssue): string => {
  if (isMissing(issue)) return 'is missing'
  return issue.code === 'invalid_union' ? 'is not a known value' : issue.message
}

/** Only asked where a value was expected at all: a value of another type is no missing one. */
const isMissing = ({ code, message }: z.core.$ZodIssue): boolean =>
  code === 'invalid_type' && message.endsWith('received undefined')

const chinese = (issue: z.core.$ZodIssue): string => {
  const own = CHINESE.get(issue.message)
  if (own !== undefined) return own
  switch (issue.code) {
    case 'custom':
      return isWorded(issue.params) ? issue.params.text.zh : issue.message
    case 'invalid_type':
      return isMissing(issue) ? '没有填写' : `要写成${KINDS[issue.expected] ?? issue.expected}`
    case 'too_small':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `不能小于 ${issue.minimum}`
        : issue.origin === 'string'
          ? Number(issue.minimum) > 1
            ? `至少 ${issue.minimum} 个字`
            : '不能为空'
          : `至少要有 ${issue.minimum} 项`
    case 'too_big':
      return issue.origin === 'number' || issue.origin === 'int'
        ? `不能大于 ${issue.maximum}`
        : `最多 ${issue.maximum} ${issue.origin === 'string' ? '个字' : '项'}`
    case 'invalid_format':
      return FORMATS[issue.format] ?? '格式不对'
    case 'invalid_value':
      return `只能是 ${issue.values.map(String).join('、')}`
    case 'invalid_union':
      return '不是可用的值'
    default:
      return issue.message
  }
}

const isWorded = (params: unknown): params is { text: Text } =>
  typeof params === 'object' && params !== null && 'text' in params

const KINDS: Readonly<Record<string, string>> = {
  string: '文字',
  number: '数字',
  int: '整数',
  boolean: 'true 或 false',
  array: '列表',
  object: '一组字段',
  record: '一组字段',
}

const FORMATS: Readonly<Record<string, string>> = {
  email: '不是电子邮箱地址',
  url: '不是网址',
  date: '要写成日期，例如 2026-06-01',
  duration: '要写成时长，例如 PT15M',
  datetime: '要写成时刻，例如 2026-11-19T18:13:00Z',
}
