import { type Answers, comesLater, faultsIn, isAsked, MOST_PHOTOS } from '../../../form/answers.ts'
import { type Finding, findingsIn, isLow, scoreIn } from '../../../form/findings.ts'
import { type Form, itemsOf } from '../../../form/form.ts'
import { type Said, saidIn } from '../../../form/words.ts'
import { type Actor, nameOf, type PersonRef } from '../../../kernel/actor.ts'
import { BadRequestError, type Fault, fault, mustBeOneOf } from '../../../kernel/errors.ts'
import { defined } from '../../../kernel/fields.ts'
import type { KeptFile } from '../../../kernel/file-kind.ts'
import type { Text } from '../../../kernel/text.ts'
import { type FilledForm, isSameSheet, type LaterItem, type Sheet } from '../../state/filled.ts'
import type { Recorded, VisitState } from '../../state/visit.ts'
import type { Actions, Events, Given } from '../feature.ts'
import { requireForm, requireSheet } from './asked.ts'
import { isToBeSigned, meaning, notMeantYet, openWorks, sheetsOf } from './forms.ts'
import { foundIn, foundWith, isSameFault } from './found.ts'
import type { FillingAction } from './offers.ts'
import { ofOnesOwn } from './own.ts'
import { suggestionsWith } from './suggestions.ts'

export type FillingEvent =
  /** What was asked and answered, as it was worded then: whoever reads it later needs no form. */
  | {
      readonly type: 'filled'
      readonly form: string
      /** The repair that it is about. */
      readonly about?: string
      readonly version: number
      readonly title: Text
      readonly answers: Answers
      readonly said: readonly Said[]
      readonly findings: readonly Finding[]
      readonly later: readonly LaterItem[]
      readonly score?: number
      readonly low?: true
      readonly report?: true
    }
  | {
      readonly type: 'photographed'
      readonly form: string
      readonly item: string
      readonly file: KeptFile
      readonly note?: string
    }
  /** A fault that was found opened a repair, or joined one. */
  | {
      readonly type: 'faultReported'
      readonly form: string
      readonly about?: string
      readonly item: string
      readonly unit?: string
      readonly repair: string
    }
  /** The customer signed what stands in these forms; an earlier version took a name that was typed, without a file. */
  | { readonly type: 'signed'; readonly signer: string; readonly forms: readonly string[]; readonly file?: KeptFile }

  /** Whoever has its repair was told that it was read wrong. */
  | { readonly type: 'mendingTold'; readonly repairs: readonly string[] }
  /** Whoever saved them had time to mend them: now they count, and what follows from them begins. */
  | { readonly type: 'answersMeant'; readonly sheets: readonly Sheet[] }
  /** The repair that a sheet is about knows what the customer says of it; `complaint`: a low score, which is answered there. */
  | { readonly type: 'scoreNoted'; readonly form: string; readonly about: string; readonly complaint?: true }

/** More than a visit takes; a list of the state has an end. */
export const MOST_FILES = 40
/** So many faults are found at no visit; each becomes a repair. */
export const MOST_FAULTS = 30

export const actions: Actions<FillingAction, FillingEvent> = {
  fill: { decide: (state, action, given) => [filledBy(state, action, given)] },
  photograph: {
    decide: (state, { form, item, note }, { lookedUp: { file }, now }) => {
      if (!file) throw new BadRequestError([NO_FILE])
      requireForm(state, form, now)
      const { photos = [] } = state
      const ofItem = photos.filter((one) => one.form === form && one.item === item)
      if (ofItem.some(({ sha256 }) => sha256 === file.sha256)) return []
      if (ofItem.length >= MOST_PHOTOS || photos.length >= MOST_FILES) throw new BadRequestError([NO_ROOM])
      return [{ type: 'photographed', form, item, file, ...defined({ note }) }]
    },
  },
  sign: {
    decide: ({ filled = [] }, { signer }, { lookedUp: { file } }) => {
      if (!file) throw new BadRequestError([NOT_SIGNED])
      return [{ type: 'signed', signer, forms: filled.filter(isToBeSigned).map(({ form }) => form), file }]
    },
  },
  confirmAnswers: { decide: (state) => meaning(notMeantYet(state)) },
}

const NO_FILE = fault('file', '请选择照片（JPEG、PNG、WebP）再发送', 'choose a photo (JPEG, PNG, WebP)')
const NOT_SIGNED = fault(
  'file',
  '请客户用手指在框内签名（本页在手机上打开），只写姓名不算签字',
  'the customer signs with a finger in the box of the page; a name that is typed is no signature',
)
const NO_ROOM = fault('file', '照片已经够多，不能再加', 'there are photos enough: no more can be added')

function filledBy(
  state: VisitState,
  { answers, about }: { answers: Answers; about?: string },
  { lookedUp: { form }, by, now }: Given,
): FillingEvent {
  if (!form)
    throw new BadRequestError([
      mustBeOneOf('form', [...new Set(sheetsOf(openWorks(state, now)).map((one) => one.form))]),
    ])
  const sheet: Sheet = { form: form.id, ...defined({ about }) }
  requireSheet(state, sheet, now)
  const typed = typedIn(form, answers)
  const findings = findingsIn(form, typed)
  const score = scoreIn(form, typed)
  const faults = [...faultsIn(form, typed, true), ...tooMany(state, sheet, findings), ...ofOnesOwn(state, about, by)]
  if (faults.length > 0) throw new BadRequestError(faults)
  return {
    type: 'filled',
    ...sheet,
    version: form.version,
    title: form.title,
    answers: typed,
    said: saidIn(form, typed),
    findings,
    later: laterIn(form, typed),
    ...defined({ score }),
    ...(isLow(form, typed) && { low: true as const }),
    ...(form.report && { report: true as const }),
  }
}

/** Files come by themselves; nobody names one here that was never sent. */
function typedIn(form: Form, answers: Answers): Answers {
  const apart = new Set(itemsOf(form).flatMap((item) => (comesLater(item) ? [item.id] : [])))
  return Object.fromEntries(Object.entries(answers).filter(([id]) => !apart.has(id)))
}

const laterIn = (form: Form, answers: Answers): readonly LaterItem[] =>
  itemsOf(form).flatMap((item) =>
    (item.kind === 'photo' || item.kind === 'signature') && item.required && isAsked(form, item, answers)
      ? [{ item: item.id, kind: item.kind, ask: item.ask }]
      : [],
  )

function tooMany({ found = [] }: VisitState, sheet: Sheet, findings: readonly Finding[]): readonly Fault[] {
  const all = [...found.filter((one) => !isSameSheet(one, sheet)), ...foundIn(sheet, findings)]
  return all.length > MOST_FAULTS
    ? [
        fault(
          'answers',
          `一次最多报 ${MOST_FAULTS} 处故障，其余请另行报修`,
          `at most ${MOST_FAULTS} faults at one visit: report the others by themselves`,
        ),
      ]
    : []
}

export const events: Events<FillingEvent> = {
  filled: { fold: withFilled },
  photographed: {
    fold: (state, { form, item, file: { sha256, kind, bytes }, note }) => ({
      ...state,
      photos: [...(state.photos ?? []), { form, item, sha256, kind, bytes, ...defined({ note }) }],
    }),
  },
  faultReported: {
    fold: (state, { repair, form, about, item, unit }) => ({
      ...state,
      found: (state.found ?? []).map((one) =>
        isSameFault(one, { form, item, ...defined({ about, unit }) }) ? { ...one, repair } : one,
      ),
    }),
  },
  mendingTold: {
    fold: (state, { repairs }) => ({
      ...state,
      found: (state.found ?? []).map((one) =>
        one.mended && repairs.includes(one.repair ?? '') ? { ...one, mended: 'told' } : one,
      ),
    }),
  },
  answersMeant: {
    fold: (state, { sheets, at }) => ({
      ...state,
      filled: (state.filled ?? []).map((one) =>
        sheets.some((sheet) => isSameSheet(one, sheet)) ? { ...one, meantAt: at } : one,
      ),
      unnoted: true,
    }),
  },
  scoreNoted: {
    fold: (state, sheet) => ({
      ...state,
      filled: (state.filled ?? []).map((one) => (isSameSheet(one, sheet) ? { ...one, isNoted: true } : one)),
    }),
  },
  signed: {
    fold: (state, { signer, forms, file, at, seq, by }) => ({
      ...state,
      filled: (state.filled ?? []).map((one) =>
        forms.includes(one.form) && isToBeSigned(one)
          ? {
              ...one,
              signed: {
                signer,
                at,
                seq,
                ...defined({ file }),
                ...(by.kind === 'customer' && { byLink: true as const }),
              },
            }
          : one,
      ),
    }),
  },
}

function withFilled(state: VisitState, event: Recorded<Extract<FillingEvent, { type: 'filled' }>>): VisitState {
  const { form, about, version, title, later, score, low, report, seq, at, by, findings } = event
  const sheet: Sheet = { form, ...defined({ about }) }
  const next: FilledForm = {
    ...sheet,
    version,
    title,
    seq,
    at,
    by: personOf(by),
    later,
    ...defined({ score, isLow: low, isReported: report }),
  }
  const others = (state.filled ?? []).filter((one) => !isSameSheet(one, sheet))
  return {
    ...state,
    filled: [...others, next],
    found: foundWith(state, sheet, findings, seq),
    suggestions: suggestionsWith(state, sheet, findings, at),
    unnoted: true,
  }
}

const personOf = (by: Actor): PersonRef => ({ id: by.id ?? '', name: nameOf(by) })
