import { useEffect, useRef } from 'react'
import { text } from '../../../shared/kernel/text.ts'
import { onReturn, readSession, signInAddress } from './outside/session.ts'
import { MainLink } from './parts/button.tsx'
import { here } from './router.tsx'
import { useSay } from './words.ts'

/** The deployment's own provider asks who it is. */
export function WithProvider() {
  const say = useSay()
  return (
    <>
      <h1>{say(text('请登录', 'Please sign in'))}</h1>
      <MainLink href={signInAddress(here())}>
        {say(text('用单位账号登录', "Sign in with your organisation's account"))}
      </MainLink>
    </>
  )
}

/** Over the work of somebody whose session has run out. They sign in beside it, and find everything as they left it. */
export function SignInAgain() {
  const say = useSay()
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => onReturn(() => void readSession()), [])
  useEffect(() => {
    // Above whatever is open: of the browser's own dialogs the latest.
    dialog.current?.showModal()
    return keepKeys()
  }, [])
  return (
    <dialog
      ref={dialog}
      className="sign-in-again"
      role="alertdialog"
      aria-labelledby="sign-in-again"
      onClose={() => dialog.current?.showModal()}
    >
      <main className="sign-in">
        <h1 id="sign-in-again">{say(text('登录已经到期', 'Your session has ended'))}</h1>
        <p>
          {say(
            text(
              '在新打开的页面里重新登录，再回到这里：写了一半的内容还在。',
              'Sign in again on the page that opens, then come back here: what you were writing is still there.',
            ),
          )}
        </p>
        <MainLink autoFocus href={signInAddress('/console/board')} target="_blank">
          {say(text('重新登录', 'Sign in again'))}
        </MainLink>
      </main>
    </dialog>
  )
}

/** No key reaches what is beneath, and Escape closes nothing: the browser would close one dialog after the other. */
function keepKeys(): () => void {
  const keep = (event: KeyboardEvent) => {
    event.stopImmediatePropagation()
    if (event.key === 'Escape') event.preventDefault()
  }
  const kinds = ['keydown', 'keyup'] as const
  for (const kind of kinds) addEventListener(kind, keep, true)
  return () => {
    for (const kind of kinds) removeEventListener(kind, keep, true)
  }
}
