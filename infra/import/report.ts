import { inLanguage, type Language } from '../../shared/kernel/text.ts'
import type { Change, Import } from '../../shared/wire/tables/changes.ts'
import { LISTS, TABLES } from '../../shared/wire/tables/columns.ts'
import { describeRow } from '../../shared/wire/tables/sheet.ts'

const keyOf = (language: Language) => (language === 'en' ? 'en' : 'zh')

/** What an import would do or did, list by list. */
export const changesIn = ({ changes }: Pick<Import, 'changes'>, language: Language): string[] =>
  LISTS.flatMap((list) => {
    const here = changes.filter((change) => change.list === list)
    if (here.length === 0) return []
    const count = (kind: Change['kind']) => here.filter((change) => change.kind === kind).length
    const [added, changed, unchanged] = [count('added'), count('changed'), count('unchanged')]
    const name = inLanguage(TABLES[list].name, language)
    return [
      language === 'zh-CN'
        ? `${name}：新增 ${added}，更改 ${changed}，不变 ${unchanged}`
        : `${name}: ${added} added, ${changed} changed, ${unchanged} unchanged`,
      ...here.filter(({ kind }) => kind !== 'unchanged').map((change) => lineOf(change, language)),
    ]
  })

const lineOf = ({ kind, id, cells }: Change, language: Language): string => {
  const empty = language === 'zh-CN' ? '（空）' : '(empty)'
  const differences = cells.map(
    ({ name, before, after }) => `${inLanguage(name, language)} ${before || empty} → ${after || empty}`,
  )
  return kind === 'added' ? `  + ${id}` : `  ~ ${id}  ${differences.join(language === 'zh-CN' ? '，' : ', ')}`
}

export const problemsIn = ({ problems }: Pick<Import, 'problems'>, language: Language): string[] =>
  problems.map((problem) => `  ${describeRow(problem, keyOf(language))}`)

export const warningsIn = ({ warnings }: Pick<Import, 'warnings'>, language: Language): string[] =>
  warnings.map((warning) => `  ${language === 'zh-CN' ? '请注意' : 'note'} ${describeRow(warning, keyOf(language))}`)

export type Outcome = 'refused' | 'dryRun' | 'unchanged' | 'written'

export const summary = (outcome: Outcome, target: string, problems: number, language: Language): string => {
  switch (outcome) {
    case 'refused':
      return language === 'zh-CN'
        ? `有 ${problems} 处问题，什么都没有写入`
        : `${problems} problems: nothing was written`
    case 'dryRun':
      return language === 'zh-CN' ? '试运行：什么都没有写入' : 'dry run: nothing was written'
    case 'unchanged':
      return language === 'zh-CN' ? `${target} 里已经都是这样` : `all of it is in ${target} already`
    case 'written':
      return language === 'zh-CN' ? `已写入 ${target}` : `written to ${target}`
    default:
      return outcome satisfies never
  }
}
