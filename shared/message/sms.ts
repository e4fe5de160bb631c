import { type Effect, isPage, type SmsEffect } from '../subject/effect.ts'
import { oneLine, phoneShown } from './format.ts'
import { type Values, WORDINGS } from './sms-wordings.ts'
import { joined, WORDS } from './sms-words.ts'

/**
 * Two segments of a text message in Chinese hold 134 UTF-16 code units; the provider puts the supplier's signature, 【…】, before
 * the text, which is part of it: 12 are left for that.
 */
export const SMS_MAX = 134 - 12

/**
 * The text of an SMS, understood by someone just woken: how bad, where, which unit, what is wrong in the caller's words, what to
 * do by when, link. What the reader acts on is never cut: the repair number, the time and the link, nor is the site's name
 * while any of the rest can give way; the caller's words take what room is left. `others`: what else there is to say of the same repair.
 */
export const renderSms = (effect: SmsEffect, linkUrl: string, others: readonly SmsEffect[] = []): string => {
  const values = cleaned(effect)
  const { repair, symptoms = '' } = values
  const { site, unit } = namesOf(effect)
  const ask = WORDINGS[effect.template](values, effect)[0]?.ask
  const alsoSays = others.map((other) => {
    const [said] = WORDINGS[other.template](cleaned(other), other)
    return said && joined([said.lead, said.ask === ask || isPage(other) ? '' : said.ask])
  })
  const drafts = WORDINGS[effect.template](values, effect).map(({ lead, ask }) => {
    const body = joined([repair, ask, linkUrl])
    const all = [lead, ...alsoSays].filter(Boolean).join(effect.language === 'en' ? '; ' : '；')
    return { lead: all, body, room: SMS_MAX - body.length - 1, roomForNames: SMS_MAX - body.length - all.length - 2 }
  })
  const wanted = site.length + unit.length + 1
  const draft = drafts.find(({ roomForNames }) => roomForNames >= wanted) ?? drafts.at(-1)
  if (!draft) return ''
  const names = joined([draft.lead, ...shortened(site, unit, draft.roomForNames)])
  const head = names.length <= draft.room ? names : clipEnd(names, draft.room)
  const said = clipEnd(symptoms, Math.min(SYMPTOMS_MAX, draft.room - head.length - 1))
  return joined([said ? `${head}${effect.language === 'en' ? ':' : '：'}${said}` : head, draft.body])
}

/** Enough of what the caller said to know what is wrong. */
const SYMPTOMS_MAX = 40

/** What leads the message of one effect, for a list of several. */
export const leadOf = (effect: SmsEffect): string => WORDINGS[effect.template](cleaned(effect), effect)[0]?.lead ?? ''

/** Where, and which unit, as far as it is known; of a caller on nobody's file that is their number. */
export const namesOf = (
  effect: Pick<Effect, 'values' | 'language'>,
): { readonly site: string; readonly unit: string } => {
  const { stranger, someUnit } = WORDS[effect.language]
  const { site, unit = '', caller = '' } = cleaned(effect)
  return site ? { site, unit: unit || someUnit } : { site: joined([stranger, phoneShown(caller)]), unit }
}

export const cleaned = ({ values }: Pick<Effect, 'values'>): Values =>
  Object.fromEntries(Object.entries(values).map(([key, value]) => [key, oneLine(value.toWellFormed())]))

/** Both names in so much room. The site stays whole while it can; units of one site differ at the end (`执法仪17`). */
const shortened = (site: string, unit: string, room: number): string[] => {
  const shownSite = clipEnd(site, room)
  return [shownSite, clipStart(unit, room - (shownSite ? shownSite.length + 1 : 0))]
}

// A cut never leaves half a surrogate pair.
export const clipEnd = (text: string, max: number): string => {
  if (text.length <= max) return text
  return max < 2
    ? ''
    : `${text
        .slice(0, max - 1)
        .replace(/[\ud800-\udbff]$/, '')
        .trimEnd()}…`
}
const clipStart = (text: string, max: number): string => {
  if (text.length <= max) return text
  return max < 2
    ? ''
    : `…${text
        .slice(1 - max)
        .replace(/^[\udc00-\udfff]/, '')
        .trimStart()}`
}
