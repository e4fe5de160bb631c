import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import type { Template } from './mail-rows.ts'

// What a customer is told of planned visits and calls: by mail, or as a short text message.

type Values = Readonly<Record<string, string | undefined>>

const SEE = text('查看', 'See it')
const TO_CUSTOMER = {
  proposed: {
    heading: text('请选择上门时间', 'Please choose a date'),
    message: text(
      '按服务承诺，我们将上门为您做以下工作。请打开链接选一个时间；都不合适也请告诉我们。',
      'As promised, we come to you for the work below. Please open the link and choose a date, or say that neither fits.',
    ),
    rows: ['works', 'firstSlot', 'secondSlot'],
    button: text('选择时间', 'Choose a date'),
  },
  unsaid: {
    heading: text('约定的时间已过：没有来请另选时间', 'The date has passed: if nobody came, choose another'),
    message: text(
      '约定的上门，我方还没有人登记结果。如果没有来，请打开链接另选时间，承诺的最后一天不变；如果已经来过，不用回复。',
      'Nobody of ours has said yet what came of the visit agreed. If nobody came, please choose another date by the link: the last day that was promised stays. If somebody did, you need do nothing.',
    ),
    rows: ['visitAt', 'works', 'firstSlot', 'secondSlot'],
    button: text('没有来：另选时间', 'Nobody came: choose another date'),
  },
  chosen: {
    heading: text('您选的上门时间已记下', 'The date you chose is on record'),
    message: text(
      '我们会在您选的时间上门。要改时间，请致电服务热线。',
      'We come at the time you chose. If you want another, please call our hotline.',
    ),
    rows: ['visitAt', 'works', 'engineer'],
    button: SEE,
  },
  agreed: {
    heading: text('上门时间已约定', 'A date is agreed'),
    message: text(
      '我们会在约定的时间上门。如果没有同意过这个时间，或者要改时间，请打开链接告诉我们。',
      'We come at the time agreed. If you did not agree to it, or want another, tell us by the link.',
    ),
    rows: ['visitAt', 'works', 'engineer', 'agreedBy', 'how'],
    button: text('查看，或告诉我们没有同意过', 'See it, or say that you did not agree'),
  },
  remind: {
    heading: text('上门提醒', 'Reminder: we are coming'),
    message: text('我们会在以下时间上门。', 'We come to you at the time below.'),
    rows: ['visitAt', 'works', 'engineer'],
    button: SEE,
  },
  off: {
    heading: text('上门取消', 'The visit is off'),
    message: text(
      '原定的上门已取消。如有需要，请致电服务热线。',
      'The visit is off. If you need us, please call our hotline.',
    ),
    rows: ['visitAt', 'works'],
    button: SEE,
  },
  misfit: {
    heading: text('约好的时间要改', 'Another date is needed'),
    message: text(
      '这项服务要办的日子改了，原来约好的时间不再合适。我们会与您另约；方便的时间也可以打开链接告诉我们。',
      'The days in which this work is to be done have moved, and the date agreed fits no more. We agree on another one with you; by the link you can say what suits you.',
    ),
    rows: ['visitAt', 'works'],
    button: text('查看，或说明方便的时间', 'See it, or say what suits you'),
  },
  absent: {
    heading: text('上门没有办成', 'Our visit did not take place'),
    message: text(
      '按我方记录，约定的上门没有办成，情况如下。如果贵方当时在场，没有人来，请打开链接告诉我们。承诺的服务仍然要做，我们会与您另约时间。',
      'By our record the visit did not take place, as below. If you were there and nobody came, tell us by the link. The work is still owed: we agree on another date with you.',
    ),
    rows: ['visitAt', 'reason', 'works', 'engineer'],
    button: text('查看，或告诉我们当时在场', 'See it, or say that you were there'),
  },
  notCome: {
    heading: text('很抱歉，我们没有按约上门', 'We are sorry: we did not come'),
    message: text(
      '约定的上门我们没有做到，情况如下。承诺的服务仍然要做，我们会尽快与您另约时间。',
      'We did not come as agreed, as below. The work is still owed: we agree on another date with you as soon as can be.',
    ),
    rows: ['visitAt', 'reason', 'works'],
    button: SEE,
  },
  ourFault: {
    heading: text('经核定，是我们没有到', 'You were right: we did not come'),
    message: text(
      '服务经理核定：贵方当时在场，是我们没有到，很抱歉。我们会尽快与您另约时间。',
      'Our manager has decided: you were there, and we did not come. We are sorry, and agree on another date with you as soon as can be.',
    ),
    rows: ['visitAt', 'reason', 'works'],
    button: SEE,
  },
  stands: {
    heading: text('关于您说当时在场', 'About your being there'),
    message: text(
      '服务经理核定：原记录成立，依据如下。如仍有异议，请致电服务热线。承诺的服务仍然要做。',
      'Our manager has decided that the record stands, for the reason below. If you see it otherwise, please call our hotline. The work is still owed.',
    ),
    rows: ['visitAt', 'reason', 'works'],
    button: SEE,
  },
  ourFaultOff: {
    heading: text('经核定，是我们没有到', 'You were right: we did not come'),
    message: text(
      '服务经理核定：贵方当时在场，是我们没有到，很抱歉。这项服务现在已不再安排，如有疑问请致电服务热线。',
      'Our manager has decided: you were there, and we did not come. We are sorry. This work is not planned any more; please call our hotline if you see it otherwise.',
    ),
    rows: ['visitAt', 'reason', 'works'],
    button: SEE,
  },
  standsOff: {
    heading: text('关于您说当时在场', 'About your being there'),
    message: text(
      '服务经理核定：原记录成立，依据如下。这项服务现在已不再安排，如有异议请致电服务热线。',
      'Our manager has decided that the record stands, for the reason below. This work is not planned any more; please call our hotline if you see it otherwise.',
    ),
    rows: ['visitAt', 'reason', 'works'],
    button: SEE,
  },
  adviceNoted: {
    heading: text('贵方对建议的答复已登记', 'Your answer to our advice is on record'),
    message: text(
      '按我方记录，贵方对以下建议已有答复。不是这样的，请打开链接更正。',
      'By our record you have answered the advice below. If that is not so, correct it by the link.',
    ),
    rows: ['suggestion', 'answer', 'agreedBy', 'how', 'reason'],
    button: text('查看，或更正', 'See it, or correct it'),
  },
  adviceDone: {
    heading: text('贵方同意的建议已办好', 'What you accepted of our advice is done'),
    message: text('贵方同意的以下建议已办好。', 'The advice below, which you accepted, is carried out.'),
    rows: ['suggestion', 'reason'],
    button: SEE,
  },
  report: {
    heading: text('书面报告', 'Your written report'),
    message: text(
      '我们已完成以下工作，书面报告请打开链接查看、打印或存档。',
      'The work below is done. Open the link to read, print or file the written report.',
    ),
    rows: ['visitAt', 'works', 'engineer'],
    button: text('查看报告', 'See the report'),
    path: '/report',
  },
} as const satisfies Record<string, Template>

const saidOf = ({ said = '' }: Values): keyof typeof TO_CUSTOMER =>
  Object.hasOwn(TO_CUSTOMER, said) ? (said as keyof typeof TO_CUSTOMER) : 'agreed'

/** What a mail about it says. */
export const visitMail = (values: Values): Template =>
  saidOf(values) === 'agreed' && values.moved ? MOVED : TO_CUSTOMER[saidOf(values)]

/** Beyond the promised day, by their agreement. */
const MOVED: Template = {
  ...TO_CUSTOMER.agreed,
  message: text(
    '我们会在约定的时间上门，承诺的最后一天随之改期，如下。如果没有同意过，请打开链接告诉我们，原承诺立即恢复。',
    'We come at the time agreed, and the last day that was promised moves with it, as below. If you did not agree, tell us by the link: the promise then stands as it was.',
  ),
}

interface Moved {
  readonly name?: Text
  readonly from: string
  readonly dueAt: string
}

/** Of planned work that is due later by an agreement: the first of it, from when to when. */
export function movedText(
  { moved }: Values,
  language: Language,
  time: (at: string | undefined) => string,
): string | undefined {
  const [first]: readonly Moved[] = JSON.parse(moved ?? '[]')
  if (!first?.name) return undefined
  const [before, now] = [time(first.from), time(first.dueAt)]
  return inLanguage(
    text(
      `${first.name.zh}的承诺由 ${before} 改到 ${now}，如未同意请点链接`,
      `${first.name.en}: promised by ${before}, now by ${now}, as agreed; if not, tap the link`,
    ),
    language,
  )
}

/** The same as a short text message. */
export function visitText(values: Values, language: Language, time: (at: string | undefined) => string): string {
  const [first, at] = [time(values.firstSlot), time(values.visitAt)]
  const says = {
    proposed: text(
      `计划服务上门，请点链接选时间：${[first, time(values.secondSlot)].filter(Boolean).join(' 或 ')}`,
      `Planned visit: please choose by the link, ${[first, time(values.secondSlot)].filter(Boolean).join(' or ')}`,
    ),
    unsaid: text(
      `${at} 的上门如没有来，请点链接另选时间`,
      `If nobody came ${at}, please choose another date by the link`,
    ),
    chosen: text(`已记下：我们 ${at} 上门`, `On record: we come ${at}`),
    agreed: text(
      `约定 ${at} 上门，${movedText(values, 'zh-CN', time) ?? '如未同意请点链接'}`,
      `Visit agreed for ${at}; ${movedText(values, 'en', time) ?? 'if you did not agree, tap the link'}`,
    ),
    remind: text(`提醒：我们 ${at} 上门`, `Reminder: we come ${at}`),
    report: text('服务已完成，书面报告请点链接', 'Done: the written report is behind the link'),
    misfit: text(`服务改期，原约 ${at} 要另约`, `The work has moved: another date than ${at} is needed`),
    absent: text(
      `${at} 的上门没有办成；如当时在场请点链接`,
      `The visit of ${at} did not take place; if you were there, tap the link`,
    ),
    notCome: text(`抱歉，${at} 我们没有到，会另约时间`, `Sorry: we did not come ${at}, and agree on another date`),
    ourFault: text(`经核定，${at} 是我们没有到，抱歉`, `You were right: we did not come ${at}. We are sorry`),
    stands: text(`经核定，${at} 的记录成立，依据见链接`, `Decided: the record of ${at} stands; see the link`),
    ourFaultOff: text(`经核定，${at} 是我们没有到，抱歉`, `You were right: we did not come ${at}. We are sorry`),
    standsOff: text(`经核定，${at} 的记录成立，依据见链接`, `Decided: the record of ${at} stands; see the link`),
    adviceNoted: text(
      '贵方对建议的答复已登记，如不符请点链接更正',
      'Your answer to our advice is on record; if it is wrong, tap the link',
    ),
    adviceDone: text('贵方同意的建议已办好，详见链接', 'What you accepted of our advice is done: see the link'),
    off: text(`原定 ${at} 的上门已取消`, `The visit of ${at} is off`),
  }
  return inLanguage(says[saidOf(values)], language)
}
