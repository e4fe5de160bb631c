import type { Answers } from '../../../form/answers.ts'
import type { Instant } from '../../../kernel/instant.ts'
import { text } from '../../../kernel/text.ts'
import type { VisitState } from '../../state/visit.ts'
import type { Offers } from '../feature.ts'
import { isOnDay } from '../stages.ts'
import { isWaitingForSignature, notMeantYet, openWorks, sheetsOf } from './forms.ts'

// What its works ask to be filled in: check lists on site, questions on a call. Photos and the customer's signature come by themselves,
// as each is one file; until it is done everything may be filled in anew, and is signed anew then. What comes of it for others waits
// until somebody says that it is right, it is done, or ten minutes are over.

export type FillingAction =
  | {
      readonly type: 'fill'
      readonly form: string
      readonly about?: string
      readonly version?: number
      readonly answers: Answers
    }
  | { readonly type: 'photograph'; readonly form: string; readonly item: string; readonly note?: string }
  | { readonly type: 'sign'; readonly signer: string }
  | { readonly type: 'confirmAnswers' }

const isFilling = (visit: VisitState, now: Instant): boolean =>
  isOnDay(visit, now) && sheetsOf(openWorks(visit, now)).length > 0

export const offers: Offers<FillingAction> = {
  fill: {
    name: text('填写表单', 'Fill in the form'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [
      { name: 'form', kind: 'form', label: text('表单', 'Form'), required: true },
      { name: 'about', kind: 'line', label: text('维修单（逐单回访时）', 'Repair, where each is asked about') },
    ],
    isAllowed: (visit, _, now) => isFilling(visit, now),
  },
  photograph: {
    name: text('拍照', 'Take a photo'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [
      { name: 'form', kind: 'line', label: text('表单', 'Form'), required: true },
      { name: 'item', kind: 'line', label: text('哪一项', 'Of what'), required: true },
      { name: 'file', kind: 'file', label: text('照片', 'Photo'), required: true },
      { name: 'note', kind: 'line', label: text('说明', 'What it shows') },
    ],
    isAllowed: (visit, _, now) => visit.way === 'visit' && isFilling(visit, now),
  },
  sign: {
    name: text('客户签字', 'Customer signs'),
    role: 'engineer',
    parts: ['worker', 'planner', 'customer'],
    fields: [
      { name: 'signer', kind: 'line', label: text('签字人姓名', 'Name of who signs'), required: true },
      { name: 'file', kind: 'file', label: text('手写签名', 'Drawn by their hand'), required: true },
    ],
    isAllowed: isWaitingForSignature,
  },
  confirmAnswers: {
    name: text('填写无误，立即生效', 'The answers are right: go on'),
    role: 'engineer',
    parts: ['worker', 'planner'],
    fields: [],
    isAllowed: (visit) => visit.stage !== 'ended' && notMeantYet(visit).length > 0,
  },
}
