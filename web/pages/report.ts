import { lengthOfTime, longTime, shortTime } from '../../shared/notify/format.ts'
import type { PromiseKept, ServiceReport } from '../../shared/notify/report.ts'
import { describeEvent, milestoneName, pick } from '../../shared/notify/texts.ts'
import type { Language, Text } from '../../shared/plan/plan.ts'
import { type Html, html, type Value } from '../html.ts'
import { WORDS } from '../texts.ts'
import { layout } from './layout.ts'

export interface ReportFrame {
  readonly supplier: { readonly name: Text; readonly hotline: string }
  readonly language: Language
}

/** The service report (售后服务报告) as a page to print or keep: what N15 and R15 register, and each promise with its proof. */
export const reportPage = (report: ServiceReport, { supplier, language }: ReportFrame): string => {
  const labels = LABELS[language]
  return layout({
    title: `${labels.title} ${report.repair}`,
    language,
    brand: pick(supplier.name, language),
    canSwitch: true,
    wide: true,
    body: html`<div class="card"><h1>${labels.title}</h1><p class="soft number">${report.repair} · ${pick(report.plan.title, language)}</p>
<p class="soft number">${pick(supplier.name, language)} · ${WORDS[language].hotline} ${supplier.hotline}</p>
<p class="soft screen">${labels.print}</p>
${facts(report, language)}</div>
<div class="card"><h2>${labels.work}</h2>${works(report, language)}</div>
<div class="card"><h2>${labels.promises}</h2>${promises(report, language)}</div>
<div class="card"><h2>${labels.steps}</h2>${steps(report, language)}</div>
<div class="card"><table><tr><th>${labels.signature}</th><td>&nbsp;<br>&nbsp;</td></tr></table></div>`,
  })
}

const facts = (report: ServiceReport, language: Language): Html => {
  const labels = LABELS[language]
  const time = (instant: string | undefined) => instant && longTime(instant, report.timezone, language)
  const { product, confirmation } = report
  return rows([
    [labels.reportedAt, time(report.reportedAt)],
    [labels.unit, report.unit],
    [labels.site, report.site],
    [labels.address, report.address],
    [labels.contact, report.contact],
    [labels.phone, report.phone],
    [labels.email, report.email],
    [labels.product, product.name],
    [labels.model, product.model],
    [labels.serial, product.serial],
    [labels.purchasedOn, product.purchasedOn],
    [labels.severity, pick(report.severity, language)],
    [labels.need, report.need],
    [labels.qualityProblem, report.qualityProblem],
    [labels.engineer, report.engineer],
    [labels.loaner, loaners(report, language)],
    [
      labels.confirmed,
      confirmation &&
        [time(confirmation.at), confirmation.onBehalf ?? confirmation.by.name].filter(Boolean).join(' · '),
    ],
    [WORDS[language].rating, confirmation?.rating !== undefined && `${confirmation.rating} / 5`],
    [labels.comment, confirmation?.comment],
    [labels.closed, time(report.closed?.at)],
  ])
}

const rows = (entries: readonly (readonly [string, Value])[]): Html =>
  html`<table>${entries
    .filter(([, value]) => value !== undefined && value !== false && value !== '')
    .map(([label, value]) => html`<tr><th>${label}</th><td class="pre">${value}</td></tr>`)}</table>`

const loaners = ({ loaners: lent, timezone }: ServiceReport, language: Language): string =>
  lent
    .map(({ name, serial, lentAt, returnedAt }) => {
      const until = returnedAt ? shortTime(returnedAt, timezone, language) : LABELS[language].notReturned
      return `${name} ${serial}${language === 'zh-CN' ? '：' : ': '}${shortTime(lentAt, timezone, language)} – ${until}`
    })
    .join('\n')

const works = ({ works: done, timezone }: ServiceReport, language: Language): Value => {
  const labels = LABELS[language]
  return done.map((work) =>
    rows([
      [labels.when, `${longTime(work.at, timezone, language)} · ${labels.how[work.how]}`],
      [labels.engineer, work.engineer],
      [labels.cause, work.cause],
      [labels.done, work.done],
      [labels.parts, work.parts.join(', ')],
    ]),
  )
}

const promises = (report: ServiceReport, language: Language): Html => {
  const labels = LABELS[language]
  return html`<table><thead><tr><th>${labels.clause}</th><th>${labels.promised}</th><th>${labels.reached}</th><th>${labels.outcome}</th></tr></thead>
${report.promises.map((promise) => promiseRow(promise, report, language))}</table>`
}

const promiseRow = (promise: PromiseKept, { timezone }: ServiceReport, language: Language): Html => {
  const words = WORDS[language]
  const labels = LABELS[language]
  const name = milestoneName(promise.milestone, language) + (promise.otherwise ? words.orLoaner : '')
  const late = promise.lateBy && words.lateBy(lengthOfTime(promise.lateBy, language))
  return html`<tr><td>${promise.clause} ${name}</td>
<td><span class="label">${labels.promised} </span>${shortTime(promise.dueAt, timezone, language)}<br><span class="soft">${pick(promise.explanation, language)}</span></td>
<td><span class="label">${labels.reached} </span>${promise.reachedAt ? shortTime(promise.reachedAt, timezone, language) : '–'}</td>
<td class="${promise.outcome === 'broken' ? 'bad' : 'good'}">${late ?? words.clockState[promise.outcome]}</td></tr>`
}

const steps = ({ steps: events, timezone }: ServiceReport, language: Language): Html =>
  html`<table>${events.map(
    (event) =>
      html`<tr><th class="number">${shortTime(event.at, timezone, language)}</th><td>${describeEvent(event, language, timezone)}</td></tr>`,
  )}</table>`

const LABELS = {
  'zh-CN': {
    title: '售后服务报告',
    reportedAt: '报修时间',
    unit: '单位名称',
    site: '使用地点',
    address: '地址',
    contact: '联系人',
    phone: '电话',
    email: '邮箱',
    product: '产品名称',
    model: '产品型号',
    serial: '产品编号',
    purchasedOn: '购买日期',
    severity: '级别',
    need: '需求与故障现象',
    qualityProblem: '质量问题',
    engineer: '工程师',
    loaner: '备机',
    notReturned: '尚未归还',
    print: '打印或存为 PDF，请用浏览器的菜单。',
    confirmed: '客户确认',
    comment: '客户意见',
    closed: '销案时间',
    work: '处理结果',
    when: '时间',
    cause: '原因',
    done: '处理内容',
    parts: '更换配件',
    how: { phone: '远程解决', visit: '现场维修', factory: '返厂维修' },
    promises: '承诺与履约',
    clause: '条款',
    promised: '承诺时间',
    reached: '完成时间',
    outcome: '结果',
    steps: '处理过程',
    signature: '客户签字',
  },
  en: {
    title: 'Service report',
    reportedAt: 'Reported',
    unit: 'Organisation',
    site: 'Site',
    address: 'Address',
    contact: 'Contact',
    phone: 'Phone',
    email: 'E-mail',
    product: 'Product',
    model: 'Model',
    serial: 'Serial number',
    purchasedOn: 'Purchased',
    severity: 'Severity',
    need: 'Need and symptoms',
    qualityProblem: 'Quality problem',
    engineer: 'Engineer',
    loaner: 'Loaner',
    notReturned: 'not returned yet',
    print: "To print it or keep it as PDF, use your browser's menu.",
    confirmed: 'Confirmed by the customer',
    comment: "Customer's comment",
    closed: 'Closed',
    work: 'What was done',
    when: 'When',
    cause: 'Cause',
    done: 'Done',
    parts: 'Parts used',
    how: { phone: 'solved remotely', visit: 'repaired on site', factory: 'repaired at the factory' },
    promises: 'Promised and kept',
    clause: 'Clause',
    promised: 'Promised',
    reached: 'Reached',
    outcome: 'Outcome',
    steps: 'Course of events',
    signature: "Customer's signature",
  },
} as const
