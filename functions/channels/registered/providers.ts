import { type Text, text } from '../../../shared/kernel/text.ts'

/** What a provider lets the variables of a notification hold, and how it wants them written. */
export interface Rules {
  readonly name: Text
  /** Which setting says what it calls the texts. */
  readonly setting: string
  /** As what the texts are registered. */
  readonly type: Text
  /** So many characters at most, whatever they are. Longer values take several variables, side by side. */
  readonly most: number
  /** The placeholder, by its variable's name and by its place in the text, from 1. */
  mark(name: string, place: number): string
}

/** As the providers publish it; what they change is changed here, and the texts are registered anew. */
export const RULES = {
  /** Help center, "template specifications": attribute 其他, 1 to 35 characters; an address is refused, and so is an empty value. */
  alibaba: {
    name: text('阿里云', 'Alibaba Cloud'),
    setting: 'ALIBABA_SMS_TEMPLATES',
    type: text(
      '类型“短信通知”，变量属性都选“其他”',
      'type 短信通知 (notification), every variable of the kind 其他 (others)',
    ),
    most: 35,
    mark: (name: string) => `\${${name}}`,
  },
  /** FAQ 382/13301: outside verification codes a variable holds 6 characters, and no link. */
  tencent: {
    name: text('腾讯云', 'Tencent Cloud'),
    setting: 'TENCENT_SMS_TEMPLATES',
    type: text('类型“普通短信 / 通知”', 'type 普通短信 (ordinary), notification'),
    most: 6,
    mark: (_: string, place: number) => `{${place}}`,
  },
} as const satisfies Record<string, Rules>
export type Provider = keyof typeof RULES
