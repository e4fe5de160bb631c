import Button from 'antd/es/button'
import { useEffect, useRef, useState } from 'react'
import { text } from '../../../../shared/kernel/text.ts'
import { useSay } from '../words.ts'
import { Dialog } from './dialog.tsx'

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

const SHORTCUTS = [
  ['/', text('查找', 'search')],
  ['J  K', text('下一单、上一单', 'next, previous repair')],
  ['Enter', text('打开报修单', 'open the repair')],
  ['X', text('选中这一单，一起处理', 'pick this repair, to act on several')],
  ['V', text('视图：筛选、列、团队视图', 'view: what is shown, columns, views of the team')],
  ['Esc', text('收起', 'close')],
  ['Ctrl K', text('快速前往：房间、单号、操作', 'go anywhere: rooms, numbers, actions')],
  ['?', text('全部快捷键', 'all shortcuts')],
  ['Ctrl ↵', text('在表单里：提交', 'in a form: send it')],
] as const

/** `?` shows them. */
export function Keys() {
  const say = useSay()
  const [isOpen, setOpen] = useState(false)
  useKeys({ '?': () => setOpen(true) })
  if (!isOpen) return null
  return (
    <Dialog label={say(text('快捷键', 'Shortcuts'))} onClose={() => setOpen(false)}>
      <h2>{say(text('快捷键', 'Shortcuts'))}</h2>
      <dl className="shortcuts">
        {SHORTCUTS.map(([keys, what]) => (
          <div key={keys}>
            <dt>
              <kbd>{keys}</kbd>
            </dt>
            <dd>{say(what)}</dd>
          </div>
        ))}
      </dl>
      <Button onClick={() => setOpen(false)}>{say(text('知道了', 'Close'))}</Button>
    </Dialog>
  )
}
