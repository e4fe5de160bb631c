import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import type { Settings } from './data.ts'
import { NotKnown, Panel } from './parts.tsx'

interface Props {
  readonly settings: Settings
}

/** Which there are; what they say nobody is shown. */
export function KeysPanel({ settings: { machine } }: Props) {
  const say = useSay()
  if (!machine.keys)
    return (
      <Panel title={KEYS}>
        <NotKnown
          where={text(
            '在 Secrets Manager；更换见运行手册“更换密钥”。',
            'they are in Secrets Manager; the runbook says how they are rotated.',
          )}
        />
      </Panel>
    )
  return (
    <Panel title={KEYS}>
      <dl>
        {machine.keys.map(({ name, from, valid, changedAt }) => (
          <div key={name}>
            <dt>{say(KEY_NAMES[name] ?? text(name, name))}</dt>
            <dd>
              {say(FROM[from])}
              {changedAt && (
                <span className="soft">
                  {' '}
                  {say(text('文件改于 ', 'file of '))}
                  {changedAt.slice(0, 10)}
                </span>
              )}
              {valid > 1 && <b className="warn"> {say(text('新旧并用', 'old and new both count'))}</b>}
            </dd>
          </div>
        ))}
      </dl>
      <p className="soft">
        {say(text('更换：', 'Rotate: '))}
        <code>npm run secrets -- rotate hotline|link</code>
        {say(text('，不用重启。', ', without a restart.'))}
      </p>
    </Panel>
  )
}
const KEYS = text('密钥', 'Keys')
const KEY_NAMES: Readonly<Record<string, ReturnType<typeof text>>> = {
  hotline: text('热线签名', 'Hotline signature'),
  twilio: text('Twilio 令牌', 'Twilio token'),
  link: text('链接', 'Links'),
  login: text('登录', 'Logins'),
}
const FROM = {
  file: text('在密钥文件里', 'in the secrets file'),
  environment: text('由环境变量给出', 'from the environment'),
  memory: text('只在内存，重启即换', 'in memory alone, new at each start'),
} as const

/** From when the data can be had back. */
export function Backup({ settings: { machine } }: Props) {
  const say = useSay()
  const { backup } = machine
  const last = backup.kind === 'file' ? backup.last : undefined
  const isLate = backup.kind === 'file' && backup.isLate === true
  const isSafe = backup.kind === 'pointInTime' || (last !== undefined && !isLate)
  return (
    <Panel title={text('备份', 'Backup')} sign={isSafe ? 'kept' : 'none'}>
      {backup.kind === 'pointInTime' ? (
        <p>
          {say(
            text(
              '可恢复到 35 天内任意一秒（DynamoDB 时间点恢复）。',
              'Any second of the last 35 days can be had back (DynamoDB point in time).',
            ),
          )}
        </p>
      ) : (
        <>
          <p>
            {last
              ? `${last.at.slice(0, 16).replace('T', ' ')} UTC · ${megabytes(last.bytes)}`
              : say(text('还没有备份过。', 'There has been none.'))}
          </p>
          {isLate && (
            <p>
              {say(
                text(
                  '到点的备份没做成：看日志，腾出磁盘空间。',
                  'A backup is overdue: see the log, and make room on the disk.',
                ),
              )}
            </p>
          )}
          {last && <p className="soft pre">{last.file}</p>}
          <p className="soft">
            {say(text('系统运行时即可：', 'While the system runs: '))}
            <code>npm run backup -- FILE</code>
          </p>
        </>
      )}
    </Panel>
  )
}

const megabytes = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`

export function Versions({ settings: { machine } }: Props) {
  const { chengnuo, node } = machine.versions
  return (
    <Panel title={text('版本', 'Versions')}>
      <p className="mid">{[chengnuo && `Chengnuo ${chengnuo}`, `Node ${node}`].filter(Boolean).join(' · ')}</p>
    </Panel>
  )
}
