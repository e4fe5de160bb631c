import type { DutyRule, Rotation, Tier } from '../directory/rota.ts'
import { DAY_WORDS } from '../kernel/duty-days.ts'
import { type Text, text } from '../kernel/text.ts'

// How a tier takes turns, in words: what the history says of it.

/** `平时 甲→乙，每周 09:00 交班；每天 18:00–次日 09:00 丙`. */
export function rotaText(
  { rotation, rules = [] }: Pick<Tier, 'rotation' | 'rules'>,
  name: (id: string) => string,
): Text {
  const usual = turnsText(rotation, name)
  const all = rules.map((rule) => {
    const [when, turns] = [whenText(rule), turnsText(rule.rotation, name)]
    return text(`${when.zh} ${turns.zh}`, `${when.en} ${turns.en}`)
  })
  if (all.length === 0) return usual
  return text(
    [...all.map(({ zh }) => zh), `其余时间 ${usual.zh}`].join('；'),
    [...all.map(({ en }) => en), `otherwise ${usual.en}`].join('; '),
  )
}

function turnsText({ people, every, start }: Rotation, name: (id: string) => string): Text {
  const names = people.map(name)
  if (names.length === 1) return text(names[0] ?? '', names[0] ?? '')
  const order = names.join(' → ')
  const time = start.slice(11)
  if (every === 'day') return text(`${order}，每天 ${time} 交班`, `${order}, daily at ${time}`)
  if (every === 'week') return text(`${order}，每周 ${time} 交班`, `${order}, weekly at ${time}`)
  if (every === 'month') return text(`${order}，每月 ${time} 交班`, `${order}, monthly at ${time}`)
  return text(`${order}，每 ${every.hours} 小时交班`, `${order}, every ${every.hours} hours`)
}

function whenText({ days, from = '00:00', to = '24:00' }: DutyRule): Text {
  const which = days?.map((day) => DAY_WORDS[day])
  const zh = which?.map((day) => day.zh).join('、') ?? '每天'
  const en = which?.map((day) => day.en).join(', ') ?? 'every day'
  if (from === '00:00' && to === '24:00') return text(zh, en)
  const isNextDay = to <= from
  return text(`${zh} ${from}–${isNextDay ? '次日 ' : ''}${to}`, `${en} ${from}–${to}${isNextDay ? ' next day' : ''}`)
}
