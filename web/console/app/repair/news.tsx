import Alert from 'antd/es/alert'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'

/** What a timeline says of an event. */
export interface Happened {
  readonly seq: number
  readonly by: { readonly kind: string; readonly name?: string }
  readonly text: string
}

export const lastOf = (timeline: readonly Happened[]): number => timeline.at(-1)?.seq ?? 0

interface Props {
  readonly timeline: readonly Happened[]
  /** The last event as the form was opened. */
  readonly since: number
  /** What the form does can still be done. */
  readonly isAllowed: boolean
}

/** What others did while somebody fills in a form: it stays as it is, and whoever fills it in sees what it is about now. */
export function News({ timeline, since, isAllowed }: Props) {
  const say = useSay()
  const news = timeline.filter(({ seq }) => seq > since)
  if (news.length === 0 && isAllowed) return null
  return (
    <Alert
      type={isAllowed ? 'info' : 'warning'}
      role="status"
      title={say(
        isAllowed
          ? text(
              '您填写时情况有变化，填的还在。',
              'Things changed while you were writing; what you wrote is still here.',
            )
          : text(
              '情况变了，这一步现在不能做了；您填的还在。',
              'Things changed, and this cannot be done now; what you wrote is still here.',
            ),
      )}
      description={news.map(({ seq, by, text: said }) => (
        <p key={seq}>
          {by.kind !== 'system' && by.name && <b>{by.name} </b>}
          {said}
        </p>
      ))}
    />
  )
}
