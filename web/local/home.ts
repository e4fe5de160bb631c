import { html } from '../html.ts'
import { layout } from '../pages/layout.ts'
import { clockCard, type LocalFrame, say } from './common.ts'

export interface HomeView extends LocalFrame {
  readonly openRepairs: number
}

/** The start page of the embedded system: what this is, and what to do next. */
export const homePage = (view: HomeView): string => {
  const { language, openRepairs } = view
  return layout({
    title: say(language, '承诺', 'Chengnuo'),
    language,
    canSwitch: true,
    body: html`<h1>${say(language, '把写下的售后服务承诺，变成守得住的时限', 'A written service commitment, kept to the minute')}</h1>
<p>${say(
      language,
      '一个热线电话就是一张报修单。每条承诺条款都成为一个时限；时限到来之前有人被提醒，没人接单就逐级升级，每个结果都有证据。',
      'A hotline call becomes a repair. Each clause becomes a deadline: people are warned before it, pages climb until someone answers, and every outcome has its evidence.',
    )}</p>

<div class="card"><h2>${say(language, '试一试', 'Try it')}</h2><ol>
<li>${say(language, '打一通热线电话。', 'Play a hotline call.')}</li>
<li>${say(language, '看工程师的手机响起，点短信里的链接接单；或者把时间往前拨，看它逐级升级。', "See the engineer's phone ring, tap the link in the message and acknowledge – or move the clock on and watch it climb.")}</li>
<li>${say(language, '修好以后，用客户邮件里的链接确认，看服务报告。', "When it is repaired, confirm by the link in the customer's mail and read the service report.")}</li></ol>
<a class="button" href="/console">${say(language, '打开控制台', 'Open the console')}</a>
<a class="button quiet" href="/local/simulator?lang=${language}">☎ ${say(language, '模拟一通热线电话', 'Play a hotline call')}</a>
<a class="button quiet" href="/local/outbox?lang=${language}">${say(language, '手机与邮箱', 'Phones and mailbox')}</a>
<a class="button quiet" href="/local/repairs?lang=${language}">${say(language, '报修单', 'Repairs')}</a>
<a class="button quiet" href="/local/ledger?lang=${language}">${say(language, '履约台账', 'Promise ledger')}</a>
<p class="soft">${openRepairs === 0 ? say(language, '现在没有未关闭的报修。', 'No repair is open now.') : html`${say(language, '未关闭的报修', 'Open repairs')}: <strong>${openRepairs}</strong>`}</p>
<p class="menu"><a href="/api/openapi.json">${say(language, '接口说明 (OpenAPI)', 'API description (OpenAPI)')}</a></p></div>
${clockCard(view, `/?lang=${language}`)}`,
  })
}
