import type { Finding } from '../../../form/findings.ts'
import type { Text } from '../../../kernel/text.ts'
import { type Sheet, type Suggestion, sheetKey } from '../../state/filled.ts'
import type { VisitState } from '../../state/visit.ts'

const LONGEST_SHOWN = 300

/** What was answered stays answered; what is said anew is said as it stands now. */
export function suggestionsWith(
  { suggestions = [] }: VisitState,
  sheet: Sheet,
  findings: readonly Finding[],
  at: string,
): readonly Suggestion[] {
  const others = suggestions.filter(({ key, answer }) => !key.startsWith(`${sheetKey(sheet)}/`) || answer !== undefined)
  const said = findings
    .filter(({ kind }) => kind === 'suggestion')
    .map(({ item, what }): Suggestion => ({ key: `${sheetKey(sheet)}/${item}`, what: shown(what), at }))
  return [...others, ...said.filter(({ key }) => !others.some((one) => one.key === key))]
}

const shown = ({ zh, en }: Text): Text => ({ zh: zh.slice(0, LONGEST_SHOWN), en: en.slice(0, LONGEST_SHOWN) })
