import { Suspense } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { isPlaygroundOpen, setPlaygroundOpen } from '../outside/memory.ts'
import { useStore } from '../outside/store.ts'
import { withAnt } from '../with-ant.tsx'
import { useSay } from '../words.ts'
import { usePhones } from './data.ts'
import { useUnread } from './unread.ts'

const Panel = withAnt(() => import('./panel.tsx').then((panel) => ({ default: panel.Panel })))

/** Beside the rooms, where one plays: a tab at the edge, which rings, and what it opens. */
export function Playground() {
  const say = useSay()
  const isOpen = useStore(isPlaygroundOpen)
  const isUnread = useUnread()
  const news = usePhones().data?.messages.filter(isUnread).length ?? 0
  if (isOpen)
    return (
      <aside className="playground" aria-label={say(NAME)}>
        <Suspense>
          <Panel onClose={() => setPlaygroundOpen(false)} />
        </Suspense>
      </aside>
    )
  return (
    <button type="button" className="playground-tab" onClick={() => setPlaygroundOpen(true)}>
      {say(NAME)}
      {news > 0 && (
        <b title={say(text(`${news} 条新消息`, `${news} new messages`))} key={news}>
          {news}
        </b>
      )}
    </button>
  )
}

const NAME = text('演练场', 'Playground')
