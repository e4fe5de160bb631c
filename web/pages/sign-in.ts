import type { Language } from '../../shared/kernel/text.ts'
import { html } from '../html.ts'
import { layout } from './layout.ts'

export type SignInTrouble = keyof (typeof TROUBLES)['en']

export interface SignInPage {
  readonly trouble: SignInTrouble
  readonly language: Language
  /** Where they wanted to go. */
  readonly to: string
  /** As whom the provider knows them. */
  readonly who?: string | undefined
}

/** Why nobody is signed in, and what to do now. */
export const signInPage = ({ trouble, language, to, who }: SignInPage): string => {
  const { title, text } = TROUBLES[language][trouble]
  const words = WORDS[language]
  const again = `/sign-in?${new URLSearchParams({ to })}`
  return layout({
    title,
    language,
    body: html`<div class="card"><h1>${title}</h1><p>${text}</p>
${who && html`<p>${words.who} <b>${who}</b></p>`}
<a class="button" href="${again}">${words.again}</a>
<a class="button quiet" href="${again}&as=other">${words.other}</a></div>`,
  })
}

const WORDS = {
  'zh-CN': { who: '登录的账号：', again: '重新登录', other: '换一个账号登录' },
  en: { who: 'Signed in as:', again: 'Sign in again', other: 'Sign in as somebody else' },
} as const

const TROUBLES = {
  'zh-CN': {
    refused: { title: '没有登录', text: '登录被取消，或登录服务没有放行这个账号。' },
    again: { title: '这次登录已经失效', text: '登录页开得太久、已经用过，或同时开了几个。请再登录一次。' },
    clock: {
      title: '时间对不上',
      text: '按我们的时间，登录服务给的凭证已经过期或还没有生效。请再试一次；仍然如此，请管理员核对登录服务的时钟。',
    },
    unreachable: { title: '登录服务没有回应', text: '请过一会儿再试。仍然如此，请告诉管理员。' },
    settings: {
      title: '登录没有设置好',
      text: '登录服务不接受本系统。请管理员核对部署参数 JwtIssuer、JwtAudience、ConfidentialClient，以及登录服务里登记的回调地址（以 /sign-in/callback 结尾）。',
    },
    noClaim: {
      title: '不知道您是谁',
      text: '登录服务的凭证里没有人员编号。请管理员核对部署参数 StaffClaim。',
    },
    noRole: {
      title: '您还没有角色',
      text: '账号没有问题，但没有 viewer、engineer、dispatcher、manager 中的任何一个角色。请管理员在登录服务里给您加上，然后重新登录。',
    },
    tooLong: {
      title: '登录凭证太长',
      text: '浏览器存不下登录服务给的凭证。请管理员让登录服务少放一些内容，例如只放本系统用到的组。',
    },
    foreignOrigin: { title: '没有执行', text: '请求来自别的网站。请打开控制台，在页面上操作。' },
    failed: { title: '出错了', text: '我们这边出了问题，请过一会儿再试。' },
  },
  en: {
    refused: { title: 'Not signed in', text: 'Signing in was cancelled, or the provider did not admit this account.' },
    again: {
      title: 'This attempt has ended',
      text: 'It was open for too long, was used before, or was one of several at once. Please sign in once more.',
    },
    clock: {
      title: 'The clocks do not agree',
      text: "By our time the provider's token has ended or has not begun. Please try again; if it stays so, ask whoever runs the provider to check its clock.",
    },
    unreachable: {
      title: 'The provider does not answer',
      text: 'Please try again in a while. If it stays so, tell whoever runs this system.',
    },
    settings: {
      title: 'Signing in is not set up right',
      text: 'The provider does not accept this system. Whoever runs it should check the parameters JwtIssuer, JwtAudience and ConfidentialClient, and the callback address at the provider (it ends with /sign-in/callback).',
    },
    noClaim: {
      title: 'Nobody knows who you are',
      text: "The provider's token holds no id of a person. Whoever runs this system should check the parameter StaffClaim.",
    },
    noRole: {
      title: 'You have no role yet',
      text: 'The account is right, but it has none of the roles viewer, engineer, dispatcher, manager. Ask whoever runs the provider for one, then sign in again.',
    },
    tooLong: {
      title: 'The token is too long',
      text: "A browser cannot keep the provider's token. Whoever runs the provider should put less into it, such as only the groups that this system uses.",
    },
    foreignOrigin: { title: 'Not done', text: 'This was sent by another site. Please open the console and act there.' },
    failed: { title: 'Something went wrong', text: 'The fault is ours. Please try again in a while.' },
  },
} as const
