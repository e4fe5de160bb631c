import type { Language } from '../shared/plan/plan.ts'
import type { Repair, Stage } from '../shared/repair/repair.ts'

/** What an engineer is asked to do before anything else. */
export type FirstStep =
  | 'acknowledge'
  | 'help'
  | 'takeOver'
  | 'resume'
  | 'respond'
  | 'remoteFix'
  | 'depart'
  | 'arrive'
  | 'complete'
  | 'factory'
  | 'waitForCustomer'
  | 'nothing'

/** The words of the engineer's and the customer's pages. */
export interface Words {
  /** What the customer reads about the stage. */
  readonly status: Readonly<Record<Stage, string>>
  readonly withdrawn: string
  readonly sentIn: string
  readonly underWay: string
  readonly clockState: Readonly<Record<'open' | 'kept' | 'broken' | 'waived', string>>
  readonly overdueBy: (length: string) => string
  readonly dueIn: (length: string) => string
  readonly lateBy: (length: string) => string
  readonly orLoaner: string
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
  readonly first: Readonly<Record<FirstStep, string>>
  readonly visitAgreed: (time: string) => string
  readonly more: string
  readonly promises: string
  readonly timeline: string
  readonly earlier: (count: number) => string
  readonly someoneElse: (name: string) => string
  readonly visitAt: string
  readonly engineer: string
  readonly noEngineerYet: string
  readonly loanerTitle: string
  readonly report: string
  readonly delay: string
  readonly hotline: string
  readonly askConfirm: string
  readonly newTime: string
  readonly notAllowed: string
  readonly standsAt: (stage: string, name: string | undefined) => string
  readonly youWrote: string
  readonly check: string
  readonly outdated: string
  readonly stillOpen: string
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
    sentIn: '设备已送厂维修。',
    underWay: '工程师正在路上。',
    clockState: { open: '进行中', kept: '已做到', broken: '已超时', waived: '不再需要' },
    overdueBy: (length) => `已超时 ${length}`,
    dueIn: (length) => `还有 ${length}`,
    lateBy: (length) => `超时 ${length}`,
    orLoaner: '（或提供备机）',
    standsStill: '已暂停计时',
    loaner: { reserved: '已备好，待送达', lent: '已送达使用', returned: '已归还', released: '已取消' },
    rating: '满意度',
    unknownSite: '地点未知',
    needsIdentification: '客户或设备尚未确认，按最严格的承诺执行。',
    symptoms: '故障现象',
    recording: '听录音',
    unit: '设备',
    address: '地址',
    contact: '联系人',
    call: (name) => `拨打 ${name}`,
    unknownUnit: '设备未知',
    actions: '也可以',
    answerBy: (time) => `请在 ${time} 前接单，过时会呼叫下一位。`,
    first: {
      acknowledge: '请先接单',
      help: '承诺已超时：请接单，协助同事处理',
      takeOver: '同事正在处理；需要时您可以接手',
      resume: '正在等客户；可以继续时点“继续处理”',
      respond: '请马上给客户打电话，再点“已联系客户”',
      remoteFix: '先远程处理；解决不了就点“需要上门”',
      depart: '动身时点“出发”',
      arrive: '到现场后点“到场”',
      complete: '修好后点“修复完成”',
      factory: '设备已送厂；修好后点“修复完成”',
      waitForCustomer: '已修好，等客户确认',
      nothing: '现在没有需要您做的。',
    },
    visitAgreed: (time) => `约定 ${time} 上门`,
    more: '其他',
    promises: '承诺时间',
    timeline: '记录',
    earlier: (count) => `更早的 ${count} 条`,
    someoneElse: (name) => `当前由 ${name} 负责。`,
    visitAt: '约定上门时间',
    engineer: '工程师',
    noEngineerYet: '正在联系',
    loanerTitle: '备机',
    report: '售后服务报告',
    delay: '延期',
    hotline: '服务热线',
    askConfirm: '设备恢复正常了吗？',
    newTime: '新的时间',
    notAllowed: '情况刚刚变了，这一步现在不能做。请按下面的最新情况继续。',
    standsAt: (stage, name) => `本单现在是“${stage}”${name ? `，由 ${name} 负责` : ''}。`,
    youWrote: '您刚才填写的：',
    check: '还没有保存。请改好下面几项，再提交一次：',
    outdated: '页面已过期，请重新打开链接再操作。',
    stillOpen: '您随时可以再打开本页查看进展。',
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
    sentIn: 'The unit is at the factory for repair.',
    underWay: 'The engineer is on the way.',
    clockState: { open: 'running', kept: 'kept', broken: 'overdue', waived: 'no longer due' },
    overdueBy: (length) => `overdue by ${length}`,
    dueIn: (length) => `${length} left`,
    lateBy: (length) => `late by ${length}`,
    orLoaner: ' (or a loaner)',
    standsStill: 'paused',
    loaner: {
      reserved: 'ready, not delivered yet',
      lent: 'with you, in use',
      returned: 'returned',
      released: 'cancelled',
    },
    rating: 'Satisfaction',
    unknownSite: 'Site unknown',
    needsIdentification: 'Customer or unit not identified yet: the strictest commitment applies.',
    symptoms: 'Symptoms',
    recording: 'Listen to the recording',
    unit: 'Unit',
    address: 'Address',
    contact: 'Contact',
    call: (name) => `Call ${name}`,
    unknownUnit: 'Unit unknown',
    actions: 'You can also',
    answerBy: (time) => `Please acknowledge by ${time}; then the next person is called.`,
    first: {
      acknowledge: 'Acknowledge first',
      help: 'A promise is overdue: acknowledge, and help your colleague',
      takeOver: 'A colleague is on it; you can take over if needed',
      resume: 'Waiting for the customer; when it can go on, tap “Resume”',
      respond: 'Call the customer now, then tap “Customer reached”',
      remoteFix: 'Try to solve it remotely; if you cannot, tap “Need to go on site”',
      depart: 'When you leave, tap “Set off”',
      arrive: 'When you are there, tap “Arrived”',
      complete: 'When it works again, tap “Done”',
      factory: 'The unit is at the factory; when it works again, tap “Done”',
      waitForCustomer: 'Repaired; the customer is asked to confirm',
      nothing: 'There is nothing for you to do now.',
    },
    visitAgreed: (time) => `Visit agreed for ${time}`,
    more: 'More',
    promises: 'Promised times',
    timeline: 'Record',
    earlier: (count) => `${count} earlier`,
    someoneElse: (name) => `${name} is in charge now.`,
    visitAt: 'Visit agreed for',
    engineer: 'Engineer',
    noEngineerYet: 'being called',
    loanerTitle: 'Loaner',
    report: 'Service report',
    delay: 'Delayed',
    hotline: 'Hotline',
    askConfirm: 'Is it working again?',
    newTime: 'New time',
    notAllowed: 'Things have just changed: this step is not possible now. Please go on from the current state below.',
    standsAt: (stage, name) => `It stands at “${stage}”${name ? `, with ${name}` : ''}.`,
    youWrote: 'What you wrote: ',
    check: 'Not saved yet. Please correct this and send it again:',
    outdated: 'This page is out of date: please open the link again.',
    stillOpen: 'You can open this page again at any time.',
  },
}

/** Where the repair stands, in plain words for the customer. */
export const statusFor = (repair: Repair, language: Language): string => {
  const words = WORDS[language]
  if (repair.closed?.how === 'withdrawn') return words.withdrawn
  if (repair.stage === 'repair' && repair.sentIn) return words.sentIn
  if (repair.stage === 'arrival' && repair.milestones.dispatched) return words.underWay
  return words.status[repair.stage]
}
