import { text } from '../../../../shared/kernel/text.ts'
import { useNow } from '../outside/time.ts'
import { DESK_ZONE, length, moment } from '../parts/time.ts'
import { Link } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import type { Settings } from './data.ts'
import { NotKnown, Panel } from './parts.tsx'

interface Props {
  readonly settings: Settings
}

/** What nobody has moved on or handed over, though it should be. */
export function LatePanel({ settings: { late, machine } }: Props) {
  const say = useSay()
  const isLate = late.subjects.length + late.messages.length > 0
  return (
    <Panel
      wide
      title={text('系统自己有没有拖延', 'What is late in the machine itself')}
      sign={isLate ? 'late' : 'kept'}
      state={isLate ? say(text('有', 'something is')) : say(text('没有', 'nothing is'))}
    >
      {late.subjects.length > 0 && <Unmoved subjects={late.subjects} />}
      {late.messages.length > 0 && <NotHandedOver late={late} />}
      <Swept machine={machine} />
    </Panel>
  )
}

function Unmoved({ subjects }: Pick<Settings['late'], 'subjects'>) {
  const say = useSay()
  return (
    <>
      <h3>{say(text('该动却没动的', 'What should have moved on'))}</h3>
      <ul className="plain">
        {subjects.map(({ subject, tries }) => (
          <li key={subject}>
            {subject.startsWith('repair/') ? (
              <Link to={`/repairs/${subject.slice('repair/'.length)}`}>{subject.slice('repair/'.length)}</Link>
            ) : (
              subject
            )}
            {tries !== undefined && (
              <span className="soft"> {say(text(`重试了 ${tries} 次`, `tried ${tries} times`))}</span>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function NotHandedOver({ late }: Pick<Settings, 'late'>) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  return (
    <>
      <h3>{say(text('还没交出去的消息', 'Messages not handed over'))}</h3>
      <ul className="plain">
        {late.messages.map(({ kind, count, oldestAt }) => (
          <li key={kind}>
            {say(KINDS[kind])} <b>{count === late.most ? `≥ ${count}` : count}</b>{' '}
            <span className="soft">
              {say(text('最早的已等 ', 'the oldest has waited '))}
              {length(nowMs - Date.parse(oldestAt), language)}
            </span>
          </li>
        ))}
      </ul>
    </>
  )
}

function Swept({ machine }: Pick<Settings, 'machine'>) {
  const say = useSay()
  const swept = machine.sweptSecondsAgo
  return (
    <p className="soft">
      {swept === undefined
        ? say(
            text(
              machine.host === 'aws'
                ? '每分钟清扫一次；清扫得如何，由 CloudWatch 警报看守。'
                : '还没有清扫过：启动后每分钟一次。',
              machine.host === 'aws'
                ? 'Swept every minute; how that goes is watched by the CloudWatch alarms.'
                : 'Not swept yet: once a minute after the start.',
            ),
          )
        : say(text(`上次清扫在 ${swept} 秒前，每分钟一次。`, `Swept ${swept} s ago, once a minute.`))}
    </p>
  )
}

const KINDS = {
  sms: text('给自己人的短信', 'texts to our own people'),
  told: text('给客户的消息', 'messages to contacts'),
  refused: text('被拒绝、等着再试的', 'refused, waiting for another try'),
} as const

/** By what messages leave, and what became of those of a day. */
export function Channels({ settings: { machine } }: Props) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { channels, handedOver } = machine
  if (!channels || !handedOver)
    return (
      <Panel title={CHANNELS}>
        <NotKnown
          where={text(
            '见部署的 CloudFormation 参数；送出与失败看 CloudWatch。',
            'see the parameters of the CloudFormation stack; what was sent and refused stands in CloudWatch.',
          )}
        />
      </Panel>
    )
  const failed = handedOver.reduce((sum, one) => sum + one.failed, 0)
  return (
    <Panel title={CHANNELS} sign={failed > 0 ? 'late' : 'kept'}>
      <dl>
        {CARRIED.map(([kind, called]) => {
          const names = channels.filter(({ carries }) => carries === kind).map(({ name }) => name)
          return (
            <div key={kind}>
              <dt>{say(called)}</dt>
              <dd>
                {names.length > 0
                  ? say(text(`经 ${names.join('、')} 送出`, `leave by ${names.join(', ')}`))
                  : say(text('只显示在演练场的手机与邮箱里', 'shown in the playground’s phones and mailbox alone'))}
              </dd>
            </div>
          )
        })}
        {handedOver.map(({ to, sent, failed: refused, lastAt }) => (
          <div key={to}>
            <dt>{say(to === 'staff' ? text('给自己人', 'To our own') : text('给客户', 'To contacts'))}</dt>
            <dd>
              {say(text(`24 时内送出 ${sent}`, `${sent} sent within 24 h`))}
              {refused > 0 && <b className="bad">{say(text(`，放弃 ${refused}`, `, ${refused} given up`))}</b>}
              {lastAt && (
                <span className="soft">
                  {' '}
                  {say(text('最近 ', 'last '))}
                  {moment(lastAt, DESK_ZONE, nowMs, language)}
                </span>
              )}
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
const CHANNELS = text('通道', 'Channels')
const CARRIED = [
  ['text', text('短信', 'Texts')],
  ['voice', text('电话', 'Calls')],
  ['mail', text('邮件', 'Mail')],
] as const
