import { earliest, type Instant } from '../kernel/instant.ts'
import type { Said } from '../ports/messaging.ts'
import type { SmsEffect } from '../subject/effect.ts'
import { cleaned, namesOf } from './sms.ts'
import { timeForms, WORDINGS } from './sms-wordings.ts'
import { WORDS } from './sms-words.ts'

// What messages say in registered texts. Those are Chinese, so whoever reads them reads Chinese. None holds what a caller or
// a customer wrote: an address or a forbidden word in it, and the provider would refuse the page.

const ZH = WORDS['zh-CN']

/** Where no time is given. */
const SOON = '尽快'
const SEE_LINK = '见链接'

export function saidOf(written: SmsEffect): Said {
  const effect = { ...written, language: 'zh-CN' } as const
  const { repair = '', severity = '', others, answerBy, sentAt } = cleaned(effect)
  if (effect.template === 'stuck')
    return { as: 'stuck', ways: { number: numbered(repair, '见系统'), count: [String(1 + Number(others ?? 0))] } }
  const which = { place: shown(placeOf(effect)), device: shown(namesOf(effect).unit), number: numbered(repair) }
  if (effect.template === 'page' || effect.template === 'breach')
    return {
      as: effect.template,
      ways: { severity: [severity || '设备'], ...which, deadline: timesOf(answerBy, sentAt, effect) },
    }
  const wordings = WORDINGS[effect.template](cleaned(effect), effect)
  const asks = wordings.map(({ ask }) => ask)
  return {
    as: 'reminder',
    ways: {
      what: wordings.map(({ lead }) => lead),
      ...which,
      ask: asks[0] ? shortZone(asks.filter(Boolean)) : [ZH.seeLink],
    },
  }
}

/** Several about different subjects: how many, and by when the first of the pages is to be answered. */
export function saidOfMany(count: number, pages: readonly SmsEffect[], reader: SmsEffect): Said {
  const at = earliest(pages.flatMap(({ values }) => values.answerBy ?? []))
  const deadline = timesOf(at, pages.at(-1)?.values.sentAt, { ...reader, language: 'zh-CN' })
  return { as: 'bundle', ways: { count: [String(count)], pages: [String(pages.length)], deadline } }
}

/** A caller's number is nothing that a template may carry. */
const placeOf = (effect: SmsEffect): string => (effect.values.site ? namesOf(effect).site : ZH.stranger)

export const shown = (name: string): readonly string[] => [name || SEE_LINK]

/** Of what has a long name it is not cut: whoever needs it taps the link. */
export const numbered = (name: string, instead = SEE_LINK): readonly string[] => [name, instead].filter(Boolean)

function timesOf(at: Instant | undefined, sentAt: Instant | undefined, reader: SmsEffect): readonly string[] {
  const { full, bare } = timeForms(at, sentAt, reader)
  return full ? shortZone([full, bare]) : [SOON]
}

const shortZone = (times: readonly string[]): readonly string[] => [
  ...times,
  ...times.map((time) => time.replace('（新疆时间）', '新疆')),
]
