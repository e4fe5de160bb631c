import type { Language } from '../../shared/kernel/text.ts'
import { Html, html, type Value } from '../html.ts'
import { layout } from './layout.ts'

/** Why nobody is signed in yet. */
export type AccountTrouble = 'wrong' | 'wait' | 'busy' | 'foreignOrigin' | 'failed'

interface SignInForm {
  readonly language: Language
  readonly to: string
  readonly name?: string | undefined
  readonly trouble?: AccountTrouble | undefined
  /** Minutes to wait. */
  readonly minutes?: number | undefined
}

/** Who it is, by name, password and, of whoever has set up an app, a code: all at once, so that nothing tells which of them is wrong. */
export function signInForm({ language, to, name, trouble, minutes = 1 }: SignInForm): string {
  const words = SIGN_IN[language]
  return layout({
    title: words.title,
    language,
    body: html`<div class="card"><h1>${words.title}</h1>${trouble && alert(words.troubles[trouble].replace('{minutes}', String(minutes)))}
<form method="post" action="/sign-in"><input type="hidden" name="to" value="${to}">
<label>${words.name}<input name="name" value="${name ?? ''}" autocomplete="username" autocapitalize="none" maxlength="254" required${!name && AUTOFOCUS}></label>
<label>${words.password}<input name="password" type="password" autocomplete="current-password" maxlength="128" required></label>
<label>${words.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7"></label>
<button>${words.button}</button></form>
<p class="soft">${words.forgotten}</p></div>`,
  })
}

/** What was wrong with what somebody chose. */
export type InvitationTrouble = 'short' | 'long' | 'guessable' | 'code' | 'different' | 'busy'

interface InvitationForm {
  readonly language: Language
  readonly path: string
  readonly name: string
  readonly person: string
  readonly mail: string
  readonly shortest: number
  readonly trouble?: InvitationTrouble | undefined
  /** The app's key, as a picture and as it is typed; whether they may not do without. */
  readonly second?: { readonly picture: Html; readonly key: string; readonly isNeeded: boolean } | undefined
}

/** Somebody chooses a password, and sets up their app. */
export function invitationForm(form: InvitationForm): string {
  const { language, path, name, person, mail, shortest, trouble, second } = form
  const words = INVITATION[language]
  const rule = words.rule.replace('{shortest}', String(shortest))
  return layout({
    title: words.title,
    language,
    body: html`<div class="card"><h1>${words.title}</h1><p>${name} · <b>${person}</b> · ${mail}</p>
${trouble && alert(words.troubles[trouble].replace('{shortest}', String(shortest)))}
<form method="post" action="${path}"><input type="hidden" name="name" autocomplete="username" value="${person}">
<label>${words.password}<input name="password" type="password" autocomplete="new-password" minlength="${shortest}" maxlength="128" required></label><p class="soft">${rule}</p>
<label>${words.again}<input name="again" type="password" autocomplete="new-password" maxlength="128" required></label>
${
  second &&
  html`<h2>${words.app}</h2>${!second.isNeeded && html`<p>${words.optional}</p>`}<p>${words.scan}</p><figure>${second.picture}</figure><p class="soft">${words.type} <code>${second.key}</code></p>
<label>${words.code}<input name="code" inputmode="numeric" autocomplete="one-time-code" maxlength="7"${second.isNeeded && REQUIRED}></label>`
}
<button>${words.button}</button></form></div>`,
  })
}

/** An invitation that is over, was taken, or never was. */
export const noInvitationPage = (language: Language): string =>
  layout({
    title: INVITATION[language].none,
    language,
    body: html`<div class="card"><h1>${INVITATION[language].none}</h1><p>${INVITATION[language].noneText}</p>
<a class="button" href="/sign-in">${SIGN_IN[language].button}</a></div>`,
  })

const alert = (text: Value): Html => html`<div class="card notice bad" role="alert">${text}</div>`
const AUTOFOCUS = new Html(' autofocus')
const REQUIRED = new Html(' required')

const SIGN_IN = {
  'zh-CN': {
    title: '登录',
    name: '工号或邮箱',
    password: '密码',
    code: '验证码（设过验证器的填，看手机）',
    button: '登录',
    forgotten: '忘了密码，或换了手机：请管理员重新发一封邀请邮件。',
    troubles: {
      wrong: '没有登录：工号、密码或验证码不对。',
      wait: '试错太多次：请过 {minutes} 分钟再试。在以前登录过的电脑或手机上不受影响。',
      busy: '现在登录的人太多，请过一会儿再试。',
      foreignOrigin: '没有执行：请求来自别的网站。请在这里登录。',
      failed: '我们这边出了问题，请过一会儿再试。',
    },
  },
  en: {
    title: 'Sign in',
    name: 'Id or e-mail address',
    password: 'Password',
    code: 'Code (if you have set up an authenticator app)',
    button: 'Sign in',
    forgotten: 'Password forgotten, or a new phone: ask whoever runs this system for another invitation.',
    troubles: {
      wrong: 'Not signed in: the name, the password or the code is not right.',
      wait: 'Too many attempts went wrong: please try again in {minutes} min. Where you have signed in before you need not wait.',
      busy: 'Too many people are signing in just now; please try again in a moment.',
      foreignOrigin: 'Not done: this was sent by another site. Please sign in here.',
      failed: 'The fault is ours. Please try again in a while.',
    },
  },
} as const

const INVITATION = {
  'zh-CN': {
    title: '设置密码',
    password: '密码',
    again: '再输一遍',
    rule: '至少 {shortest} 个字，不含工号、姓名或邮箱。',
    app: '验证器',
    optional: '可以不设：下面的验证码留空。设了以后，每次登录都要填手机上显示的数字，别人知道密码也进不来。',
    scan: '用手机上的验证器（微信小程序“腾讯身份验证器”、Microsoft Authenticator 等）扫一扫：',
    type: '扫不了就手工输入：',
    code: '验证器显示的 6 位数字',
    button: '保存并登录',
    none: '邀请已失效',
    noneText: '邀请 72 小时内有效，只能用一次。已经设过密码就直接登录，否则请管理员重新发一封。',
    troubles: {
      short: '密码太短：至少 {shortest} 个字。',
      long: '密码太长：最多 128 个字。',
      guessable: '密码太好猜：不要用工号、姓名、邮箱或同一个字。',
      code: '验证码不对：看一下验证器现在显示的数字，并核对手机的时间。',
      different: '两次输入的密码不一样。',
      busy: '现在太忙，请再点一次保存。',
    },
  },
  en: {
    title: 'Choose a password',
    password: 'Password',
    again: 'Once more',
    rule: 'At least {shortest} characters, without your id, name or mail address.',
    app: 'Authenticator app',
    optional:
      'You may go without: leave the code empty. With it, each sign-in asks for what your phone shows, so that a password alone lets nobody in.',
    scan: 'Scan this with the authenticator app on your phone:',
    type: 'Or type it in:',
    code: 'The six digits that the app shows',
    button: 'Save and sign in',
    none: 'This invitation is over',
    noneText:
      'It lasts 72 hours, and can be used once. If you have chosen a password, sign in; otherwise ask for another.',
    troubles: {
      short: 'The password is too short: at least {shortest} characters.',
      long: 'The password is too long: at most 128 characters.',
      guessable:
        'The password is easy to guess: leave out your id, name and mail address, and do not repeat one character.',
      code: 'The code is not right: look at what the app shows now, and at the time of your phone.',
      different: 'The two passwords are not the same.',
      busy: 'Too busy just now: please save once more.',
    },
  },
} as const
