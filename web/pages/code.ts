import type { Language } from '../../shared/kernel/text.ts'
import { phoneShown, shortTime } from '../../shared/message/format.ts'
import { isVoid } from '../../shared/promise/promised.ts'
import type { Repair } from '../../shared/repair/state/repair.ts'
import { Html, html } from '../html.ts'
import { layout } from './layout.ts'
import { phoneLink } from './parts.ts'

/** The page behind the code on a unit, for whoever stands before it: large, two fields, no word of our trade. */
export interface CodeFrame {
  readonly language: Language
  readonly supplier: string
  readonly hotline: string
}
export type Missing = 'symptoms' | 'tooLong' | 'phone'

interface CodeView extends CodeFrame {
  readonly serial: string
  /** By which a double tap is one report. */
  readonly id: string
  readonly symptoms?: string
  readonly phone?: string
  readonly complains?: boolean
  readonly missing?: readonly Missing[]
}

export const codePage = ({
  serial,
  id,
  symptoms = '',
  phone = '',
  complains,
  missing = [],
  ...frame
}: CodeView): string => {
  const words = WORDS[frame.language]
  const path = `/r/${encodeURIComponent(serial)}?lang=${frame.language}`
  return page(
    frame,
    words.title,
    html`<p class="soft number">${serial}</p>
${missing.length > 0 && html`<div class="card notice bad" role="alert">${missing.map((field) => html`<p><strong>${words.missing[field]}</strong></p>`)}</div>`}
<form method="post" action="${path}"><input type="hidden" name="id" value="${id}">
<label class="website" aria-hidden="true">Website<input name="website" tabindex="-1" autocomplete="off"></label>
<label>${words.symptoms}<textarea name="symptoms" rows="4" required>${symptoms}</textarea></label>
<label>${words.phone}<input type="tel" name="phone" inputmode="tel" autocomplete="tel" maxlength="30" value="${phone}" required></label>
<label class="tick"><input type="checkbox" name="complaint"${complains && new Html(' checked')}>${words.complains}</label>
<button class="main">${words.send}</button></form>`,
  )
}

/** The number can be typed where no camera reads the code. */
export const serialPage = (frame: CodeFrame): string => {
  const words = WORDS[frame.language]
  return page(
    frame,
    words.title,
    html`<form method="get" action="/r"><input type="hidden" name="lang" value="${frame.language}">
<label>${words.serial}<input name="serial" maxlength="64" autocapitalize="characters" autocomplete="off" required></label>
<button class="main">${words.next}</button></form>`,
  )
}

type Answer = CodeFrame & { readonly complains?: boolean } & (
    | { readonly outcome: 'opened'; readonly repair: Repair }
    | { readonly outcome: 'known' }
    | { readonly outcome: 'tooMany' }
  )

/** What becomes of it. Of a unit under repair nothing is told but that we know. */
export const answerPage = (answer: Answer): string => {
  const words = WORDS[answer.language]
  if (answer.outcome !== 'opened') {
    const { title, text } = words[answer.outcome]
    return page(answer, title, html`<p>${text}</p>${told(answer)}`)
  }
  const { repair, language } = answer
  return page(
    answer,
    words.opened,
    html`<p class="big number">${repair.id}</p><p>${words.keep}</p>${told(answer)}
<ul class="plain">${promisesOf(repair).map(
      ({ until, dueAt }) =>
        html`<li class="row"><span>${words.by[until]}</span><strong class="number">${shortTime(dueAt, repair.timezone, language)}</strong></li>`,
    )}</ul>`,
  )
}

const told = ({ outcome, complains, language }: Answer): Html | false =>
  outcome !== 'tooMany' && complains === true && html`<p>${WORDS[language].told}</p>`

/** What somebody before the unit waits for, and the first limit of each. */
const promisesOf = ({ clocks }: Repair) =>
  AWAITED.flatMap((until) => {
    const due = clocks.filter(({ term, state }) => term.until === until && !isVoid(state)).map(({ dueAt }) => dueAt)
    const [dueAt] = due.toSorted()
    return dueAt === undefined ? [] : [{ until, dueAt }]
  })
const AWAITED = ['responded', 'arrived', 'repaired'] as const

const page = ({ language, supplier, hotline }: CodeFrame, title: string, body: Html): string =>
  layout({
    title,
    language,
    brand: supplier,
    canSwitch: true,
    body: html`<div class="code"><h1>${title}</h1>${body}
${phoneLink(hotline, `${WORDS[language].hotline} ${phoneShown(hotline)}`, true)}</div>`,
  })

const WORDS = {
  'zh-CN': {
    title: '设备报修',
    symptoms: '哪里不好用？',
    phone: '回拨电话',
    complains: '对服务不满意，请转告服务经理',
    told: '您的不满已转告服务经理。',
    send: '报修',
    serial: '设备上的序列号（在二维码下面）',
    next: '下一步',
    missing: {
      symptoms: '请写一句哪里不好用。',
      tooLong: '写得太长，还没有报修：最多 500 字，请删减，其余的等我们回电再说。',
      phone: '请填能打通的电话，座机请加区号。',
    },
    opened: '已报修',
    keep: '请记下这个单号，我们会打您留的电话。最晚：',
    by: { responded: '回电话', arrived: '到现场（如需上门）', repaired: '修好' },
    known: { title: '我们已经知道了', text: '这台设备已经有人在处理，您写的我们也收到了，会打您留的电话。' },
    tooMany: { title: '请直接打电话', text: '这里刚收到很多次报修。着急请直接拨打热线，电话每次都接。' },
    hotline: '着急请打',
  },
  en: {
    title: 'Report a fault',
    symptoms: 'What is wrong?',
    phone: 'Number to call back',
    complains: 'I am not satisfied with the service: tell the manager',
    told: 'The service manager has been told that you are not satisfied.',
    send: 'Report it',
    serial: 'Serial number on the unit (under the code)',
    next: 'Next',
    missing: {
      symptoms: 'Please write in a few words what is wrong.',
      tooLong:
        'Too long, nothing is reported yet: at most 500 characters, please shorten it; tell us the rest when we call.',
      phone: 'Please give a number that can be called, of a landline with its area code.',
    },
    opened: 'Reported',
    keep: 'Please keep this number; we will call the one you gave. At the latest:',
    by: { responded: 'Call back', arrived: 'On site, if needed', repaired: 'Repaired' },
    known: {
      title: 'We know, and are on it',
      text: 'This unit is being looked after already. We have what you wrote, and will call the number you gave.',
    },
    tooMany: {
      title: 'Please call us',
      text: 'There have been many reports from here just now. If it is urgent, call the hotline: every call is answered.',
    },
    hotline: 'Urgent? Call',
  },
} as const
