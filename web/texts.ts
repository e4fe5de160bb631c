import type { Language } from '../shared/kernel/text.ts'
import { phoneShown } from '../shared/message/format.ts'
import type { AgreedAbout } from '../shared/promise/agreement.ts'
import type { PromiseState } from '../shared/promise/promised.ts'
import { isReplacementPending } from '../shared/repair/features/replacement/offers.ts'
import { callerNumber } from '../shared/repair/state/contact.ts'
import type { Repair, Stage } from '../shared/repair/state/repair.ts'

/** The words of the engineer's and the customer's pages. */
export interface Words {
  /** What the customer reads about the stage. */
  readonly status: Readonly<Record<Stage, string>>
  readonly withdrawn: string
  readonly junk: string
  readonly agreed: string
  readonly agreedUntil: Readonly<Partial<Record<AgreedAbout, (time: string) => string>>> & {
    readonly date: (time: string) => string
  }
  readonly confirmedFor: string
  readonly sentIn: string
  readonly underWay: string
  readonly replacing: string
  readonly clockState: Readonly<Record<PromiseState, string>>
  readonly overdueBy: (length: string) => string
  readonly dueIn: (length: string) => string
  readonly lateBy: (length: string) => string
  readonly neverDone: (cause: string) => string
  readonly orLoaner: string
  readonly firstDue: (time: string) => string
  readonly round: (count: number) => string
  readonly headline: {
    readonly late: (what: string, length: string) => string
    readonly paused: (until: string | undefined) => string
    readonly accepted: (who: string, by: string | undefined) => string
    readonly visit: (at: string) => string
    readonly visitPassed: (at: string) => string
  }
  readonly standsStill: string
  readonly loaner: Readonly<Record<'reserved' | 'lent' | 'returned' | 'released', string>>
  readonly rating: string
  readonly unknownSite: string
  readonly needsIdentification: string
  readonly symptoms: string
  readonly recording: string
  readonly unit: string
  readonly address: string
  readonly contact: string
  readonly call: (name: string) => string
  readonly unknownUnit: string
  readonly actions: string
  readonly answerBy: (time: string) => string
  readonly visitAgreed: (time: string) => string
  readonly more: string
  readonly promises: string
  readonly oneByOne: string
  readonly timeline: string
  readonly earlier: (count: number) => string
  readonly someoneElse: (name: string) => string
  readonly visitAt: string
  readonly resolutionAt: string
  readonly remoteAccess: string
  readonly engineer: string
  readonly noEngineerYet: string
  readonly loanerTitle: string
  readonly keeper: string
  readonly emergencyPlan: string
  readonly suggestions: string
  readonly report: string
  readonly delay: string
  readonly hotline: string
  readonly askConfirm: string
  readonly askQuote: string
  readonly replacement: Readonly<Record<'agreed' | 'done', string>>
  readonly newTime: string
  readonly notAllowed: string
  readonly standsAt: (stage: string, name: string | undefined) => string
  readonly youWrote: string
  readonly check: string
  readonly outdated: string
  readonly stillOpen: string
  readonly jobs: string
}

export const WORDS: Readonly<Record<Language, Words>> = {
  'zh-CN': {
    status: {
      response: '已收到您的报修，正在联系工程师。',
      remoteFix: '工程师已响应，正在远程处理。',
      arrival: '工程师将到现场处理。',
      repair: '工程师正在维修。',
      confirmation: '已修好，请您确认。',
      closed: '本次报修已关闭，谢谢。',
    },
    withdrawn: '本次报修已撤销。',
    junk: '本次来电未作为报修处理；如需报修，请再拨打热线。',
    agreed: '与您约定的变更',
    agreedUntil: {
      pause: (time) => `计时暂停至 ${time}`,
      visit: (time) => `上门时间定在 ${time}`,
      date: (time) => `原承诺改到 ${time}`,
    },
    confirmedFor: '我方记录贵方已确认修好；如没有确认过，请点“未修好”',
    sentIn: '设备已送厂维修。',
    underWay: '工程师正在路上。',
    replacing: '正在为您办理换新。',
    clockState: {
      open: '进行中',
      kept: '已做到',
      broken: '已超时',
      waived: '已免除',
      superseded: '已取代',
      fallenAway: '不再适用',
    },
    overdueBy: (length) => `已超时 ${length}`,
    dueIn: (length) => `还有 ${length}`,
    lateBy: (length) => `超时 ${length}`,
    neverDone: (cause) => `未做到，${cause}`,
    orLoaner: '（或提供备机）',
    firstDue: (time) => `约定前为 ${time}`,
    round: (count) => `第 ${count} 次处理`,
    headline: {
      late: (what, length) => `抱歉，${what}已超时 ${length}。`,
      paused: (until) => (until ? `已按与您的约定暂停，至 ${until}。` : '已按与您的约定暂停。'),
      accepted: (who, by) => `${who}已接单，${by ? `会在 ${by} 前与您联系。` : '会与您联系。'}`,
      visit: (at) => `工程师将按约定在 ${at} 上门。`,
      visitPassed: (at) => `抱歉，约定 ${at} 上门，还没有到场记录，我们正在催办。`,
    },
    standsStill: '已暂停计时',
    loaner: { reserved: '已备好，待送达', lent: '已送达使用', returned: '已归还', released: '已取消' },
    rating: '满意度',
    unknownSite: '未登记的来电',
    needsIdentification: '客户或设备尚未确认，按最严格的承诺执行。',
    symptoms: '故障现象',
    recording: '听录音',
    unit: '设备',
    address: '地址',
    contact: '联系人',
    call: (name) => `拨打 ${name}`,
    unknownUnit: '设备待查',
    actions: '也可以',
    answerBy: (time) => `请在 ${time} 前接单，过时会呼叫下一位。`,
    visitAgreed: (time) => `约定 ${time} 上门`,
    more: '其他',
    promises: '承诺时间',
    oneByOne: '逐条说明',
    timeline: '记录',
    earlier: (count) => `更早的 ${count} 条`,
    someoneElse: (name) => `当前由 ${name} 负责。`,
    visitAt: '约定上门时间',
    resolutionAt: '预计解决时间',
    remoteAccess: '远程接入由谁同意',
    engineer: '工程师',
    noEngineerYet: '正在联系',
    loanerTitle: '备机',
    keeper: '档案责任人',
    emergencyPlan: '应急策略',
    suggestions: '我们建议：',
    report: '售后服务报告',
    delay: '延期',
    hotline: '服务热线',
    askConfirm: '设备恢复正常了吗？',
    askQuote: '维修报价：您同意吗？',
    replacement: { agreed: '将为您换新机', done: '已为您换新机' },
    newTime: '新的时间',
    notAllowed: '情况刚刚变了，这一步现在不能做。请按下面的最新情况继续。',
    standsAt: (stage, name) => `本单现在是“${stage}”${name ? `，由 ${name} 负责` : ''}。`,
    youWrote: '您刚才填写的：',
    check: '还没有保存。请改好下面几项，再提交一次：',
    outdated: '页面已过期，请重新打开链接再操作。',
    stillOpen: '您随时可以再打开本页查看进展。',
    jobs: '我的任务',
  },
  en: {
    status: {
      response: 'We have your report and are calling an engineer.',
      remoteFix: 'An engineer has responded and is working on it remotely.',
      arrival: 'An engineer will come to you.',
      repair: 'An engineer is repairing it.',
      confirmation: 'It is repaired. Please confirm.',
      closed: 'This repair is closed. Thank you.',
    },
    withdrawn: 'This report was withdrawn.',
    junk: 'This call was not taken for a fault report; if it is one, please call the hotline again.',
    agreed: 'What was agreed with you',
    agreedUntil: {
      pause: (time) => `The time stands still until ${time}`,
      visit: (time) => `The visit is at ${time}`,
      date: (time) => `The promise waits until ${time}`,
    },
    confirmedFor: 'On our record you confirmed it; if not, choose “Not fixed”',
    sentIn: 'The unit is at the factory for repair.',
    underWay: 'The engineer is on the way.',
    replacing: 'We are arranging a new unit for you.',
    clockState: {
      open: 'running',
      kept: 'kept',
      broken: 'overdue',
      waived: 'waived',
      superseded: 'superseded',
      fallenAway: 'no longer due',
    },
    overdueBy: (length) => `overdue by ${length}`,
    dueIn: (length) => `${length} left`,
    lateBy: (length) => `late by ${length}`,
    neverDone: (cause) => `never done: ${cause}`,
    orLoaner: ' (or a loaner)',
    firstDue: (time) => `before it was agreed: ${time}`,
    round: (count) => `Round ${count}`,
    headline: {
      late: (what, length) => `Sorry: ${what} is ${length} overdue.`,
      paused: (until) => (until ? `Paused as agreed with you, until ${until}.` : 'Paused as agreed with you.'),
      accepted: (who, by) => `${who} has your report and will contact you${by ? ` by ${by}` : ''}.`,
      visit: (at) => `An engineer will come at ${at}, as agreed.`,
      visitPassed: (at) => `Sorry: we agreed to come at ${at}, and no arrival is on record yet. We are chasing it.`,
    },
    standsStill: 'paused',
    loaner: {
      reserved: 'ready, not delivered yet',
      lent: 'with you, in use',
      returned: 'returned',
      released: 'cancelled',
    },
    rating: 'Satisfaction',
    unknownSite: 'Caller not on file',
    needsIdentification: 'Customer or unit not identified yet: the strictest commitment applies.',
    symptoms: 'Symptoms',
    recording: 'Listen to the recording',
    unit: 'Unit',
    address: 'Address',
    contact: 'Contact',
    call: (name) => `Call ${name}`,
    unknownUnit: 'Unit not named',
    actions: 'You can also',
    answerBy: (time) => `Please acknowledge by ${time}; then the next person is called.`,
    visitAgreed: (time) => `Visit agreed for ${time}`,
    more: 'More',
    promises: 'Promised times',
    oneByOne: 'One by one',
    timeline: 'Record',
    earlier: (count) => `${count} earlier`,
    someoneElse: (name) => `${name} is in charge now.`,
    visitAt: 'Visit agreed for',
    resolutionAt: 'To be solved by',
    remoteAccess: 'Remote access allowed by',
    engineer: 'Engineer',
    noEngineerYet: 'being called',
    loanerTitle: 'Loaner',
    keeper: 'Keeper of the archive',
    emergencyPlan: 'Emergency plan',
    suggestions: 'We suggest: ',
    report: 'Service report',
    delay: 'Delayed',
    hotline: 'Hotline',
    askConfirm: 'Is it working again?',
    askQuote: 'Quote: do you accept it?',
    replacement: { agreed: 'Your unit will be replaced', done: 'Your unit was replaced' },
    newTime: 'New time',
    notAllowed: 'Things have just changed: this step is not possible now. Please go on from the current state below.',
    standsAt: (stage, name) => `It stands at “${stage}”${name ? `, with ${name}` : ''}.`,
    youWrote: 'What you wrote: ',
    check: 'Not saved yet. Please correct this and send it again:',
    outdated: 'This page is out of date: please open the link again.',
    stillOpen: 'You can open this page again at any time.',
    jobs: 'My jobs',
  },
}

/** Where it is; of a caller on nobody's file that is their number. */
export const placeName = (repair: Repair, language: Language): string => {
  const { site, customer } = repair
  const stranger = [WORDS[language].unknownSite, phoneShown(callerNumber(repair) ?? '')].filter(Boolean).join(' ')
  return site?.name ?? customer?.name ?? stranger
}

/** Where the repair stands, in plain words for the customer. */
export const statusFor = (repair: Repair, language: Language): string => {
  const words = WORDS[language]
  if (repair.closed?.how === 'withdrawn') return words.withdrawn
  if (repair.closed?.how === 'junk') return words.junk
  if (repair.stage === 'confirmation' && isReplacementPending(repair)) return words.replacing
  if (repair.stage === 'repair' && repair.sentIn) return words.sentIn
  if (repair.stage === 'arrival' && repair.milestones.dispatched) return words.underWay
  return words.status[repair.stage]
}
