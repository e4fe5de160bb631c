import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import { setPlaygroundOpen } from '../outside/memory.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { go } from '../router.tsx'
import { useSay } from '../words.ts'
import { CALLER } from './caller.ts'
import Morning from './morning.tsx'

/** On an empty board, where one plays: what to do first. */
export default function Start() {
  const say = useSay()
  const mayTake = useStore(sessionStore)?.may.includes('takeRequest')
  return (
    <section className="start">
      {mayTake && (
        <div>
          <Button type="primary" onClick={() => go(`/call?q=${encodeURIComponent(CALLER)}`)}>
            {say(text('接一通电话', 'Take a call'))}
          </Button>
          <p className="soft small">
            {say(
              text(
                `${CALLER} 来电：每一项承诺的时间，保存之前就看得到。`,
                `${CALLER} calls: every promised time is seen before it is saved.`,
              ),
            )}
          </p>
        </div>
      )}
      <Morning />
      <div>
        <Button onClick={() => setPlaygroundOpen(true)}>{say(text('打开演练场', 'Open the playground'))}</Button>
        <p className="soft small">
          {say(
            text(
              '所有人的手机和邮箱、一部打热线的电话、可以往前拨的时钟。',
              'Everybody’s phones and mailbox, a telephone to call the hotline, a clock that is moved forward.',
            ),
          )}
        </p>
      </div>
    </section>
  )
}
