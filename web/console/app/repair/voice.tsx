import { text } from '../../../../shared/kernel/text.ts'
import type { Repair } from '../data.ts'
import { useNow } from '../outside/time.ts'
import { moment } from '../parts/time.ts'
import { useLanguage, useSay } from '../words.ts'

/** What the customer has written since one of ours did anything, and what they complain of. */
export function Voice({ repair }: { repair: Repair }) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const { unread, complaints = [], timezone } = repair
  const time = (instant: string) => moment(instant, timezone, nowMs, language)
  return (
    <>
      {unread && (
        <p className="voice">
          <b>{say(text(`客户新留言、照片 ${unread.count} 条`, `New from the customer: ${unread.count}`))}</b>{' '}
          <span className="soft">{time(unread.since)}</span> {unread.text}
        </p>
      )}
      {complaints.map(({ at, what, answered, manager }) => (
        <p key={at} className={answered ? 'voice' : 'voice open'}>
          <b>{say(text('客户投诉', 'Complaint'))}</b> <span className="soft">{time(at)}</span> {what}{' '}
          {answered ? (
            <span className="soft">
              {say(text('答复', 'answered'))} {answered.by} {time(answered.at)}: {answered.answer}
            </span>
          ) : (
            <b className="warn">
              {manager
                ? say(text(`已通知 ${manager.name}，待答复`, `${manager.name} was told; no answer yet`))
                : say(text('待答复', 'no answer yet'))}
            </b>
          )}
        </p>
      ))}
    </>
  )
}
