import ConfigProvider from 'antd/es/config-provider'
import { type ReactNode, useEffect, useRef } from 'react'

/** The browser's own dialog: what is behind it can neither be reached nor read aloud. Escape closes it. */
export function Dialog({ label, onClose, children }: { label: string; onClose: () => void; children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null)
  useEffect(() => dialog.current?.showModal(), [])
  return (
    <dialog ref={dialog} className="dialog" aria-label={label} onClose={onClose}>
      <ConfigProvider getPopupContainer={besides}>{children}</ConfigProvider>
    </dialog>
  )
}

/** Nothing that is not in it lies over it: what a field opens has to stand beside the field. */
const besides = (field?: HTMLElement): HTMLElement => field?.parentElement ?? document.body
