import { type Day, knowsYear } from '../kernel/calendar.ts'
import { defined } from '../kernel/fields.ts'
import type { Language, Text } from '../kernel/text.ts'
import { inLanguage, text } from '../kernel/text.ts'
import type { PlanDocument } from '../plan/document.ts'
import { kindOf } from '../plan/rules/kinds.ts'
import { isOccasional } from '../plan/rules/kit/occasion.ts'
import type { RecurringRule } from '../plan/rules.ts'
import { worksIn } from '../plan/works-in.ts'
import { anchorsOf } from '../schedule/anchors.ts'
import { type Occurrence, occurrencesOf } from '../schedule/occurrences.ts'
import type { ContractDates } from './facts.ts'

/** How far one looks. */
export interface Looked extends ContractDates {
  readonly until: Day
  readonly timezone: string
}

/** What a plan makes due for a contract of these days, in words: work by work, each time it is due. */
export function foretold(document: PlanDocument, looked: Looked, language: Language): readonly string[] {
  const { timezone, until, ...dates } = looked
  const workingTime = { timezone, workingHours: document.workingHours, ...defined({ holidays: document.holidays }) }
  const anchors = anchorsOf(document, { ...dates, renewals: [] }, workingTime)
  const works = worksIn(document).map((rule) => ({
    rule,
    due: occurrencesOf(rule, anchors, workingTime, until).filter(({ dueOn }) => dueOn <= until),
  }))
  const last = works.flatMap(({ due }) => due.map(({ dueOn }) => dueOn)).toSorted()
  const unknown = yearsTo(dates.signedOn, last.at(-1) ?? until).filter((year) => !knowsYear(year, document.holidays))
  const warrantyEnd = anchors.warrantyEnd
  return [
    ...(warrantyEnd ? [said(text(`质保到 ${warrantyEnd}`, `In warranty until ${warrantyEnd}`))] : []),
    ...works.flatMap(({ rule, due }) => ['', `${rule.clause}  ${sentence(rule)}`, `  ${timesOf(rule, due)}`]),
    ...(unknown.length > 0 ? ['', said(unpublished(unknown))] : []),
  ]

  function said(words: Text): string {
    return inLanguage(words, language)
  }
  function sentence(rule: RecurringRule): string {
    return said(kindOf(rule).describe(rule, document))
  }
  function timesOf(rule: RecurringRule, due: readonly Occurrence[]): string {
    if (due.length > 0)
      return due.map((one) => `${one.dueOn}${said(movedWords(one))}`).join(language === 'en' ? ', ' : '、')
    if (isOccasional(rule)) return said(text('看客户日历和当月报修', 'As the customer’s calendar and repairs bring it'))
    return anchors.days[rule.from] === undefined
      ? said(text('起算的日子还没有', 'The day that it counts from is not known'))
      : said(text('这段时间内没有', 'Nothing within this time'))
  }
}

const movedWords = ({ movedFrom }: Occurrence): Text =>
  movedFrom === undefined ? text('', '') : text(`（${movedFrom} 休息，顺延）`, ` (${movedFrom} is a rest day)`)

/** Nobody guesses: a day that would end on a holiday of such a year moves once it is published. */
export const unpublished = (years: readonly number[]): Text =>
  text(
    `注意：${years.join('、')} 年的放假安排还没有公布，暂按周一至周五上班算；公布后个别日期会顺延。`,
    `Mind: the holidays of ${years.join(', ')} are not published yet. Monday to Friday are taken for working days; some days move once they are.`,
  )

const yearsTo = (from: Day, until: Day): readonly number[] => {
  const first = Number(from.slice(0, 4))
  return Array.from({ length: Number(until.slice(0, 4)) - first + 1 }, (_, place) => first + place)
}
