import { inLanguage, type Language, type Text } from '../../shared/kernel/text.ts'
import { OMITTED } from '../../shared/message/excerpt.ts'
import { lengthOfTime, longTime, phoneShown, shortTime } from '../../shared/message/format.ts'
import type { PromiseKept, ServiceReport } from '../../shared/message/report.ts'
import { causeName, MATTER_NAMES, milestoneName } from '../../shared/message/texts.ts'
import { describeEvent } from '../../shared/message/timeline.ts'
import { HOW_NAMES, TEAM_NAMES } from '../../shared/repair/state/names.ts'
import type { OfferedQuote } from '../../shared/repair/state/repair.ts'
import type { Warranty } from '../../shared/warranty/warranty.ts'
import { type Html, html, type Value } from '../html.ts'
import { WORDS } from '../texts.ts'
import { nameOf } from './files.ts'
import { layout } from './layout.ts'
import { replacementText } from './matters.ts'
import { quoteList, quoteState, quoteTitle } from './quote.ts'
import { warrantyLine } from './situation.ts'
import { TONES } from './tones.ts'

export interface ReportFrame {
  readonly supplier: { readonly name: Text; readonly hotline: string }
  /** Of the unit, when the fault was reported. */
  readonly warranty?: Warranty
  readonly language: Language
  /** The promises as a picture. */
  readonly rail?: Html
}

/** The service report (售后服务报告) as a page to print or keep: what N15 and R15 register, and each promise with its proof. */
export const reportPage = (report: ServiceReport, frame: ReportFrame): string => {
  const { supplier, language } = frame
  const labels = LABELS[language]
  return layout({
    title: `${labels.title} ${report.repair}`,
    language,
    brand: inLanguage(supplier.name, language),
    canSwitch: true,
    wide: true,
    body: html`<div class="card"><h1>${labels.title}</h1><p class="soft number">${report.repair} · ${inLanguage(report.plan.title, language)}</p>
<p class="soft number">${inLanguage(supplier.name, language)} · ${WORDS[language].hotline} ${phoneShown(supplier.hotline)}</p>
<p class="soft screen">${labels.print}</p>
${facts(report, frame)}</div>
<div class="card"><h2>${labels.work}</h2>${works(report, language)}</div>
${report.quote && html`<div class="card"><h2>${quoteTitle(language)} · ${quoteState(report.quote, language)}</h2>${charges(report.quote, report, language)}</div>`}
<div class="card"><h2>${labels.promises}</h2>${report.promises.length > 0 && frame.rail}${promises(report, language)}</div>
<div class="card"><h2>${labels.steps}</h2>${steps(report, language)}</div>
${report.files.length > 0 && html`<div class="card"><h2>${labels.files}</h2>${files(report, language)}</div>`}
<div class="card"><table><tr><th>${labels.signature}</th><td>${signed(report, language) ?? html`&nbsp;<br>&nbsp;`}</td></tr></table></div>`,
  })
}

/** By its digest anyone who has the file can tell that it is this one. */
const files = ({ files: all, timezone }: ServiceReport, language: Language): Html =>
  rows(
    all.map((file) => [
      nameOf(file, language),
      html`${file.note} <span class="soft number">${shortTime(file.at, timezone, language)}</span><br><code>SHA-256 ${file.sha256}</code>`,
    ]),
  )

const signed = ({ signature, timezone }: ServiceReport, language: Language): Html | undefined =>
  signature &&
  html`${signature.signer} <span class="number">${longTime(signature.at, timezone, language)}</span>${signature.sha256 && html`<br><code>SHA-256 ${signature.sha256}</code>`}`

const facts = (report: ServiceReport, { language, warranty }: ReportFrame): Html => {
  const labels = LABELS[language]
  const time = (instant: string | undefined) => instant && longTime(instant, report.timezone, language)
  const { product, confirmation, remoteAccess, replacement } = report
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
    [labels.warranty, warranty && warrantyLine(warranty, language)],
    [labels.matter, report.matter !== 'fault' && inLanguage(MATTER_NAMES[report.matter], language)],
    [labels.severity, inLanguage(report.severity, language)],
    [labels.need, report.need],
    [labels.qualityProblem, report.qualityProblem],
    [labels.engineer, report.engineer],
    [labels.remoteAccess, remoteAccess && `${remoteAccess.consentBy} · ${time(remoteAccess.at)}`],
    [labels.sentIn, sentIn(report, language)],
    [labels.resolutionAt, time(report.resolutionAt)],
    [labels.advice, advice(report, language)],
    [labels.loaner, loaners(report, language)],
    [labels.replacement, replacement && replacementText(replacement, language)],
    [labels.confirmed, confirmation && [time(confirmation.at), whoConfirmed(confirmation, language)].join(' · ')],
    [WORDS[language].rating, confirmation?.rating !== undefined && `${confirmation.rating} / 5`],
    [
      labels.paper,
      confirmation?.paper && [time(confirmation.paper.signedAt), confirmation.paper.keptAt].filter(Boolean).join(' · '),
    ],
    [labels.comment, confirmation?.comment],
    [labels.keeper, report.keeper],
    [labels.closed, report.closed && (time(report.archivedAt) ?? labels.feedbackDue)],
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

/** N16: what was found, and what the customer agreed to. */
const sentIn = ({ sentIn: sent, timezone }: ServiceReport, language: Language): string | undefined => {
  if (!sent) return undefined
  const { verdict, handling, agreedBy } = LABELS[language]
  const colon = language === 'zh-CN' ? '：' : ': '
  const lines = [
    [verdict, sent.verdict],
    [handling, sent.handling],
    [agreedBy, sent.agreedBy],
  ].flatMap(([label, value]) => (value ? [`${label}${colon}${value}`] : []))
  return [longTime(sent.at, timezone, language), ...lines].join('\n')
}

const advice = ({ advice: answered }: ServiceReport, language: Language): string =>
  answered
    .map(({ to, question, answer }) => `${inLanguage(TEAM_NAMES[to], language)} · ${question}\n→ ${answer}`)
    .join('\n')

/** Each position, and when the customer gave their word on it. */
const charges = ({ quote, answeredAt }: OfferedQuote, { timezone }: ServiceReport, language: Language): Html =>
  html`${quoteList(quote, language)}${answeredAt && html`<p class="soft number">${longTime(answeredAt, timezone, language)}</p>`}`

const works = ({ works: done, timezone }: ServiceReport, language: Language): Value => {
  const labels = LABELS[language]
  return done.map((work) =>
    rows([
      [labels.when, `${longTime(work.at, timezone, language)} · ${labels.how[work.how]}`],
      [labels.engineer, work.engineer],
      [labels.cause, work.cause],
      [labels.done, work.done],
      [labels.parts, work.parts.join(', ')],
      [labels.suggestions, work.suggestions],
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
<td><span class="label">${labels.promised} </span>${shortTime(promise.dueAt, timezone, language)}${promise.firstDueAt && html` <span class="soft">${words.firstDue(shortTime(promise.firstDueAt, timezone, language))}</span>`}<br><span class="soft">${inLanguage(promise.explanation, language)}</span></td>
<td><span class="label">${labels.reached} </span>${promise.reachedAt ? shortTime(promise.reachedAt, timezone, language) : '–'}</td>
<td class="${TONES[promise.outcome]}">${late ?? words.clockState[promise.outcome]}${
    promise.outcome === 'broken' &&
    promise.endedBecause !== undefined &&
    html`<br><span class="soft">${words.neverDone(causeName(promise.endedBecause, language))}</span>`
  }${promise.hasty && html`<br><span class="warn">${labels.hasty}</span>`}</td></tr>`
}

const steps = ({ steps: events, stepsOmitted, timezone }: ServiceReport, language: Language): Html => {
  const omitted =
    stepsOmitted && html`<tr><th></th><td class="soft">${inLanguage(OMITTED(stepsOmitted), language)}</td></tr>`
  return html`<table>${events.map(
    (event, index) =>
      html`<tr><th class="number">${shortTime(event.at, timezone, language)}</th><td>${describeEvent(event, language, timezone)}</td></tr>${index === 0 && omitted}`,
  )}</table>`
}

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
    warranty: '质保',
    matter: '报修事项',
    severity: '级别',
    need: '需求与故障现象',
    qualityProblem: '质量问题',
    engineer: '工程师',
    remoteAccess: '远程接入授权',
    sentIn: '返厂维修',
    verdict: '判定',
    handling: '处理方式',
    agreedBy: '客户同意',
    resolutionAt: '告知的解决时间',
    advice: '技术支援',
    replacement: '换新',
    loaner: '备机',
    notReturned: '尚未归还',
    print: '打印或存为 PDF，请用浏览器的菜单。',
    confirmed: '客户确认',
    paper: '签字原件存放',
    comment: '客户意见',
    keeper: '档案责任人',
    closed: '销案时间',
    feedbackDue: '待工程师反馈',
    work: '处理结果',
    when: '时间',
    cause: '原因',
    done: '处理内容',
    parts: '更换配件',
    suggestions: '建议',
    how: { phone: '远程解决', visit: '现场维修', factory: '返厂维修', replacement: '换新', withdrawn: '撤销前的处理' },
    promises: '承诺与履约',
    clause: '条款',
    promised: '承诺时间',
    reached: '完成时间',
    outcome: '结果',
    steps: '处理过程',
    hasty: '与另一步相隔不到1分钟',
    signature: '客户签字',
    files: '照片和附件',
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
    warranty: 'Warranty',
    matter: 'About',
    severity: 'Severity',
    need: 'Need and symptoms',
    qualityProblem: 'Quality problem',
    engineer: 'Engineer',
    remoteAccess: 'Remote access allowed by',
    sentIn: 'Sent in',
    verdict: 'Verdict',
    handling: 'Handling',
    agreedBy: 'Agreed by',
    resolutionAt: 'Date of solution promised',
    advice: 'Advice of others',
    replacement: 'Replacement',
    loaner: 'Loaner',
    notReturned: 'not returned yet',
    print: "To print it or keep it as PDF, use your browser's menu.",
    confirmed: 'Confirmed by the customer',
    paper: 'Signed paper kept',
    comment: "Customer's comment",
    keeper: 'Keeper of the archive',
    closed: 'Closed',
    feedbackDue: "waits for the engineer's feedback",
    work: 'What was done',
    when: 'When',
    cause: 'Cause',
    done: 'Done',
    parts: 'Parts used',
    suggestions: 'Suggestions',
    how: {
      phone: 'solved remotely',
      visit: 'repaired on site',
      factory: 'repaired at the factory',
      replacement: 'replaced',
      withdrawn: 'until it was withdrawn',
    },
    promises: 'Promised and kept',
    clause: 'Clause',
    promised: 'Promised',
    hasty: 'within a minute of another step',
    reached: 'Reached',
    outcome: 'Outcome',
    steps: 'Course of events',
    signature: "Customer's signature",
    files: 'Photos and files',
  },
} as const

/** Only the customer's own word reads as theirs; what one of ours recorded says who did. */
const whoConfirmed = (
  { by, onBehalf, how }: NonNullable<ServiceReport['confirmation']>,
  language: Language,
): string => {
  if (by.kind === 'customer') return inLanguage({ zh: '客户本人确认', en: 'by the customer' }, language)
  const recorder = by.name ?? by.id ?? ''
  const said = inLanguage(HOW_NAMES[how ?? 'phone'], language)
  const whose = onBehalf ?? inLanguage({ zh: '客户', en: 'the customer' }, language)
  return inLanguage(
    { zh: `${recorder} 记录：${whose}${said}确认`, en: `recorded by ${recorder}: ${whose}, ${said}` },
    language,
  )
}
