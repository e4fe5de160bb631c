import { inLanguage, type Language, type Text, text } from '../../shared/kernel/text.ts'
import type { Satisfaction, SatisfactionOf, SatisfiedBy } from '../../shared/use-cases/satisfaction.ts'

type Cell = string | number

/** How customers rated what was repaired, as a table: one line for each, and one for all of them. */
export function satisfactionSheet(found: SatisfactionOf, by: SatisfiedBy, language: Language): readonly Cell[][] {
  const say = (words: Text) => inLanguage(words, language)
  return [
    [BY[by], ...COLUMNS.map(([name]) => name)].map(say),
    ...found.by.map((row) => [row.name ?? row.id ?? say(NOBODY), ...cellsOf(row)]),
    [say(ALL), ...cellsOf(found)],
  ]
}

/** Two decimals say what a mean of some tens can. */
const rounded = (value: number | undefined): Cell => (value === undefined ? '' : Math.round(value * 100) / 100)
const shareOf = (part: number, whole: number): Cell => (whole === 0 ? '' : `${Math.floor((part / whole) * 100)}%`)

const COLUMNS: readonly (readonly [Text, (of: Satisfaction) => Cell])[] = [
  [text('回访单数', 'Called back about'), ({ asked }) => asked],
  [text('回访评分份数', 'Scores given'), ({ scored }) => scored],
  [text('回访平均分', 'Mean score'), ({ score }) => rounded(score)],
  [text('回访评分率', 'Response to call-backs'), ({ asked, scored }) => shareOf(scored, asked)],
  [text('确认修好单数', 'Confirmed'), ({ confirmed }) => confirmed],
  [text('确认时评分份数', 'Rated when confirmed'), ({ rated }) => rated],
  [text('确认时平均分', 'Mean when confirmed'), ({ rating }) => rounded(rating)],
  [text('确认时评分率', 'Response when confirmed'), ({ confirmed, rated }) => shareOf(rated, confirmed)],
]
const cellsOf = (of: Satisfaction): readonly Cell[] => COLUMNS.map(([, value]) => value(of))

const BY: Readonly<Record<SatisfiedBy, Text>> = {
  engineer: text('工程师', 'Engineer'),
  roster: text('值班表', 'Roster'),
  customer: text('客户', 'Customer'),
  site: text('现场', 'Site'),
  month: text('报修月份', 'Month of the report'),
}
const NOBODY = text('无', 'none')
const ALL = text('全体', 'All')
