import { type ReactNode, useEffect, useRef } from 'react'

/** The browser's own dialog: what is behind it can neither be reached nor read aloud. Escape closes it. */
export function Dialog({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog" aria-label={label} onClose={onClose}>
      {children}
    </dialog>
  )
}
