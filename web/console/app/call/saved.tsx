import Button from 'antd/es/button'
import { text } from '../../../../shared/kernel/text.ts'
import type { Schemas } from '../../generated/api.ts'
import { setPlaygroundOpen } from '../outside/memory.ts'
import { sessionStore } from '../outside/signed-in.ts'
import { useStore } from '../outside/store.ts'
import { useNow } from '../outside/time.ts'
import { Dialog } from '../parts/dialog.tsx'
import { Sign } from '../parts/signs.tsx'
import { DESK_ZONE } from '../parts/time.ts'
import { go } from '../router.tsx'
import { useLanguage, useSay } from '../words.ts'
import type { Draft } from './draft.ts'
import { Answer } from './promises.tsx'

interface SavedProps {
  readonly answer: Schemas['CallAnswer']
  readonly draft: Draft
  readonly first: string | undefined
  readonly joined: string | undefined
  readonly onNext: () => void
}

/** The number, large, and what to say with it. */
export function Saved({ answer, draft, first, joined, onNext }: SavedProps) {
  const say = useSay()
  const language = useLanguage()
  const nowMs = useNow()
  const isPlaying = useStore(sessionStore)?.playground
  // Going back leads to no call that is saved already.
  const open = () => go(`/repairs/${answer.repairId}`, { replace: true })
  const seePhone = () => {
    setPlaygroundOpen(true)
    open()
  }
  const [day, number] = answer.repairId.split('-')
  return (
    <Dialog label={say(text('已保存', 'Saved'))} onClose={onNext}>
      <p className="ok">
        <Sign name="kept" />{' '}
        {joined
          ? say(text(`已并入 ${joined}`, `Added to ${joined}`))
          : draft.desk
            ? say(text('已保存，由您先在电话里处理', 'Saved; you try first, by telephone'))
            : first
              ? say(text(`已保存，正在呼叫 ${first}`, `Saved, ${first} is being called`))
              : say(text('已保存', 'Saved'))}
      </p>
      <p className="soft">{say(text('请念给来电人', 'Read this to the caller'))}</p>
      <p className="num" data-testid="number">
        <b>{day}</b>
        <b>{number}</b>
      </p>
      <p className="say">
        <Answer
          clocks={answer.clocks}
          zone={draft.site?.timezone ?? DESK_ZONE}
          nowMs={nowMs}
          language={language}
          say={say}
        />
      </p>
      <div className="then">
        <Button type="primary" onClick={onNext} autoFocus>
          {say(text('下一通', 'Next call'))} <kbd>↵</kbd>
        </Button>
        <Button onClick={open}>{say(text('打开报修单', 'Open the repair'))}</Button>
        {isPlaying && first && !draft.desk && (
          <Button onClick={seePhone}>{say(text(`看${first}的手机`, `See ${first}’s phone`))}</Button>
        )}
      </div>
    </Dialog>
  )
}
