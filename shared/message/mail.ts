import type { Quote } from '../charges/charges.ts'
import type { Instant } from '../kernel/instant.ts'
import { ownOf } from '../kernel/own-of.ts'
import { inLanguage, type Language, type Text, text } from '../kernel/text.ts'
import { HOW_NAMES, ORIGIN_NAMES, REPLACEMENT_NAMES } from '../repair/state/names.ts'
import type { MailEffect } from '../subject/effect.ts'
import { longTime, money, oneLine, zoneName } from './format.ts'
import { htmlOf, type Letter, plainTextOf } from './letter.ts'
import { ABOUT, ROWS, type ValueKind } from './mail-rows.ts'
import { templateOf } from './mail-templates.ts'
import { AGREED_NAMES, chargeName, milestoneName, WARRANTY_NAMES } from './texts.ts'

/**
 * An e-mail to the customer in their language, with times in their zone, as HTML and as the same in plain text. A value
 * that is missing leaves its line out. `linkUrl` is the customer's link, absent for whoever may not
 * look at the repair; the service report stands below it.
 */
export const renderMail = (
  effect: MailEffect,
  linkUrl: string | undefined,
  supplierName: string,
): { subject: string; text: string; html: string } => {
  const letter = compose(effect, linkUrl, supplierName)
  return { subject: letter.subject, text: plainTextOf(letter), html: htmlOf(letter) }
}

const compose = (effect: MailEffect, linkUrl: string | undefined, supplierName: string): Letter => {
  const { values, language, timezone } = effect
  const say = (words: Text) => inLanguage(words, language)
  const { heading, message, rows, button, path = '' } = templateOf(effect)
  const about = [values.repair, [values.site, values.unit].filter(Boolean).join(' ')].filter(Boolean)
  return {
    language,
    subject: oneLine([say(heading), ...about].join(' · ')),
    heading: say(heading),
    greeting: say(
      text(values.contact ? `${values.contact}，您好：` : '您好：', `Dear ${values.contact || 'customer'},`),
    ),
    message: say(message),
    rows: [...rows, ...ABOUT].flatMap((key) => row(key, effect)),
    ...listOf(effect),
    ...(linkUrl !== undefined && { link: { label: say(button), url: `${linkUrl}${path}` } }),
    closing: [
      supplierName,
      say(text(`文中时间为${zoneName(timezone, 'zh-CN')}。`, `Times are ${zoneName(timezone, 'en')}.`)),
      linkUrl === undefined
        ? say(
            text(
              '需要查看进展，请联系贵单位的联系人或我们的热线。',
              'To follow the repair, please ask your contact person or our hotline.',
            ),
          )
        : say(text('链接仅供您本人使用，请勿转发。', 'The link is for you alone: please do not forward it.')),
    ],
  }
}

type Reader = Pick<MailEffect, 'values' | 'language' | 'timezone'>

/** What the mail lists besides its rows: the promises, or the quote. */
const listOf = (effect: MailEffect): Pick<Letter, 'list'> => {
  const { template, values, language } = effect
  if (template === 'received' && values.promises)
    return {
      list: {
        heading: inLanguage(text('我们的承诺', 'What we promise'), language),
        rows: promisesOf(values.promises, effect),
      },
    }
  if (values.moved)
    return {
      list: { heading: inLanguage(text('承诺改期', 'What moves'), language), rows: movesOf(values.moved, effect) },
    }
  if (template === 'quote' && values.quote)
    return {
      list: { heading: inLanguage(text('费用明细', 'Charges'), language), rows: chargesOf(values.quote, effect) },
    }
  return {}
}

const row = (key: keyof typeof ROWS, { values, language, timezone }: Reader): { label: string; value: string }[] => {
  const given = values[key]
  if (!given) return []
  const shape: { label: Text; as?: ValueKind } = ROWS[key]
  return [{ label: inLanguage(shape.label, language), value: shown(given, shape.as, language, timezone) }]
}

const shown = (value: string, as: ValueKind | undefined, language: Language, timezone: string): string => {
  switch (as) {
    case 'time':
      return longTime(value, timezone, language)
    case 'money':
      return money(Number(value), 'CNY', language)
    case 'milestone':
      return milestoneName(value, language) || value
    case 'agreed':
      return inLanguage(ownOf(AGREED_NAMES, value) ?? text(value, value), language)
    case 'how':
      return inLanguage(ownOf(HOW_NAMES, value) ?? text(value, value), language)
    case 'warranty':
      return inLanguage(REPLACEMENT_NAMES.warranty[value === 'restarts' ? value : 'continues'], language)
    case undefined:
      return value
    default:
      return as satisfies never
  }
}

/** One promise as the effect carries it. */
interface Promised {
  readonly clause: string
  readonly milestone: string
  readonly dueAt: Instant
  readonly otherwise?: string
}

const promisesOf = (json: string, { language, timezone }: Reader): { label: string; value: string }[] => {
  const promised: readonly Promised[] = JSON.parse(json)
  return promised.map(({ clause, milestone, dueAt, otherwise }) => {
    const otherwiseLoaned = otherwise ? inLanguage(text('，否则提供备机', ', otherwise a loaner'), language) : ''
    const until = longTime(dueAt, timezone, language)
    const by = inLanguage(text(`${until} 前`, `by ${until}`), language)
    return { label: `${milestoneName(milestone, language)}${otherwiseLoaned} (${clause})`, value: by }
  })
}

/** One promise that was agreed to be due later. */
interface Moved extends Promised {
  readonly from: Instant
  /** Of planned work. */
  readonly name?: Text
}

const movesOf = (json: string, { language, timezone }: Reader): { label: string; value: string }[] => {
  const moved: readonly Moved[] = JSON.parse(json)
  return moved.map(({ clause, milestone, name, from, dueAt }) => {
    const [before, now] = [longTime(from, timezone, language), longTime(dueAt, timezone, language)]
    return {
      label: `${name ? inLanguage(name, language) : milestoneName(milestone, language)} (${clause})`,
      value: inLanguage(text(`由 ${before} 改到 ${now}`, `from ${before} to ${now}`), language),
    }
  })
}

/** Each position with what the customer pays and the clause that says so; then why, and the sum. */
const chargesOf = (json: string, { language }: Reader): { label: string; value: string }[] => {
  const { lines, warranty, origin, currency, totalFen }: Quote = JSON.parse(json)
  const say = (words: Text) => inLanguage(words, language)
  return [
    { label: say(text('依据', 'Grounds')), value: `${say(WARRANTY_NAMES[warranty])} · ${say(ORIGIN_NAMES[origin])}` },
    ...lines.map(({ name, quantity, charge, clause, payableFen }) => {
      const basis = chargeName(charge, language)
      const sum = payableFen === 0 ? say(text('免费', 'free')) : `${money(payableFen, currency, language)} · ${basis}`
      return { label: `${name} × ${quantity}`, value: `${sum} (${clause})` }
    }),
    { label: say(text('合计', 'Total')), value: money(totalFen, currency, language) },
  ]
}
