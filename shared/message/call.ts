import type { CallEffect } from '../subject/effect.ts'
import { oneLine, timeOfDay } from './format.ts'
import { clipEnd, namesOf } from './sms.ts'

/** Nobody who was just woken listens to more. */
const SYMPTOMS_MAX = 60

/**
 * What a phone that rings reads out: who rings, how bad, where, what is wrong, by when to answer, and which key takes it. Short
 * sentences, no address and no long number: it is heard once, in the dark.
 */
export function renderCall(effect: CallEffect, supplier: string): string {
  const { language, timezone, values } = effect
  const { severity = '', symptoms = '', answerBy } = values
  const { site, unit } = namesOf(effect)
  const what = clipEnd(oneLine(symptoms), SYMPTOMS_MAX)
  const by = answerBy && timeOfDay(answerBy, timezone)
  const sentences =
    language === 'zh-CN'
      ? [`${supplier}报修值班`, `${severity}报修`, site, unit, what, by && `请在 ${by} 前接单`, '接单请按 1']
      : [
          `${supplier}, on-call service`,
          `${severity} repair`,
          site,
          unit,
          what,
          by && `Please answer by ${by}`,
          'To take it, press 1',
        ]
  const [comma, stop] = language === 'zh-CN' ? ['。', '。'] : ['. ', '.']
  return `${sentences.filter(Boolean).join(comma)}${stop}`
}
