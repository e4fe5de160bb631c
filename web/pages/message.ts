import type { Language } from '../../shared/kernel/text.ts'
import { phoneShown } from '../../shared/message/format.ts'
import { html } from '../html.ts'
import { layout } from './layout.ts'

export type MessageKind = keyof (typeof MESSAGES)['en']

/** A page that only says one thing: a link that leads nowhere, an error. `hotline`: whom to call instead. */
export const messagePage = (kind: MessageKind, language: Language, hotline?: string): string => {
  const { title, text } = MESSAGES[language][kind]
  const call =
    hotline && html`<a class="button quiet" href="tel:${hotline}">${CALL[language]} ${phoneShown(hotline)}</a>`
  return layout({ title, language, body: html`<div class="card"><h1>${title}</h1><p>${text}</p>${call}</div>` })
}

const CALL: Readonly<Record<Language, string>> = { 'zh-CN': '拨打服务热线', en: 'Call the hotline' }

const MESSAGES = {
  'zh-CN': {
    unknownLink: { title: '链接无效或已过期', text: '请使用最近一次收到的链接，或拨打服务热线。' },
    endedLink: {
      title: '链接无效或已过期',
      text: '请使用最近一次收到的链接，或拨打服务热线，报上报修单号。',
    },
    endedWorkLink: {
      title: '链接无效或已过期',
      text: '请使用最近一条短信里的链接；下一条短信会带新链接。等不及请联系调度，报上报修单号。',
    },
    badRequest: { title: '无法处理', text: '提交的内容不完整，请返回上一页检查后再试。' },
    tooLarge: { title: '内容太长', text: '请返回上一页，缩短内容后再提交。' },
    foreignOrigin: { title: '没有执行', text: '请求来自别的网站。请打开您收到的链接，在页面上操作。' },
    tooMany: { title: '操作太频繁', text: '这个链接用得太多了。请稍候再试；着急请拨打服务热线。' },
    busy: { title: '系统繁忙', text: '请稍候再试一次，您刚才的操作还没有保存。' },
    failed: { title: '出错了', text: '我们这边出了问题，请稍候再试，或拨打服务热线。' },
  },
  en: {
    unknownLink: {
      title: 'Link unknown or expired',
      text: 'Please use the latest link you received, or call the hotline.',
    },
    endedLink: {
      title: 'Link unknown or expired',
      text: 'Please use the latest link you received, or call the hotline with the number of the repair.',
    },
    endedWorkLink: {
      title: 'Link unknown or expired',
      text: 'Use the link in your latest text message; the next one brings a new link. If you cannot wait, call the dispatcher with the number of the repair.',
    },
    badRequest: {
      title: 'That did not work',
      text: 'Something is missing in what was sent. Please go back and check.',
    },
    tooLarge: { title: 'Too long', text: 'Please go back and shorten what you wrote.' },
    foreignOrigin: {
      title: 'Not done',
      text: 'This was sent by another site. Please open the link you received, and act on its page.',
    },
    tooMany: {
      title: 'Too often',
      text: 'This link is used too much. Please wait a little; if it is urgent, call the hotline.',
    },
    busy: { title: 'Busy', text: 'Please try again in a moment; what you just did is not saved yet.' },
    failed: { title: 'Something went wrong', text: 'The fault is ours. Please try again, or call the hotline.' },
  },
} as const
