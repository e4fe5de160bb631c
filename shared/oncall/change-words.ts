import type { Roster } from '../directory/directory.ts'
import type { Changed } from '../directory/roster-change.ts'
import type { Text } from '../kernel/text.ts'
import { localText } from './shifts.ts'

/** What a change does, in one line. */
export function changeText({ timezone, tiers }: Roster, change: Changed, name: (id: string) => string): Text {
  const tier = (index: number): Text =>
    index === tiers.length
      ? { zh: '经理', en: 'manager' }
      : { zh: tiers[index]?.name ?? '', en: tiers[index]?.name ?? '' }
  const span = ({ from, to }: { from: string; to: string }) =>
    `${localText(from, timezone)} – ${localText(to, timezone)}`
  switch (change.kind) {
    case 'standIn': {
      const { person, replaces } = change
      const whose = replaces === undefined ? { zh: '当班人', en: 'whoever is first' } : said(name(replaces))
      const place = tier(change.tier)
      return {
        zh: `${name(person)} 代 ${whose.zh} 值${place.zh}，${span(change)}`,
        en: `${name(person)} stands in for ${whose.en} on ${place.en}, ${span(change)}`,
      }
    }
    case 'swap': {
      const [one, other] = change.shifts
      return {
        zh: `${name(one.person)}（${tier(one.tier).zh} ${span(one)}）与 ${name(other.person)}（${tier(other.tier).zh} ${span(other)}）换班`,
        en: `${name(one.person)} (${tier(one.tier).en}, ${span(one)}) and ${name(other.person)} (${tier(other.tier).en}, ${span(other)}) swap`,
      }
    }
    case 'leave':
      return {
        zh: `${name(change.person)} 请假，${span(change)}`,
        en: `${name(change.person)} is on leave, ${span(change)}`,
      }
    case 'order': {
      const from = localText(change.from, timezone)
      const people = change.people.map(name).join(' → ')
      return {
        zh: `${tier(change.tier).zh}自 ${from} 起按 ${people} 轮值`,
        en: `${tier(change.tier).en} goes ${people} from ${from} on`,
      }
    }
    default:
      return change satisfies never
  }
}

const said = (name: string): Text => ({ zh: name, en: name })
