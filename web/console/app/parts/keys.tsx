import { Suspense, useEffect, useRef, useState } from 'react'
import { withAnt } from '../with-ant.tsx'

const isTyping = ({ target }: KeyboardEvent): boolean =>
  target instanceof HTMLElement && (target.isContentEditable || /^(INPUT|TEXTAREA|SELECT)$/.test(target.tagName))
/** A button or link that has the focus takes Enter itself. */
const isPressing = ({ target, key }: KeyboardEvent): boolean =>
  key === 'Enter' && target instanceof HTMLElement && /^(A|BUTTON)$/.test(target.tagName)

/** In a form, these send it. */
export const isSending = ({ key, ctrlKey, metaKey }: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'metaKey'>): boolean =>
  key === 'Enter' && (ctrlKey || metaKey)

/** What single keys do while nobody is typing. */
export function useKeys(keys: Readonly<Record<string, () => unknown>>): void {
  const latest = useRef(keys)
  latest.current = keys
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return
      if (isTyping(event) || isPressing(event) || document.querySelector('dialog[open]')) return
      const act = Object.hasOwn(latest.current, event.key) ? latest.current[event.key] : undefined
      if (!act) return
      event.preventDefault()
      act()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

/** Wherever the focus is in a room, they send what is written there. */
export function useSending(send: () => void): void {
  const latest = useRef(send)
  latest.current = send
  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (!isSending(event) || document.querySelector('dialog[open]')) return
      event.preventDefault()
      latest.current()
    }
    addEventListener('keydown', press)
    return () => removeEventListener('keydown', press)
  }, [])
}

const Shortcuts = withAnt(() => import('./shortcuts.tsx'))

/** `?` shows them. */
export function Keys() {
  const [isOpen, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  return isOpen ? (
    <Suspense>
      <Shortcuts onClose={() => setOpen(false)} />
    </Suspense>
  ) : null
}
