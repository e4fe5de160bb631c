import type { RegisteredId } from '../../../shared/ports/messaging.ts'

// The texts to register with a provider, and what their variables hold: once, for every provider.

export interface Variable {
  /** So many characters it is given, at most. */
  readonly most: number
  /** Words give way; what is acted on – a number, a time, a token – is whole or not said. */
  readonly isCut?: 'end' | 'start'
  readonly example: string
}

/** No name may be one that providers keep for themselves, such as `site`, `id`, `mobile`. */
export const VARIABLES = {
  severity: { most: 6, isCut: 'end', example: '紧急' },
  place: { most: 18, isCut: 'end', example: '城东派出所' },
  // Units of one site differ at the end.
  device: { most: 12, isCut: 'start', example: '执法仪17' },
  number: { most: 12, example: '261120-0001' },
  deadline: { most: 12, example: '02:19' },
  what: { most: 12, isCut: 'end', example: '到场剩45分钟' },
  news: { most: 20, isCut: 'end', example: '工程师王强已接单，会与您联系' },
  ask: { most: 12, isCut: 'end', example: '03:00 前' },
  count: { most: 4, example: '3' },
  pages: { most: 4, example: '2' },
  by: { most: 12, isCut: 'end', example: '王主任' },
  code: { most: 6, example: '482913' },
  token: { most: 12, example: 'k3Jd8sQ2xZ7w' },
} as const satisfies Record<string, Variable>
export type VariableName = keyof typeof VARIABLES

/** To whom a link leads: the path that stands before its token. */
export type LinkPath = 'p' | 'c' | 'i'

export interface RegisteredText {
  /** `{place}` stands for a variable. The link follows, where there is one. */
  readonly text: string
  readonly link?: LinkPath
}

export const TEXTS: Readonly<Record<RegisteredId, RegisteredText>> = {
  page: { text: '{severity}故障待接单：{place} {device}，单号 {number}，接单时限 {deadline}', link: 'p' },
  breach: { text: '{severity}故障已超时：{place} {device}，单号 {number}，接单时限 {deadline}', link: 'p' },
  reminder: { text: '工单提醒：{what}，{place} {device}，单号 {number}，{ask}', link: 'p' },
  bundle: { text: '您有{count}件工单要处理，其中{pages}件待接单，接单时限 {deadline}', link: 'i' },
  stuck: { text: '系统卡住：工单 {number} 等{count}件时限无人看守，请打电话跟进并叫系统管理员' },
  notice: { text: '服务通知：{news}，{place} {device}，单号 {number}，详情', link: 'c' },
  test: { text: '测试短信：故障呼叫能发到这部手机。请在15分钟内把 {code} 报给{by}' },
}
