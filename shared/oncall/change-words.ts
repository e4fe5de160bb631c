import type { Roster } from '../directory/directory.ts'
import type { Changed } from '../directory/roster-change.ts'
import type { Text } from '../kernel/text.ts'
import { shortSpan, shortTime } from '../kernel/when.ts'
import { rotaText } from './rota-words.ts'

/** What a change does, in one line. */
export function changeText({ timezone, tiers }: Roster, change: Changed, name: (id: string) => string): Text {
  const tier = (index: number) => tierText(tiers, index)
  const span = (stretch: { from: string; to: string }): Text => ({
    zh: shortSpan(stretch, timezone, 'zh-CN'),
    en: shortSpan(stretch, timezone, 'en'),
  })
  switch (change.kind) {
    case 'standIn': {
      const { person, replaces } = change
      const whose = replaces === undefined ? { zh: '当班人', en: 'whoever is first' } : said(name(replaces))
      const place = tier(change.tier)
      return {
        zh: `${name(person)} 代 ${whose.zh} 值${place.zh}，${span(change).zh}`,
        en: `${name(person)} stands in for ${whose.en} on ${place.en}, ${span(change).en}`,
      }
    }
    case 'swap': {
      const [one, other] = change.shifts
      return {
        zh: `${name(one.person)}（${tier(one.tier).zh} ${span(one).zh}）与 ${name(other.person)}（${tier(other.tier).zh} ${span(other).zh}）换班`,
        en: `${name(one.person)} (${tier(one.tier).en}, ${span(one).en}) and ${name(other.person)} (${tier(other.tier).en}, ${span(other).en}) swap`,
      }
    }
    case 'leave':
      return {
        zh: `${name(change.person)} 请假，${span(change).zh}`,
        en: `${name(change.person)} is on leave, ${span(change).en}`,
      }
    case 'order': {
      const people = change.people.map(name).join(' → ')
      return {
        zh: `${tier(change.tier).zh}自 ${shortTime(change.from, timezone, 'zh-CN')} 起按 ${people} 轮值`,
        en: `${tier(change.tier).en} goes ${people} from ${shortTime(change.from, timezone, 'en')} on`,
      }
    }
    case 'rota': {
      const [turns, place] = [rotaText(change, name), tier(change.tier)]
      return {
        zh: `${place.zh}自 ${shortTime(change.from, timezone, 'zh-CN')} 起：${turns.zh}`,
        en: `${place.en} from ${shortTime(change.from, timezone, 'en')} on: ${turns.en}`,
      }
    }
    default:
      return change satisfies never
  }
}

const said = (name: string): Text => ({ zh: name, en: name })

/** What a tier is called; above the last is the manager. */
export const tierText = (tiers: Roster['tiers'], index: number): Text => {
  const tier = tiers[index]
  return tier ? said(tier.name) : { zh: '经理', en: 'manager' }
}
