import { type Text, text } from '../../shared/kernel/text.ts'
import { HOW_NAMES } from '../../shared/repair/state/names.ts'
import type { UpgradeActionType } from '../../shared/upgrade/actions.ts'
import { isBoundTo, type Upgrade } from '../../shared/upgrade/state/upgrade.ts'

/** What a form about an upgrade asks for. */
export interface UpgradeField {
  readonly name: string
  readonly label: Text
  readonly kind: 'line' | 'prose' | 'lines' | 'time' | 'choice'
  readonly required?: true
  readonly choices?: Readonly<Record<string, Text>>
  /** Asked only of ours: the customer says it themselves. */
  readonly ours?: true
}
/** Whom `person` may name. */
export type People = readonly { readonly id: string; readonly name: string }[]

type Kind = UpgradeField['kind']
const asked = (name: string, kind: Kind, zh: string, en: string): UpgradeField => ({ name, kind, label: text(zh, en) })
const needed = (...field: Parameters<typeof asked>): UpgradeField => ({ ...asked(...field), required: true })
const ours = (field: UpgradeField): UpgradeField => ({ ...field, ours: true })
const choice = (choices: Readonly<Record<string, Text>>, name: string, zh: string, en: string): UpgradeField => ({
  ...needed(name, 'choice', zh, en),
  choices,
})

const { link: _, ...HOWS_OF_OURS } = HOW_NAMES
const ON_BEHALF = ours(asked('onBehalf', 'line', '客户方谁说的', 'Who of the customer said so'))
const DISTURBED = [
  needed(
    'minutes',
    'line',
    '业务受影响多少分钟（没有填 0）',
    'Minutes for which the service was disturbed (0: not at all)',
  ),
  asked('disturbed', 'prose', '什么业务受了影响', 'What was disturbed'),
] as const

/** What the form of an action asks for. */
export function upgradeFields(type: UpgradeActionType, upgrade: Upgrade, people: People = []): readonly UpgradeField[] {
  switch (type) {
    case 'assign':
      return [choice(namesOf(people), 'person', '工程师', 'Engineer')]
    case 'propose':
      return proposalFields(upgrade)
    case 'agree':
      return [
        ours(needed('agreedBy', 'line', '客户方谁同意', 'Who of the customer agreed')),
        ours(choice(HOWS_OF_OURS, 'how', '怎么同意的', 'How they agreed')),
      ]
    case 'decline':
      return [needed('reason', 'prose', '原因，或希望的时间', 'Why, or which time suits'), ON_BEHALF]
    case 'disagree':
      return [needed('what', 'prose', '情况说明', 'What happened'), ON_BEHALF]
    case 'backUp':
      return [
        needed('what', 'prose', '备份了什么', 'What is backed up'),
        needed('where', 'line', '存放在哪里', 'Where it is kept'),
        asked('reference', 'line', '校验值或编号', 'Check sum or number'),
      ]
    case 'tick':
      return [choice(openSteps(upgrade), 'step', '哪一步', 'Which step'), asked('note', 'prose', '说明', 'Note')]
    case 'disturb':
      return [
        needed('what', 'prose', '什么业务受了影响', 'What was disturbed'),
        needed('minutes', 'line', '多少分钟', 'For how many minutes'),
      ]
    case 'finish':
      return [needed('result', 'prose', '结果', 'Result'), ...DISTURBED]
    case 'callOff':
      return [needed('reason', 'prose', '原因', 'Why'), ON_BEHALF]
    case 'waiveBackup':
    case 'rollBack':
      return [needed('reason', 'prose', '原因', 'Why')]
    case 'sayAfterwards':
      return [
        choice(OUTCOME_NAMES, 'outcome', '结果', 'Outcome'),
        needed('result', 'prose', '情况', 'What happened'),
        ...DISTURBED,
      ]
    default:
      return type satisfies never
  }
}

const OUTCOME_NAMES: Readonly<Record<string, Text>> = {
  done: text('已升级', 'It was done'),
  rolledBack: text('已回退', 'It was rolled back'),
  notDone: text('没有进行', 'It was not done'),
}

const proposalFields = (upgrade: Upgrade): readonly UpgradeField[] => {
  const rollback = asked('rollback', 'prose', '如何回退', 'How it is rolled back')
  return [
    needed('from', 'time', '开始时间', 'From'),
    needed('until', 'time', '最晚结束', 'Until'),
    needed('steps', 'lines', '步骤（每行一步）', 'Steps (one a line)'),
    needed('risks', 'prose', '风险', 'Risks'),
    isBoundTo(upgrade, 'rollback') ? { ...rollback, required: true } : rollback,
    asked('downtime', 'line', '业务中断约多少分钟', 'Minutes for which the service may be disturbed'),
    asked('met', 'line', '会议参加人', 'Who took part in the meeting'),
    asked('metAt', 'time', '会议时间', 'When it was'),
    ...(isBoundTo(upgrade, 'outsidePeak')
      ? [asked('inPeakBecause', 'prose', '客户要求在高峰进行的原因', 'Why in peak hours, if the customer asks for it')]
      : []),
  ]
}

const openSteps = ({ steps }: Upgrade): Readonly<Record<string, Text>> =>
  Object.fromEntries(
    steps.flatMap(({ what, done }, index) =>
      done ? [] : [[String(index + 1), text(`${index + 1}. ${what}`, `${index + 1}. ${what}`)] as const],
    ),
  )

const namesOf = (people: People): Readonly<Record<string, Text>> =>
  Object.fromEntries(people.map(({ id, name }) => [id, text(name, name)]))
