import Button from 'antd/es/button'
import { type ReactNode, useState } from 'react'
import type { Text } from '../../../../shared/kernel/text.ts'
import { Problem } from '../parts/problem.tsx'
import { useSay } from '../words.ts'

interface Props<T> {
  readonly label: Text
  /** What is to be sent; undefined while something is missing. */
  readonly whole: T | undefined
  /** What has to be there; said once somebody tries without. */
  readonly needs: Text
  readonly sending: { readonly error: unknown; readonly isPending: boolean }
  readonly onSend: (whole: T) => void
  readonly send: Text
  readonly cancel: Text
  readonly onClose: () => void
  /** It stands in a panel already. */
  readonly isInside?: boolean
  readonly children: ReactNode
}

/** A form that is sent whole or not at all: its button is never faint, and says what is missing. */
export function WholeForm<T>({
  label,
  whole,
  needs,
  sending,
  onSend,
  send,
  cancel,
  onClose,
  isInside,
  children,
}: Props<T>) {
  const say = useSay()
  const [isTried, setTried] = useState(false)
  return (
    <form
      className={isInside ? 'in entryform' : 'panel in entryform'}
      aria-label={say(label)}
      onSubmit={(event) => {
        event.preventDefault()
        if (whole === undefined) setTried(true)
        else onSend(whole)
      }}
    >
      {sending.error ? <Problem error={sending.error} /> : null}
      {children}
      {isTried && whole === undefined && (
        <p className="bad" role="alert">
          {say(needs)}
        </p>
      )}
      <div className="send">
        <Button type="primary" htmlType="submit" loading={sending.isPending}>
          {say(send)}
        </Button>
        <Button onClick={onClose}>{say(cancel)}</Button>
      </div>
    </form>
  )
}
