import { inLanguage, type Language } from '../../../shared/kernel/text.ts'
import type { Obligation } from '../../../shared/promise/obligation.ts'
import { consoleLog } from '../console-log.ts'
import { playYear } from './year/play.ts'

/** A year of four contracts, played in seconds: `npm run demo -- --year`. What is printed is what was recorded. */
export async function tellYear(language: Language): Promise<void> {
  const say = (zh: string, en: string): string => inLanguage({ zh, en }, language)
  let month = ''
  let [done, missed] = [0, 0]
  const close = () => {
    if (month)
      console.log(say(`  ${month}  办成 ${done} 次，扑空 ${missed} 次`, `  ${month}  ${done} done, ${missed} in vain`))
    ;[done, missed] = [0, 0]
  }
  const turnTo = (on: string) => {
    if (on.slice(0, 7) === month) return
    close()
    month = on.slice(0, 7)
  }
  const { lines, visits, messages } = await playYear(
    {
      episode: (on, name) => {
        turnTo(on)
        console.log(`▌ ${on} ${inLanguage(name, language)}`)
      },
      visit: (on, _, what) => {
        turnTo(on)
        if (what === 'done') done += 1
        else missed += 1
      },
    },
    consoleLog,
  )
  close()
  console.log(`\n${say('一年的计划承诺，按条款', 'A year of planned promises, by clause')}`)
  for (const [clause, those] of byClause(lines)) console.log(`  ${clause.padEnd(4)} ${countsOf(those, say)}`)
  const all = say(
    `到期 ${lines.length} 件，上门和电话 ${visits} 次，短信和邮件 ${messages} 条`,
    `${lines.length} due, ${visits} visits and calls, ${messages} texts and mails`,
  )
  console.log(`\n${all}\n`)
}

const byClause = (lines: readonly Obligation[]) =>
  [...Map.groupBy(lines, ({ clause }) => clause)].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }))

const NAMES: Readonly<Record<Obligation['state'], readonly [zh: string, en: string]>> = {
  kept: ['做到', 'kept'],
  broken: ['超期', 'broken'],
  waived: ['免除', 'waived'],
  fallenAway: ['失效', 'fallen away'],
  superseded: ['改判', 'superseded'],
  open: ['未到期', 'open'],
}

function countsOf(lines: readonly Obligation[], say: (zh: string, en: string) => string): string {
  const counts = Map.groupBy(lines, ({ state }) => state)
  return [...counts].map(([state, those]) => `${say(...NAMES[state])} ${those.length}`).join('  ')
}
