import type { ReactNode } from 'react'
import { type Text, text } from '../../../../shared/kernel/text.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useSay } from '../words.ts'

interface Props {
  readonly says: Text
  /** What to do next, to whoever may use that part of the API. */
  readonly next?: Text
  readonly part?: string
  /** Everybody is shown all of it, whoever they are. */
  readonly isWhole?: true
  readonly children?: ReactNode
}

/** Nothing stands in a list. What lists only an engineer's own work to them says no more than that. */
export function Empty({ says, next, part, isWhole, children }: Props) {
  const say = useSay()
  const session = useStore(sessionStore)
  const mayGoOn = part === undefined || session?.may.includes(part)
  const stands = session?.role === 'engineer' && !isWhole ? ownOnly(says) : says
  return (
    <div className="empty">
      <p>{say(next && mayGoOn ? text(stands.zh + next.zh, `${stands.en} ${next.en}`) : stands)}</p>
      {children}
    </div>
  )
}

const ownOnly = ({ zh, en }: Text): Text =>
  text(
    `您的值班表内：${zh}别处的、没交给您的不列在这里。`,
    `Of your rosters: ${en.charAt(0).toLowerCase()}${en.slice(1)} What is of others, and never came to you, is not listed here.`,
  )
