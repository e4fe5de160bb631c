import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { Problem } from '../parts/problem.tsx'
import { DESK_ZONE, timeOf } from '../parts/time.ts'
import { useSay } from '../words.ts'
import { useTestMessage } from './data.ts'

/** Would a page reach them? One text message shows it, and what came back stands beside it. */
export function TestMessage({ id, name }: { id: string; name: string }) {
  const say = useSay()
  const test = useTestMessage(id)
  const { data } = test
  return (
    <span className="tested">
      <Button
        size="small"
        aria-label={say(text(`给${name}发测试短信`, `Send ${name} a test message`))}
        loading={test.isPending}
        onClick={() => test.mutate()}
      >
        {say(text('发测试短信', 'Send a test'))}
      </Button>
      {data?.outcome === 'sent' && (
        <span role="status">
          {say(
            text(
              `${timeOf(data.at, DESK_ZONE)} 已交给短信通道，发往 ${data.to}；请本人确认收到。`,
              `Handed to the channel at ${timeOf(data.at, DESK_ZONE)}, to ${data.to}: ask them whether it came.`,
            ),
          )}
        </span>
      )}
      {data?.outcome === 'refused' && (
        <b className="bad" role="alert">
          {say(text('没有发出：', 'Not sent: '))}
          {data.said}
        </b>
      )}
      {test.error && <Problem error={test.error} />}
    </span>
  )
}
