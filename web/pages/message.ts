import type { Language } from '../../shared/plan/plan.ts'
import { html } from '../html.ts'
import { layout } from './layout.ts'

export type MessageKind = keyof (typeof MESSAGES)['en']

/** A page that only says one thing: a link that leads nowhere, an error. */
export const messagePage = (kind: MessageKind, language: Language): string => {
  const { title, text } = MESSAGES[language][kind]
  return layout({ title, language, body: html`<div class="card"><h1>${title}</h1><p>${text}</p></div>` })
}

const MESSAGES = {
  'zh-CN': {
    unknownLink: { title: '链接无效或已过期', text: '请使用最近一次收到的链接，或拨打服务热线。' },
    badRequest: { title: '无法处理', text: '提交的内容不完整，请返回上一页检查后再试。' },
    tooLarge: { title: '内容太长', text: '请返回上一页，缩短内容后再提交。' },
    busy: { title: '系统繁忙', text: '请稍候再试一次，您刚才的操作还没有保存。' },
    failed: { title: '出错了', text: '我们这边出了问题，请稍候再试，或拨打服务热线。' },
  },
  en: {
    unknownLink: {
      title: 'Link unknown or expired',
      text: 'Please use the latest link you received, or call the hotline.',
    },
    badRequest: {
      title: 'That did not work',
      text: 'Something is missing in what was sent. Please go back and check.',
    },
    tooLarge: { title: 'Too long', text: 'Please go back and shorten what you wrote.' },
    busy: { title: 'Busy', text: 'Please try again in a moment; what you just did is not saved yet.' },
    failed: { title: 'Something went wrong', text: 'The fault is ours. Please try again, or call the hotline.' },
  },
} as const
